import { addDays, type BusinessCalendar, type Day } from '@app/calendar';

/** Clocks of a public records request (reference: law, CL2). Those with a length are fixed by statute and regulation. */
export const REQUEST_CLOCKS = {
  respond: { name: 'Written response', length: 10, unit: 'business days', authority: '950 CMR 32.06(2)(b)' },
  petition: { name: 'Petition for time', length: 20, unit: 'business days', authority: 'G.L. c. 66, § 10(c)' },
  /** Not read in the primary text yet (law.md § 21, question 9): as long as the City’s policy says until then. */
  produce: { name: 'Production', unit: 'business days', authority: 'G.L. c. 66, § 10(b)(vi) [to be confirmed]' },
  appealHold: { name: 'Kept for an appeal', length: 90, unit: 'calendar days', authority: '950 CMR 32.08' },
} as const;

export interface RequestClocks {
  /** The day on which it counts as received: a closed day counts as the next open one. */
  readonly receivedOn: Day;
  readonly respondBy: Day;
  readonly petitionBy: Day;
  readonly produceBy: Day;
  /** Until then no original may be destroyed (R2). */
  readonly appealHoldUntil: Day | null;
}

interface RequestFacts {
  readonly received: Day;
  readonly answered: Day | null;
  /** Business days within which records are produced. */
  readonly produceWithin: number;
}

export function requestClocks(
  { received, answered, produceWithin }: RequestFacts,
  calendar: BusinessCalendar,
): RequestClocks {
  const receivedOn = calendar.onOrAfter(received);
  const after = (days: number): Day => calendar.addBusinessDays(receivedOn, days);
  return {
    receivedOn,
    respondBy: after(REQUEST_CLOCKS.respond.length),
    petitionBy: after(REQUEST_CLOCKS.petition.length),
    produceBy: after(produceWithin),
    appealHoldUntil: answered && addDays(answered, REQUEST_CLOCKS.appealHold.length),
  };
}
