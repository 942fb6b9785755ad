/** The fixed vocabulary of content warnings: what a person may want to know before they watch. */
export const CONTENT_WARNINGS = {
  struck: 'A person is struck',
  restrained: 'A person is forcibly restrained',
  weapon: 'A weapon is drawn or pointed',
  gunfire: 'Gunfire',
  blood: 'Blood',
  death: 'Death',
  slur: 'A slur',
  'strong-language': 'Strong language',
  'nudity-hidden': 'Nudity, hidden',
  'child-distress': 'Distress of a child',
  distress: 'People in distress',
  flashing: 'Flashing lights',
  'property-damage': 'Property is damaged',
  none: 'Nothing that needs a warning',
} as const;

export type ContentWarning = keyof typeof CONTENT_WARNINGS;

/**
 * What a reader may take for a redaction and is none: it is in the recording as it was received. Cameras keep the half
 * minute before they are switched on without its sound (Kentucky OAG 21-ORD-262).
 */
export const AS_RECORDED = {
  'no-sound': 'No audio recorded by the device',
  obstructed: 'The camera is covered or turned away',
  'picture-missing': 'Frames are missing: the recording is damaged',
  'picture-faulty': 'The picture is faulty: the recording is damaged',
  'sound-faulty': 'The sound is faulty: the recording is damaged',
  'ends-early': 'The recording ends before its own table says',
} as const;

/** Days within which a described version follows, until the City decides otherwise. */
export const DESCRIBED_WITHIN_DAYS = 30;

/** Seconds of the published video, half-open. */
export interface AsRecorded {
  readonly from: number;
  readonly to: number;
  readonly what: keyof typeof AS_RECORDED;
}

/** One thing that is hidden, and why. Times in seconds of the published video. */
export interface HiddenSpan {
  readonly from: number;
  readonly to: number;
  readonly what: 'picture' | 'whole-frame' | 'sound';
  /** Category in general words, never a fact that defeats the redaction. */
  readonly category: string;
  readonly basis: 'statutory' | 'policy';
  /** Letter of G.L. c. 4, § 7(26) and statute; null for a policy redaction, which cannot deny a records request. */
  readonly law: string | null;
  readonly why: string;
  readonly style: 'solid fill' | 'silence' | 'tone';
}

export interface TranscriptLine {
  readonly from: number;
  readonly to: number;
  readonly speaker: string | null;
  readonly text: string;
  readonly redacted: boolean;
}

/**
 * Everything the public reads about a release: an allow-list, field by field. A column that is not copied here by name
 * never becomes public. Its bytes are one of the files that are signed.
 */
export interface ReleaseRecord {
  readonly schema: 'daylight-release-record-1';
  readonly release: string;
  readonly version: number;
  readonly title: string;
  readonly summary: string;
  readonly incident: {
    readonly id: string;
    /** `YYYY-MM-DD` */
    readonly date: string;
    readonly neighbourhood: string;
    readonly agencies: readonly string[];
    readonly verification: 'verified' | 'claimed' | 'not-verified';
  };
  readonly camera: { readonly kind: 'body-worn' | 'city-camera'; readonly label: string };
  readonly video: {
    readonly duration: number;
    readonly width: number;
    readonly height: number;
    readonly frames: number;
    /**
     * When it begins, in seconds after the recording of another release of the incident, or of itself. Null: the
     * device's clock is not known. No time of day: that could lead to the original.
     */
    readonly startsAt?: { readonly seconds: number; readonly after: string } | null;
  };
  readonly sound: 'recorded' | 'not-recorded-by-the-device';
  readonly warnings: readonly ContentWarning[];
  readonly hidden: readonly HiddenSpan[];
  readonly totals: {
    readonly mutedSeconds: number;
    readonly framesWithMask: number;
    readonly shareOfFramesWithMask: number;
    /** Of the frame in which the masks cover most, as the verifier found it. Absent in early records. */
    readonly largestShareOfPicture?: number;
  };
  /** Silence and damage that are no redaction. Absent in early records. */
  readonly asRecorded?: readonly AsRecorded[];
  readonly transcript: readonly TranscriptLine[];
  /** Said instead of captions where nobody speaks. */
  readonly noSpeech: string | null;
  readonly description: {
    readonly needed: boolean;
    readonly why: string;
    /** `YYYY-MM-DD` by which a described version follows, where one is needed and not there yet. Absent in early records. */
    readonly followsBy?: string | null;
  };
  /**
   * Where it flashes more than WCAG 2.3.1 allows. Then the page plays the file `video-reduced-flash` and no other; where
   * there is no such file it plays none, and the video is a download. Absent in early records.
   */
  readonly flashing?: {
    readonly trips: boolean;
    readonly spans: readonly { readonly from: number; readonly to: number; readonly kind: 'general' | 'red' }[];
    /** Whether anything flashes more than WCAG 2.3.2 allows, which asks for no size. Absent in early records. */
    readonly anywhere?: boolean;
  };
  readonly determination: {
    readonly outcome: 'release' | 'release-redacted';
    readonly findingNoPrejudice: boolean;
    readonly findingPublicInterest: boolean;
    readonly reasons: string;
    readonly exemptions: readonly { readonly letter: string; readonly statute: string }[];
    /** `YYYY-MM-DD` */
    readonly signedOn: string;
    readonly signedBy: string;
    readonly textVersion: number;
  };
  readonly clocks: readonly {
    readonly name: string;
    readonly startsWith: string;
    readonly startedOn: string | null;
    readonly dueOn: string | null;
    readonly authority: string;
  }[];
  /** Public id of the decision's line in the docket. Absent in early records. */
  readonly docket?: string;
  readonly original: { readonly preserved: true; readonly commitment: string };
  /** What the verifier measured on exactly these bytes. */
  readonly verification: {
    readonly framesCompared: number;
    readonly maskedFrames: number;
    readonly lowestPsnr: number | null;
    readonly largestFillVariance: number | null;
    readonly loudestMuted: number | null;
    readonly violations: number;
  };
  readonly biometricProcessing: 'none';
}

/** Times are kept to a millisecond. */
const TICK = 0.001;

/** Lines of a transcript that give back words of muted sound: they are said meanwhile, and are more than a mark. */
export const leakedLines = ({ hidden, transcript }: Pick<ReleaseRecord, 'hidden' | 'transcript'>): TranscriptLine[] =>
  transcript.filter(
    (line) =>
      !line.redacted &&
      hidden.some(({ what, from, to }) => what === 'sound' && line.from + TICK < to && from + TICK < line.to),
  );
