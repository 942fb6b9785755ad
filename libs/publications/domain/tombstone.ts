/** Why a release is taken down, in a class that reveals nothing. */
export const TAKEDOWN_CLASSES = {
  'privacy-error': 'Something was visible or audible that should have been hidden',
  'court-order': 'A court ordered it',
  'legal-hold': 'It must be kept back for a court case',
  'factual-error': 'What the page said was wrong',
  'consent-withdrawn': 'A person shown has withdrawn consent',
  other: 'Another reason, stated below',
} as const;

export type TakedownClass = keyof typeof TAKEDOWN_CLASSES;

/** The page that stays when a release goes: its address never dies. */
export interface Tombstone {
  readonly release: string;
  readonly version: number;
  /** ISO 8601 */
  readonly takenDownAt: string;
  readonly decidedBy: string;
  readonly reasonClass: TakedownClass;
  /** For the public. */
  readonly explanation: string;
  /** "Do not rely on": hashes of files that were public. */
  readonly formerHashes: readonly string[];
}

/**
 * Milliseconds. In a crowd the portal answers by what it read of the database so long ago at most, and whoever takes a
 * release down hears that it is done only when that time is over: taken down means in no later answer.
 */
export const PUBLIC_LAG_MS = 20;
