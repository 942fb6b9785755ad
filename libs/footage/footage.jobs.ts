import { defineJob } from '@app/jobs';
import type { ClipId } from '@app/kernel';

export const examineClip = defineJob<{ readonly clipId: ClipId }>()({
  name: 'examine-clip',
  says: 'Tells what was received: accepted or quarantined.',
  policy: { retries: 4, retryDelay: 5, timeout: 6 * 3600 },
  subject: ({ clipId }) => clipId,
});

export const decodeStillPictures = defineJob<{ readonly clipId: ClipId; readonly first: number }>()({
  name: 'decode-stills',
  says: 'Decodes some frames of a staff copy into pictures, for a browser that cannot.',
  policy: { retries: 1, retryDelay: 1, timeout: 300 },
  subject: ({ clipId, first }) => `${clipId}-${first}`,
});

export const deriveClip = defineJob<{ readonly clipId: ClipId }>()({
  name: 'derive-clip',
  says: 'Makes the staff copies of an accepted clip: frame index, proxy, waveform, keyframes.',
  policy: { retries: 4, retryDelay: 5, timeout: 12 * 3600 },
  subject: ({ clipId }) => clipId,
});
