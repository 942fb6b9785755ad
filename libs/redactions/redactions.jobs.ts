import { defineJob } from '@app/jobs';

export const renderRedaction = defineJob<{ readonly renderingId: string }>()({
  name: 'render-redaction',
  says: 'Renders one revision of a plan and verifies the result against the original.',
  policy: { retries: 4, retryDelay: 5, timeout: 24 * 3600 },
  subject: ({ renderingId }) => renderingId,
});
