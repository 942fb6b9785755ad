import { defineJob } from '@app/jobs';
import type { ClipId } from '@app/kernel';

export const examineClip = defineJob<{ readonly clipId: ClipId }>()({
  name: 'examine-clip',
  says: 'Tells what was received: accepted or quarantined.',
  policy: { retries: 4, retryDelay: 5, timeout: 6 * 3600 },
  subject: ({ clipId }) => clipId,
});

export const deriveClip = defineJob<{ readonly clipId: ClipId }>()({
  name: 'derive-clip',
  says: 'Makes the staff copies of an accepted clip: frame index, proxy, waveform, keyframes.',
  policy: { retries: 4, retryDelay: 5, timeout: 12 * 3600 },
  subject: ({ clipId }) => clipId,
});
