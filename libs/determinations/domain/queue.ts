import { addDays, type Day } from '@app/calendar';

/** When something is due, as people ask for it; in calendar days, so that a Saturday's deadline is not overlooked. */
export const DUE = {
  overdue: { title: 'Overdue', days: null },
  today: { title: 'Today', days: 0 },
  '3-days': { title: 'Within 3 days', days: 3 },
  '10-days': { title: 'Within 10 days', days: 10 },
} as const;

export type Due = keyof typeof DUE;

/** Whether a deadline falls into that span. What is overdue is due today as well. */
export function isDue(due: Due, dueOn: Day | null, today: Day): boolean {
  if (dueOn === null) return false;
  const { days } = DUE[due];
  return days === null ? dueOn < today : dueOn <= addDays(today, days);
}

export const matchesWords = (words: string, texts: readonly (string | null)[]): boolean =>
  texts.some((text) => text?.toLowerCase().includes(words.trim().toLowerCase()));

export interface QueuePlace {
  readonly id: string;
  readonly receivedAt: Date;
  readonly dueOn: Day | null;
}

const LAST = '9999-12-31';

/**
 * Where a clip stands in the queue, as text that sorts: what is due first comes first, so what is overdue before all;
 * then what has waited longest. A page begins after such a place, whatever has come or gone since.
 */
export const placeInQueue = ({ id, receivedAt, dueOn }: QueuePlace): string =>
  `${dueOn ?? LAST} ${receivedAt.toISOString()} ${id}`;
