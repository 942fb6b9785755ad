import type { Views } from '@app/api-client';
import type { ReactElement } from 'react';
import { dayInWords } from '../ui/times';
import { asWords } from '../ui/words';

/** A deadline in words, and how it stands: lateness is never only a colour. */
export function DueIn({ clock }: { readonly clock: Views['ClockView'] }): ReactElement {
  const { name, dueOn, state } = clock;
  return (
    <span className={state === 'overdue' ? 'overdue' : undefined}>
      {name}: {dueOn === null ? '–' : dayInWords(dueOn)} – {standing(clock)}
    </span>
  );
}

function standing({ state, metOn, businessDaysLeft }: Views['ClockView']): string {
  const days = businessDaysLeft === null ? '' : `${Math.abs(businessDaysLeft)} business days`;
  if (state === 'overdue')
    return metOn === null ? ['overdue', days].filter(Boolean).join(' by ') : `met late, on ${dayInWords(metOn)}`;
  return state === 'running' && days ? `${days} left` : asWords(state).toLowerCase();
}
