/** How a determination stands, in the words of the docket. */
export const DOCKET_OUTCOMES = {
  pending: 'Under review; not decided yet',
  released: 'Released in whole',
  'released-redacted': 'Released with parts hidden',
  'in-preparation': 'To be released; being prepared',
  deferred: 'Deferred: to be decided again',
  withheld: 'Withheld',
  'public-on-request': 'Not released under the order; available by a public records request',
  reopened: 'Under review again',
  superseded: 'Replaced by a newer version',
  unpublished: 'Taken down',
} as const;

export type DocketOutcome = keyof typeof DOCKET_OUTCOMES;

/** What staff add to a line when the clock or an appeal asks for it. */
export const DOCKET_NOTES = {
  extension: 'Time extended',
  lateness: 'Why it is late',
  appeal: 'Appealed to the Supervisor of Records',
  'appeal-decided': 'Appeal decided',
} as const;

export type DocketNoteKind = keyof typeof DOCKET_NOTES;

export interface DocketNote {
  readonly kind: DocketNoteKind;
  /** `YYYY-MM-DD` */
  readonly on: string;
  /** `YYYY-MM-DD`; of an extension. */
  readonly until: string | null;
  readonly says: string;
}

/**
 * What the City Solicitor may keep back of a line, for a reason that stands in its place. Not the exemption: a denial
 * names it (SPR18/1570). Nor the decision and its day.
 */
export const SUPPRESSIBLE = {
  incidentDate: 'Day of the incident',
  camera: 'Kind of camera',
  nextReviewOn: 'Day of the next review',
} as const;

export type SuppressibleField = keyof typeof SUPPRESSIBLE;

export interface Suppression {
  readonly field: SuppressibleField;
  /** For the public. */
  readonly reason: string;
}

/** What the public log says of one determination, released or not. An allow-list: see ReleaseRecord. */
export interface DocketEntry {
  readonly schema: 'daylight-docket-entry-1';
  readonly id: string;
  /** `YYYY-MM-DD` of the incident; null where it is kept back. */
  readonly incidentDate: string | null;
  /** Null where it is kept back. */
  readonly camera: 'body-worn' | 'city-camera' | 'other' | null;
  readonly outcome: DocketOutcome;
  /** Exemptions relied on, where something is withheld or deferred. */
  readonly prongs: readonly { readonly letter: string; readonly statute: string }[];
  /** The public part of the reasons. */
  readonly reasons: string;
  /** `YYYY-MM-DD`; null while nothing has been decided. */
  readonly decidedOn: string | null;
  readonly clock: { readonly startsWith: string; readonly startedOn: string; readonly dueOn: string } | null;
  /** `YYYY-MM-DD` */
  readonly nextReviewOn: string | null;
  readonly estimatedOn: string | null;
  /** Public id of the release, once there is one. */
  readonly release: string | null;
  /** Oldest first. */
  readonly notes: readonly DocketNote[];
  /** What is kept back of this line; absent where nothing is. */
  readonly suppressed?: readonly Suppression[];
  readonly updatedOn: string;
}

/** How a line stands with its dates: computed on the day on which it is read, never stored. */
export type Lateness = 'overdue' | 'review-overdue' | 'decided-late';

/** A decision in time stays in time, whenever it is carried out (the clock of the console counts alike). */
export function latenessOf({ decidedOn, clock, nextReviewOn }: DocketEntry, today: string): Lateness | null {
  if (decidedOn === null) return clock !== null && clock.dueOn < today ? 'overdue' : null;
  if (nextReviewOn !== null && nextReviewOn < today) return 'review-overdue';
  return clock !== null && clock.dueOn < decidedOn ? 'decided-late' : null;
}

/** Whether an appeal has been made of which nobody has noted yet how it was decided. */
export const isUnderAppeal = ({ notes }: Pick<DocketEntry, 'notes'>): boolean =>
  notes.findLast(({ kind }) => kind === 'appeal' || kind === 'appeal-decided')?.kind === 'appeal';
