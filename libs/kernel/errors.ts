import type { Reason } from './workflow';

/** Every way Daylight says no, in one table. `title` is what a person reads first; `status` is its HTTP form. */
export const ERRORS = {
  'invalid-input': { status: 400, title: 'Some of what was sent cannot be used' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'wrong-password': { status: 401, title: 'That user name and password do not belong together' },
  'passkey-required': { status: 401, title: 'This account signs in and signs with its passkey' },
  'wrong-passkey': { status: 401, title: 'That passkey was not accepted' },
  'not-permitted': { status: 403, title: 'Your role does not include this' },
  'foreign-origin': { status: 403, title: 'The request came from another site' },
  'not-found': { status: 404, title: 'There is no such thing here, or it is not yours to see' },
  'move-refused': { status: 409, title: 'This step is not lawful now' },
  conflict: { status: 409, title: 'It has been done already, or something else is in the way' },
  gone: { status: 410, title: 'It has been taken down' },
  'other-protocol': { status: 412, title: 'Another version of the protocol is spoken here' },
  stale: { status: 412, title: 'Someone changed it since you read it' },
  'too-large': { status: 413, title: 'It is larger than Daylight accepts' },
  'wrong-type': { status: 415, title: 'That kind of content is not accepted here' },
  'range-unsatisfiable': { status: 416, title: 'The requested range lies outside the file' },
  'hash-mismatch': { status: 422, title: 'The bytes are not the ones that were declared' },
  'locked-out': { status: 423, title: 'Too many tries; the account is locked for a while' },
  'revision-required': { status: 428, title: 'Say which revision you are changing' },
  'too-many-requests': { status: 429, title: 'Too many requests; wait a moment' },
  internal: { status: 500, title: 'Something failed on our side' },
  unavailable: { status: 503, title: 'A part of Daylight is not available; try again shortly' },
  'out-of-space': { status: 507, title: 'There is no room to keep this safely' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** One field that was wrong: `field` is its path in what was sent, `says` what would be right. */
export interface FieldFault {
  readonly field: string;
  readonly says: string;
}

interface Detail {
  readonly reasons?: readonly Reason[];
  readonly fields?: readonly FieldFault[];
  /** Further members of the problem document (RFC 9457 § 3.2). */
  readonly with?: Readonly<Record<string, unknown>>;
  /** It exists and was refused to this person: said nowhere but in the ledger. */
  readonly denied?: true;
  readonly cause?: unknown;
}

/** The one error the shell throws. `says` tells the reader what to do; it carries no SQL, path or stack. */
export class AppError extends Error {
  readonly reasons: readonly Reason[];
  readonly fields: readonly FieldFault[];
  readonly members: Readonly<Record<string, unknown>>;
  readonly denied: boolean;

  constructor(
    readonly code: ErrorCode,
    says: string,
    detail: Detail = {},
  ) {
    super(says, { cause: detail.cause });
    this.name = 'AppError';
    this.reasons = detail.reasons ?? [];
    this.fields = detail.fields ?? [];
    this.members = detail.with ?? {};
    this.denied = detail.denied ?? false;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}

/**
 * The one answer for what does not exist, for what exists and is not yours, and for what is no id at all: a second
 * wording would tell them apart. `denied` notes in the ledger, and nowhere else, that it exists.
 */
export const nothingThere = (detail: Pick<Detail, 'denied'> = {}): AppError =>
  new AppError('not-found', 'There is nothing with that number, or it is not among those your role covers.', detail);
