/** Samples of sound in one AAC-LC frame (ISO 14496-3 § 4.5.1.1). */
export const AAC_FRAME = 1024;

/** Coded samples of one track, in decoding order, by where they lie in a file of ours. */
export interface TrackSamples {
  readonly path: string;
  readonly offsets: readonly number[];
  readonly sizes: readonly number[];
  /** Bytes written before each sample's payload: 4 for the length of a NAL unit (ISO 14496-15 § 5.3.3.1), else 0. */
  readonly prefix: 0 | 4;
}

export interface VideoTrackSpec {
  readonly samples: TrackSamples;
  readonly width: number;
  readonly height: number;
  readonly sampleAspect: { readonly num: number; readonly den: number };
  readonly rotation: 0 | 90 | 180 | 270;
  readonly mirrored: boolean;
  readonly sps: readonly Buffer[];
  readonly pps: readonly Buffer[];
  /** Ticks a second. */
  readonly timescale: number;
  /** Presentation time of each frame in ticks, ascending; no frame is presented out of decoding order. */
  readonly pts: readonly number[];
  readonly lastDuration: number;
  readonly keyframes: readonly number[];
}

export interface AudioTrackSpec {
  readonly samples: TrackSamples;
  readonly config: Buffer;
  readonly channels: number;
  readonly rate: number;
  /** Samples of sound, without the encoder's own lead-in. */
  readonly length: number;
  /** Samples that the encoder puts before the sound, to be skipped. */
  readonly priming: number;
}

export interface Movie {
  readonly video: VideoTrackSpec;
  readonly audio: AudioTrackSpec | null;
}

/** A run of samples of one track that lie together in the file. */
export interface Chunk {
  readonly track: 'video' | 'audio';
  readonly first: number;
  readonly count: number;
  readonly bytes: number;
}
