/** How a determination stands, in the words of the docket. */
export const DOCKET_OUTCOMES = {
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

/** What the public log says of one determination, released or not. An allow-list: see ReleaseRecord. */
export interface DocketEntry {
  readonly schema: 'daylight-docket-entry-1';
  readonly id: string;
  /** `YYYY-MM-DD` of the incident. */
  readonly incidentDate: string;
  readonly camera: 'body-worn' | 'city-camera' | 'other';
  readonly outcome: DocketOutcome;
  /** Exemptions relied on, where something is withheld or deferred. */
  readonly prongs: readonly { readonly letter: string; readonly statute: string }[];
  /** The public part of the reasons. */
  readonly reasons: string;
  /** `YYYY-MM-DD` */
  readonly decidedOn: string;
  readonly clock: { readonly startsWith: string; readonly startedOn: string; readonly dueOn: string } | null;
  /** `YYYY-MM-DD` */
  readonly nextReviewOn: string | null;
  readonly estimatedOn: string | null;
  /** Public id of the release, once there is one. */
  readonly release: string | null;
  readonly updatedOn: string;
}
