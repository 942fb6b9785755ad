import { addDays, type BusinessCalendar, type Day } from '@app/calendar';

/** Clocks of a public records request (reference: law, CL2). Fixed by statute and regulation: no policy changes them. */
export const REQUEST_CLOCKS = {
  respond: { name: 'Written response', length: 10, unit: 'business days', authority: '950 CMR 32.06(2)(b)' },
  petition: { name: 'Petition for time', length: 20, unit: 'business days', authority: 'G.L. c. 66, § 10(c)' },
  /** Not read in the primary text yet (law.md § 21, question 9): shown to staff, never printed in letters. */
  produce: {
    name: 'Production',
    length: 25,
    unit: 'business days',
    authority: 'G.L. c. 66, § 10(b)(vi) [to be confirmed]',
  },
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

export function requestClocks(received: Day, answered: Day | null, calendar: BusinessCalendar): RequestClocks {
  const receivedOn = calendar.onOrAfter(received);
  const after = (days: number): Day => calendar.addBusinessDays(receivedOn, days);
  return {
    receivedOn,
    respondBy: after(REQUEST_CLOCKS.respond.length),
    petitionBy: after(REQUEST_CLOCKS.petition.length),
    produceBy: after(REQUEST_CLOCKS.produce.length),
    appealHoldUntil: answered && addDays(answered, REQUEST_CLOCKS.appealHold.length),
  };
}
