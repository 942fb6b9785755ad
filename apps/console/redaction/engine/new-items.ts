import { type Basis, type Box, DEFAULT_PADDING, type Operation, type VideoTrack } from '@app/redactions/domain';
import type { FrameTimes } from './frame-times';

/** What the determination orders to be hidden: whose part it is, and on which legal basis. */
export interface Order {
  readonly subject: string;
  readonly basis: Basis;
}

/** A new mask lasts three seconds: shortening it is easier than making it longer (design, ux § 2.1). */
const SECONDS = 3;

interface NewTrack {
  readonly box: Box;
  readonly frame: number;
  readonly order: Order;
  readonly times: FrameTimes;
}

export function newTrack(id: string, { box, frame, order, times }: NewTrack): VideoTrack {
  const end = times.at(times.start(frame) + SECONDS) + 1;
  return {
    id,
    shape: 'rectangle',
    from: frame,
    to: Math.min(end, times.count),
    padding: DEFAULT_PADDING,
    keyframes: [{ frame, pts: times.pts(frame), ...box }],
    ...order,
  };
}

/** Silence from and to those seconds of the clip. */
export const mute = (id: string, [from, to]: readonly [number, number], order: Order): Operation => ({
  op: 'add-audio',
  interval: { id, from, to, effect: 'silence', ...order },
});

/** A name that none of them has. */
export function nextName(kind: string, taken: readonly { readonly id?: string }[]): string {
  let number = taken.length + 1;
  while (taken.some(({ id }) => id === `${kind}-${number}`)) number++;
  return `${kind}-${number}`;
}
