import { defineJob } from '@app/jobs';

/** Looks at a deferral again on the day that was set for it: it never expires silently. */
export const reviewDeferral = defineJob<{ readonly determinationId: string }>()({
  name: 'review-deferral',
  policy: { retries: 20, retryDelay: 30, timeout: 600 },
  subject: ({ determinationId }) => determinationId,
});
