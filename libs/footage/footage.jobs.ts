import { defineJob } from '@app/jobs';
import type { ClipId } from '@app/kernel';

/** Tells what was received: accepted or quarantined. */
export const examineClip = defineJob<{ readonly clipId: ClipId }>()({
  name: 'examine-clip',
  policy: { retries: 4, retryDelay: 5, timeout: 6 * 3600 },
  subject: ({ clipId }) => clipId,
});

/** Makes the staff copies of an accepted clip. */
export const deriveClip = defineJob<{ readonly clipId: ClipId }>()({
  name: 'derive-clip',
  policy: { retries: 4, retryDelay: 5, timeout: 12 * 3600 },
  subject: ({ clipId }) => clipId,
});
