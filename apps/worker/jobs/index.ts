import { reviewDeferral } from '@app/determinations';
import { decodeStillPictures, deriveClip, examineClip } from '@app/footage';
import type { Handlers } from '@app/jobs';
import { publishRelease, sealLedger, withdrawRelease } from '@app/publications';
import { makeDescribedVersion, makeRenditions, renderPart, renderRedaction, trackMask } from '@app/redactions';

/** Every job there is. Each lib owns the definitions of its own; `Handlers` demands one handler for each. */
export const JOBS = {
  'examine-clip': examineClip,
  'derive-clip': deriveClip,
  'decode-stills': decodeStillPictures,
  'render-redaction': renderRedaction,
  'render-part': renderPart,
  'make-renditions': makeRenditions,
  'make-described': makeDescribedVersion,
  'track-mask': trackMask,
  'publish-release': publishRelease,
  'withdraw-release': withdrawRelease,
  'seal-ledger': sealLedger,
  'review-deferral': reviewDeferral,
} as const;

export type JobHandlers = Handlers<typeof JOBS>;
