import { withDay, withoutDay } from './closures';

const EVE = { day: '2026-12-24', why: 'Christmas Eve' };
const SNOW = { day: '2026-02-10', why: 'Snow emergency' };

it('adds a day in order, once, and takes one out again', () => {
  expect(withDay([EVE], SNOW)).toEqual([SNOW, EVE]);
  expect(withDay([SNOW, EVE], { ...EVE, why: 'By order of the City Manager' })).toEqual([
    SNOW,
    { ...EVE, why: 'By order of the City Manager' },
  ]);
  expect(withoutDay([SNOW, EVE], SNOW.day)).toEqual([EVE]);
  expect(withoutDay([SNOW], EVE.day)).toEqual([SNOW]);
});
