import { defineJob } from '@app/jobs';

/** Copies the signed files to the public bucket, reads them back, and publishes. Safe to run twice. */
export const publishRelease = defineJob<{ readonly determinationId: string }>()({
  name: 'publish-release',
  policy: { retries: 8, retryDelay: 5, timeout: 3600 },
  subject: ({ determinationId }) => determinationId,
});

/** Removes the files of a version that is no longer public. */
export const withdrawRelease = defineJob<{ readonly publicationId: string }>()({
  name: 'withdraw-release',
  policy: { retries: 12, retryDelay: 2, timeout: 600 },
  subject: ({ publicationId }) => publicationId,
});

/** Signs the log as it stands and gives new publications their proof. */
export const sealLedger = defineJob<Record<string, never>>()({
  name: 'seal-ledger',
  policy: { retries: 8, retryDelay: 2, timeout: 600 },
  subject: () => 'ledger',
});
