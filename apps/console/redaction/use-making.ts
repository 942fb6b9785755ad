import type { Views } from '@app/api-client';
import type { AudioInterval, Basis, Box, Operation, RedactionPlan } from '@app/redactions/domain';
import { useEffect, useState } from 'react';
import type { FrameTimes } from './engine/frame-times';
import { newTrack, type Order, type Outline, placedAt } from './engine/shapes';
import { nextName } from './engine/track-edits';
import type { StageControls } from './stage/use-stage';
import type { Marked } from './timeline/timeline';

/** A mask that was drawn, on its frame. */
export interface PendingMask {
  readonly channel: 'video';
  readonly outline: Outline;
  readonly frame: number;
}

interface PendingMutes {
  readonly channel: 'audio';
  readonly spans: readonly Marked[];
}

/** What was drawn or marked, and has no order yet that it is made for: without a legal basis nothing is saved. */
export type Pending = PendingMask | PendingMutes;

/** Whether something of that channel can be made for an order. */
export const fits = ({ channel }: Views['TaskView'], wanted: Pending['channel']): boolean =>
  (channel === 'audio') === (wanted === 'audio');

/** What a task orders: whose part is hidden, and on which legal basis. */
export const orderOf = ({ subject, basis }: Views['TaskView']): Order => ({
  subject,
  basis: basis as unknown as Basis,
});

export interface Making {
  /** False while somebody else has the plan. */
  readonly mayMake: boolean;
  /** The order that the next mask or mute is for. */
  readonly order: string | null;
  /** Chooses it; what waited for such an order is made. */
  readonly choose: (task: string) => void;
  readonly pending: readonly Pending[];
  /** Lets go of what waits for an order; false where nothing did. */
  readonly discard: () => boolean;
  readonly draw: (outline: Outline) => void;
  readonly place: (id: string, box: Box) => void;
  readonly mute: (spans: readonly Marked[]) => void;
}

interface Makes {
  readonly plan: RedactionPlan;
  readonly times: FrameTimes;
  readonly stage: StageControls;
  readonly tasks: readonly Views['TaskView'][];
  readonly mayMake: boolean;
  readonly act: (make: () => readonly Operation[]) => boolean;
  readonly select: (id: string | null) => void;
  readonly mark: (marked: Marked | null) => void;
}

/** Masks and mutes for the order that is chosen, on the frame that is shown. What has no order waits for one. */
export function useMaking({ plan, times, stage, tasks, mayMake, act, select, mark }: Makes): Making {
  const [order, setOrder] = useState<string | null>(tasks[0]?.id ?? null);
  const [pending, setPending] = useState<readonly Pending[]>([]);
  useStaying(pending.length > 0);

  const make = (all: readonly Pending[], task: Views['TaskView']): boolean => {
    const made = operationsFor(all, orderOf(task), { plan, times });
    if (!act(() => made)) return false;
    const last = made.findLast((one) => one.op === 'add-track');
    if (last) select(last.track.id);
    if (all.some(({ channel }) => channel === 'audio')) mark(null);
    return true;
  };
  const want = (wanted: Pending): void => {
    const task = tasks.find(({ id }) => id === order);
    if (task && fits(task, wanted.channel)) make([wanted], task);
    else setPending([...pending, wanted]);
  };
  const choose = (id: string): void => {
    setOrder(id);
    const task = tasks.find((one) => one.id === id);
    const ready = task ? pending.filter(({ channel }) => fits(task, channel)) : [];
    if (task && ready.length > 0 && make(ready, task)) setPending(pending.filter((one) => !ready.includes(one)));
  };
  const discard = (): boolean => {
    setPending([]);
    return pending.length > 0;
  };
  const place = (id: string, box: Box): void => {
    const frame = stage.position.shown;
    const one = plan.video.find((other) => other.id === id);
    const placed = one && placedAt(one, frame, box);
    if (placed) act(() => [{ op: 'set-keyframe', id, keyframe: { frame, pts: times.pts(frame), ...placed } }]);
  };
  return {
    ...{ mayMake, order, choose, pending, discard, place },
    draw: (outline) => want({ channel: 'video', outline, frame: stage.position.shown }),
    mute: (spans) => want({ channel: 'audio', spans }),
  };
}

/** The page asks before it goes while something drawn is not saved. */
function useStaying(isWaiting: boolean): void {
  useEffect(() => {
    if (!isWaiting) return;
    const stay = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', stay);
    return () => window.removeEventListener('beforeunload', stay);
  }, [isWaiting]);
}

interface Clip {
  readonly plan: RedactionPlan;
  readonly times: FrameTimes;
}

/** One edit for each mask and each mute, under names that none has yet. */
function operationsFor(all: readonly Pending[], order: Order, { plan, times }: Clip): Operation[] {
  const names: { readonly id: string }[] = [];
  const named = (kind: string, taken: readonly { readonly id?: string }[]): string => {
    const id = nextName(kind, [...taken, ...names]);
    names.push({ id });
    return id;
  };
  return all.flatMap((one): Operation[] =>
    one.channel === 'video'
      ? [{ op: 'add-track', track: newTrack(named('mask', plan.video), { ...one, order, times }) }]
      : one.spans.map((span) => ({
          op: 'add-audio',
          interval: { ...within(span, times.duration), id: named('mute', plan.audio), effect: 'silence', ...order },
        })),
  );
}

/** In thousandths of a second, within the clip. */
const within = ({ from, to }: Marked, duration: number): Pick<AudioInterval, 'from' | 'to'> => ({
  from: thousandth(from),
  to: thousandth(Math.min(to, duration)),
});

const thousandth = (second: number): number => Math.round(second * 1000) / 1000;
