import { AUDIO_CODECS, MOST_PIXELS, VIDEO_CODECS } from '../formats';
import type { MediaFacts, Quarantine } from './facts';
import { tooLarge } from './refusals';

/** What is known of a recording once its header has been read, and once it has been decoded. */
export interface HeaderFacts {
  readonly media: MediaFacts;
}

export interface DecodedFacts {
  /** Frames that came out of the decoder. */
  readonly frames: number;
  /** Seconds from the first frame to the end of the last. */
  readonly duration: number;
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
const MOST_SPANS = 500;
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
    code: 'frame-rate',
    holds: ({ frames, duration }) => duration > 0 && frames / duration <= MOST_FRAMES_A_SECOND,
    otherwise: ({ frames, duration }) =>
      `The file claims ${frames} frames in ${duration.toFixed(3)} seconds, which no camera records. ${REEXPORT}`,
  },
];

/** What can be said of the damage once it is located. */
export const damageRules: readonly IntakeRule<{ readonly spans: number }>[] = [
  {
    code: 'damaged',
    holds: ({ spans }) => spans <= MOST_SPANS,
    otherwise: ({ spans }) =>
      `The recording is damaged in ${spans} places: nothing in it can be relied on. ${REEXPORT}`,
  },
];

/** The first condition that is not met, in words; null when all are. */
export function firstBroken<Facts>(rules: readonly IntakeRule<Facts>[], facts: Facts): Quarantine | null {
  const broken = rules.find((rule) => !rule.holds(facts));
  return broken ? { code: broken.code, says: broken.otherwise(facts) } : null;
}
