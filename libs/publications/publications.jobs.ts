import { defineJob } from '@app/jobs';

export const publishRelease = defineJob<{ readonly determinationId: string }>()({
  name: 'publish-release',
  says: 'Copies the signed files to the public bucket, reads them back, and publishes.',
  policy: { retries: 8, retryDelay: 5, timeout: 3600 },
  subject: ({ determinationId }) => determinationId,
});

export const withdrawRelease = defineJob<{ readonly publicationId: string }>()({
  name: 'withdraw-release',
  says: 'Removes the files of a version that is no longer public.',
  policy: { retries: 12, retryDelay: 2, timeout: 600 },
  subject: ({ publicationId }) => publicationId,
});

export const sealLedger = defineJob<Record<string, never>>()({
  name: 'seal-ledger',
  says: 'Signs the log as it stands, publishes it, gives new publications their proof, and asks the witnesses.',
  policy: { retries: 8, retryDelay: 2, timeout: 600 },
  subject: () => 'ledger',
});
