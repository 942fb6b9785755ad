import { defineJob } from '@app/jobs';

export const reviewDeferral = defineJob<{ readonly determinationId: string }>()({
  name: 'review-deferral',
  says: 'Looks at a deferral again on the day that was set for it: it never expires silently.',
  policy: { retries: 20, retryDelay: 30, timeout: 600 },
  subject: ({ determinationId }) => determinationId,
});
