import { AUDIO_CODECS, MOST_PIXELS, VIDEO_CODECS } from '../formats';
import type { MediaFacts } from './facts';
import { tooLarge } from './refusals';

/** What is known of a recording once its header has been read, and once it has been decoded. */
export interface HeaderFacts {
  readonly media: MediaFacts;
}

export interface DecodedFacts extends HeaderFacts {
  /** Frames that came out of the decoder. */
  readonly frames: number;
  /** Coded pictures that the container lists. */
  readonly packets: number;
  /** Those of them that should be shown: not hidden by an edit list. */
  readonly shownPackets: number;
  /** Seconds from the first frame to the end of the last. */
  readonly duration: number;
  /** Lines in which the decoder reported a fault. */
  readonly decodeFaults: number;
}

/** One condition under which a recording may be processed. Unmet, the file is kept and a person decides. */
export interface IntakeRule<Facts> {
  readonly code: string;
  readonly holds: (facts: Facts) => boolean;
  /** What the uploader reads when it does not hold, and what to do. */
  readonly otherwise: (facts: Facts) => string;
}

const MOST_STREAMS = 64;
const MOST_FRAMES_A_SECOND = 1000;
const REEXPORT = 'The file is kept as it is; export it again from the camera’s system and upload that as well.';

export const headerRules: readonly IntakeRule<HeaderFacts>[] = [
  {
    code: 'video-codec',
    holds: ({ media }) => (VIDEO_CODECS as readonly string[]).includes(media.video.codec),
    otherwise: ({ media }) =>
      `The picture is coded as ${media.video.codec}, which Daylight does not open. Export it as H.264; this file is kept as it is.`,
  },
  {
    code: 'audio-codec',
    holds: ({ media }) =>
      media.audio.slice(0, 1).every((audio) => (AUDIO_CODECS as readonly string[]).includes(audio.codec)),
    otherwise: ({ media }) =>
      `The sound is coded as ${media.audio[0]?.codec ?? 'unknown'}, which Daylight does not open. Export it as AAC; this file is kept as it is.`,
  },
  {
    code: 'dimensions',
    holds: ({ media: { video } }) => video.width > 0 && video.height > 0 && video.width * video.height <= MOST_PIXELS,
    otherwise: ({ media: { video } }) => tooLarge(video.width, video.height).says,
  },
  {
    code: 'rotation',
    holds: ({ media }) => media.video.rotation !== null,
    otherwise: () => `The file asks for the picture to be turned by something else than quarter turns. ${REEXPORT}`,
  },
  {
    code: 'too-many-streams',
    holds: ({ media }) => media.audio.length + media.others.length < MOST_STREAMS,
    otherwise: ({ media }) =>
      `The file holds ${media.audio.length + media.others.length + 1} streams; a camera’s holds a few. ${REEXPORT}`,
  },
];

export const decodedRules: readonly IntakeRule<DecodedFacts>[] = [
  {
    code: 'no-frames',
    holds: ({ frames }) => frames > 0,
    otherwise: () => `No frame of the picture could be decoded. ${REEXPORT}`,
  },
  {
    code: 'truncated',
    holds: ({ media, packets }) => media.container !== 'mov' || packets >= (media.video.promisedFrames ?? 0),
    otherwise: ({ media, packets }) =>
      `The file ends early: it announces ${media.video.promisedFrames ?? 0} frames and holds ${packets}. Upload the whole file; this part is kept.`,
  },
  {
    code: 'truncated',
    holds: ({ media, duration }) =>
      media.container !== 'matroska' || media.claimedDuration === null || duration > media.claimedDuration * 0.98 - 2,
    otherwise: ({ media, duration }) =>
      `The file ends early: it announces ${Math.round(media.claimedDuration ?? 0)} seconds and holds ${Math.round(duration)}. Upload the whole file; this part is kept.`,
  },
  {
    code: 'damaged',
    holds: ({ frames, shownPackets, decodeFaults }) => decodeFaults === 0 && frames >= shownPackets,
    otherwise: ({ frames, shownPackets, decodeFaults }) =>
      `The recording is damaged: ${shownPackets - frames > 0 ? `${shownPackets - frames} of ${shownPackets} frames are missing, and ` : ''}the decoder met ${decodeFaults} faults. ${REEXPORT}`,
  },
  {
    code: 'frame-rate',
    holds: ({ frames, duration }) => duration > 0 && frames / duration <= MOST_FRAMES_A_SECOND,
    otherwise: ({ frames, duration }) =>
      `The file claims ${frames} frames in ${duration.toFixed(3)} seconds, which no camera records. ${REEXPORT}`,
  },
];
