import type { ClipFrames } from '@app/footage/domain';
import { clockStart, type FrameIndex, type MediaFacts } from '@app/media';

/** A frame index as it is kept with the clip. */
export const framesOf = (media: MediaFacts, index: FrameIndex): ClipFrames => ({
  timeBase: index.timeBase,
  zero: Math.round((clockStart(media) * index.timeBase.den) / index.timeBase.num),
  pts: index.pts,
  lastDuration: index.lastDuration,
  keyframes: index.keyframes,
});
