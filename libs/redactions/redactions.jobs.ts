import { defineJob } from '@app/jobs';

export const renderRedaction = defineJob<{ readonly renderingId: string }>()({
  name: 'render-redaction',
  says: 'Renders one revision of a plan and verifies the result against the original.',
  policy: { retries: 4, retryDelay: 5, timeout: 24 * 3600 },
  subject: ({ renderingId }) => renderingId,
});

export const renderPart = defineJob<{ readonly renderingId: string; readonly part: string }>()({
  name: 'render-part',
  says: 'Encodes one part of a long rendering, for the worker that renders it; whatever is missing that one encodes itself.',
  policy: { retries: 0, retryDelay: 1, timeout: 6 * 3600 },
  subject: ({ renderingId, part }) => `${renderingId}/${part}`,
});

export const makeRenditions = defineJob<{ readonly renderingId: string }>()({
  name: 'make-renditions',
  says: 'Tells where a verified rendering flashes, and makes its small or its reduced-flash copy; everything else goes first.',
  policy: { retries: 6, retryDelay: 5, timeout: 24 * 3600 },
  subject: ({ renderingId }) => renderingId,
});

export const makeDescribedVersion = defineJob<{ readonly renditionId: string }>()({
  name: 'make-described',
  says: 'Looks at described sound and puts it under the verified picture, or says why it cannot be used.',
  policy: { retries: 4, retryDelay: 5, timeout: 6 * 3600 },
  subject: ({ renditionId }) => renditionId,
});

export const trackMask = defineJob<{ readonly trackingId: string }>()({
  name: 'track-mask',
  says: 'Follows a mask through a clip by its motion and suggests where it should lie; hides nothing.',
  policy: { retries: 3, retryDelay: 2, timeout: 6 * 3600 },
  subject: ({ trackingId }) => trackingId,
});
