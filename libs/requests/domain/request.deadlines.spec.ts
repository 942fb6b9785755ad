import { BusinessCalendar, type Day } from '@app/calendar';
import { requestClocks } from '.';

const day = (text: string): Day => text as Day;

it('counts business days from the first after receipt, with Juneteenth and Independence Day between', () => {
  // Received Saturday 13 June 2026: counts as Monday 15th. 19 June is a holiday; 4 July falls on a Saturday.
  expect(
    requestClocks(
      { received: day('2026-06-13'), answered: day('2026-06-29'), produceWithin: 25 },
      new BusinessCalendar(),
    ),
  ).toEqual({
    receivedOn: '2026-06-15',
    respondBy: '2026-06-30',
    petitionBy: '2026-07-14',
    produceBy: '2026-07-21',
    appealHoldUntil: '2026-09-27',
  });
});

it('keeps nothing for an appeal before it is answered', () => {
  const request = { received: day('2026-06-15'), answered: null, produceWithin: 25 };
  expect(requestClocks(request, new BusinessCalendar()).appealHoldUntil).toBeNull();
});
