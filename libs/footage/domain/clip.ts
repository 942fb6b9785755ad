export const SOURCES = ['body-worn', 'city-camera', 'other'] as const;
export type FootageSource = (typeof SOURCES)[number];

/** Sound from a camera nobody sees may be a secret recording: G.L. c. 272, § 99. */
export const AUDIO_SOURCES = ['open-body-worn', 'fixed-camera', 'none', 'unknown'] as const;

export interface ActiveInvestigation {
  /** False is an answer too: there is none. */
  readonly active: boolean;
  readonly agency: string | null;
  readonly contact: string | null;
  readonly stage: string | null;
}

/** What people enter about a clip (reference: law, § 13). Null: not known yet. */
export interface ClipFacts {
  readonly source: FootageSource;
  readonly deviceId: string | null;
  /** Never public. */
  readonly wearer: string | null;
  readonly custodian: string | null;
  readonly acquisitionMethod: string | null;
  /** As the device claims. */
  readonly claimedStart: Date | null;
  /** Seconds by which the device's clock was ahead. */
  readonly clockOffset: number | null;
  /** Addresses where it has been shown to the public already. */
  readonly priorDisclosure: readonly string[] | null;
  readonly audioSource: (typeof AUDIO_SOURCES)[number] | null;
  readonly showsViolence: boolean | null;
  readonly showsPropertyDamage: boolean | null;
  readonly byFederalOfficial: boolean | null;
  /** Why it is believed that federal officials acted. */
  readonly scopeBasis: string | null;
  readonly investigation: ActiveInvestigation | null;
  /** Public, for instance "Body-worn camera 2 of 4". */
  readonly cameraLabel: string | null;
}

export type Verdict = 'pending' | 'accepted' | 'quarantined';

/** Conditions that follow a clip through every state (reference: law, § 11). */
export const FLAGS = {
  'litigation-hold': 'A court case needs it kept; release waits.',
  'court-order': 'A court forbids or limits release.',
  'records-request': 'A public records request asks for it.',
  'misconduct-investigation':
    'It relates to a law enforcement misconduct investigation: exemption (c) does not reach it.',
  'active-investigation': 'An investigation is open.',
  juvenile: 'A minor is seen or heard.',
  'sexual-or-domestic-victim': 'A victim under G.L. c. 41, § 97D or c. 265, § 24C is seen or heard.',
  'victim-consent': 'The victim shown, or the family, consents: G.L. c. 271, § 51.',
} as const;

export type Flag = keyof typeof FLAGS;

/** Flags while which nothing of the clip may become public. */
export const FORBIDS_RELEASE: readonly Flag[] = ['litigation-hold', 'court-order'];

/** Flags while which no original may be destroyed, whatever its purge date (R2). */
export const PRESERVES: readonly Flag[] = [
  'litigation-hold',
  'court-order',
  'records-request',
  'misconduct-investigation',
  'active-investigation',
];
