import type { Container } from '../formats';

export interface Rational {
  readonly num: number;
  readonly den: number;
}

export interface VideoFacts {
  /** Number of the stream in its container, for `-map`. */
  readonly index: number;
  readonly codec: string;
  readonly profile: string;
  readonly pixelFormat: string;
  /** Luma samples as stored, before rotation. */
  readonly width: number;
  readonly height: number;
  /** Seconds per tick of every presentation time of this stream. */
  readonly timeBase: Rational;
  /** Degrees clockwise by which a player turns the picture; null when the file asks for something else than quarter turns. */
  readonly rotation: 0 | 90 | 180 | 270 | null;
  readonly mirrored: boolean;
  /** Sample aspect ratio; 1:1 when the file does not say. */
  readonly sampleAspect: Rational;
  readonly interlaced: boolean;
  readonly fullRange: boolean;
  /** H.273 names as ffmpeg spells them, for instance `bt709`; null where the file does not say. */
  readonly colour: {
    readonly space: string | null;
    readonly transfer: string | null;
    readonly primaries: string | null;
  };
  /** Bits a second, as far as known. */
  readonly bitRate: number | null;
  /** Frames a second on average, as the container has it. */
  readonly frameRate: Rational;
  /** Frames that the container's own table promises; null where it keeps none. */
  readonly promisedFrames: number | null;
}

export interface AudioFacts {
  readonly index: number;
  readonly codec: string;
  readonly sampleRate: number;
  readonly channels: number;
}

/** What a recording is, read once from ffprobe's output into types. */
export interface MediaFacts {
  readonly container: Container;
  readonly video: VideoFacts;
  /** In the container's order. Only the first is ever released. */
  readonly audio: readonly AudioFacts[];
  /** Everything else in the file: data, subtitles, attachments, further pictures. Never released. */
  readonly others: readonly { readonly kind: string; readonly codec: string }[];
  /** Names, titles, places and other words that the file carries beside picture and sound. */
  readonly texts: readonly string[];
  /** Seconds at which the container's clock starts. */
  readonly startTime: number;
  /** Seconds, as the container claims. */
  readonly claimedDuration: number | null;
  /** Intake states damage of it: then its frames are those that come out of the decoder, in the order of their times. */
  readonly damaged: boolean;
}

/** A file of footage lent to a job, with what its header says. */
export interface Footage {
  /** How programs in the folder name it. */
  readonly name: string;
  readonly media: MediaFacts;
  /** Where it lies on this machine. */
  readonly path: string;
}

/** Why a recording is not processed. `code` is for programs, `says` for the person who uploaded it. */
export interface Quarantine {
  readonly code: string;
  readonly says: string;
}

/** Every presented frame of a clip, in order of presentation: the names by which masks, cuts and checks speak of frames. */
export interface FrameIndex {
  readonly timeBase: Rational;
  /** Ticks. */
  readonly pts: readonly number[];
  /** Ticks for which the last frame is shown. */
  readonly lastDuration: number;
  /** Numbers of the frames that can be decoded without any other. */
  readonly keyframes: readonly number[];
}

/** Ticks → seconds. */
export const seconds = (ticks: number, base: Rational): number => (ticks * base.num) / base.den;
