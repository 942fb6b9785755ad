/**
 * What the verifier holds a release against. Each rule is a sentence that is true of a good release; a violation
 * names the rule, and where it is broken.
 */
export const RULES = {
  'well-formed': 'The file is a well-formed MP4 that decodes without an error.',
  'allowed-boxes': 'The file holds only the boxes a release is made of.',
  'index-as-written': 'The file’s index is, byte for byte, the one that these samples and the source’s times ask for.',
  'every-byte-accounted': 'Every byte of media data belongs to exactly one sample.',
  'one-picture-one-sound': 'The file holds one picture track and, if the source has sound, at most one sound track.',
  'no-hidden-frames': 'No edit list hides a frame, and none cuts sound beyond the encoder’s lead-in.',
  'no-metadata': 'No name, date or text of the source is left.',
  'slices-only': 'Coded frames hold picture slices and nothing else: no SEI, no captions, no user data.',
  'every-frame-once': 'Every frame of the source is there once, and no other.',
  'exact-times': 'Every frame is shown at exactly the time at which the source shows it.',
  'mask-is-fill': 'Every masked region is the fill, on every frame that it must cover.',
  'rest-unchanged': 'Outside the masks the picture is the source’s.',
  'muted-is-silent': 'Muted sound is silent, at most −90 dBFS.',
  'tone-is-tone': 'Sound replaced by a tone is that tone and nothing else.',
  'sound-unchanged': 'Elsewhere the sound is the source’s, at the same time.',
  'sound-complete': 'The sound lasts as long as the source’s, up to the end of the picture.',
  'provenance-as-written':
    'A manifest of provenance (C2PA) is the last box, is bound to every byte before it, and says nothing else than Daylight writes.',
} as const;

export type RuleCode = keyof typeof RULES;

export interface Violation {
  readonly rule: RuleCode;
  readonly says: string;
  /** What exactly was found. */
  readonly found: string;
  readonly frame?: number;
  /** Id of the track, or name of the audio interval, of the plan. */
  readonly track?: string;
  /** Seconds. */
  readonly at?: number;
}

/** Collects violations: the first hundred of each rule, and the count of all. */
export class Findings {
  readonly list: Violation[] = [];
  readonly counts: Partial<Record<RuleCode, number>> = {};

  add(rule: RuleCode, found: string, where: Pick<Violation, 'frame' | 'track' | 'at'> = {}): void {
    const count = (this.counts[rule] ?? 0) + 1;
    this.counts[rule] = count;
    if (count <= 100) this.list.push({ rule, says: RULES[rule], found, ...where });
  }
}
