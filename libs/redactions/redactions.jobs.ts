import { defineJob } from '@app/jobs';

/** Renders one revision of a plan and verifies the result. */
export const renderRedaction = defineJob<{ readonly renderingId: string }>()({
  name: 'render-redaction',
  policy: { retries: 4, retryDelay: 5, timeout: 24 * 3600 },
  subject: ({ renderingId }) => renderingId,
});
