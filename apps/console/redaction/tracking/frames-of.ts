import type { FrameRange } from '@app/redactions/domain';

/** A range in words: people count its last frame in. */
export const framesOf = ({ from, to }: FrameRange): string =>
  to - from === 1 ? `frame ${from}` : `frames ${from} to ${to - 1}`;
