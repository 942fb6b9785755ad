import type { Views } from '@app/api-client';
import type { ReactElement } from 'react';

/** A deadline in words: lateness is never only a colour. */
export function DueIn({ clock }: { readonly clock: Views['ClockView'] }): ReactElement {
  const { name, dueOn, state, businessDaysLeft } = clock;
  const left = businessDaysLeft === null ? '' : `, ${Math.abs(businessDaysLeft)} business days`;
  return (
    <span className={state === 'overdue' ? 'overdue' : undefined}>
      {name}: {dueOn}
      {state === 'overdue' ? ` – overdue${left}` : left && `${left} left`}
    </span>
  );
}
