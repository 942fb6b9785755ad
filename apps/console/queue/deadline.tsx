import type { Views } from '@app/api-client';
import type { ReactElement } from 'react';
import { dayInWords, inCambridge } from '../ui/times';

/** A deadline in words: which, until when, how long still. Lateness is never only a colour. */
export function Deadline({ of }: { readonly of: Views['DeadlineView'] | null }): ReactElement {
  if (of === null) return <>–</>;
  const { name, dueAt, overdue, businessDaysLeft } = of;
  const days = `${Math.abs(businessDaysLeft)} business days`;
  return (
    <span className={overdue ? 'overdue' : undefined}>
      {name}: {inCambridge(dueAt)}, {overdue ? `overdue by ${days}` : `${days} left`}
    </span>
  );
}

/** The event that it is counted from. */
export const countedFrom = (of: Views['DeadlineView'] | null): string =>
  of ? `${of.startsWith}, ${of.startedOn === null ? 'not begun' : dayInWords(of.startedOn)}` : '–';

/** Who does what next. */
export function NextAction({ of }: { readonly of: Views['QueuedClipView'] }): ReactElement {
  return (
    <>
      {of.nextAction}
      {of.isAssigned && ' – assigned to you'}
    </>
  );
}
