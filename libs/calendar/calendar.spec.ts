import { addDays, BusinessCalendar, type Day, dayOf, daysBetween, endOfDay, isDay, legalHolidays, startOfDay } from '.';

const day = (text: string): Day => text as Day;

describe('a day in Cambridge', () => {
  it('is a real date', () => {
    expect(isDay('2026-02-28')).toBe(true);
    expect(isDay('2026-02-29')).toBe(false);
    expect(isDay('2026-2-9')).toBe(false);
    expect(isDay('tomorrow')).toBe(false);
  });

  it('begins and ends at local midnight, also when the clocks change', () => {
    expect(startOfDay(day('2026-01-15')).toISOString()).toBe('2026-01-15T05:00:00.000Z');
    expect(startOfDay(day('2026-07-15')).toISOString()).toBe('2026-07-15T04:00:00.000Z');
    expect(startOfDay(day('2026-03-08')).toISOString()).toBe('2026-03-08T05:00:00.000Z');
    expect(endOfDay(day('2026-03-08')).toISOString()).toBe('2026-03-09T03:59:59.999Z');
    expect(startOfDay(day('2026-11-01')).toISOString()).toBe('2026-11-01T04:00:00.000Z');
    expect(endOfDay(day('2026-11-01')).toISOString()).toBe('2026-11-02T04:59:59.999Z');
  });

  it('is the date in Cambridge, not in Greenwich', () => {
    expect(dayOf(new Date('2026-06-01T02:00:00Z'))).toBe('2026-05-31');
  });

  it('adds and counts calendar days across a change of clocks', () => {
    expect(addDays(day('2026-10-30'), 5)).toBe('2026-11-04');
    expect(daysBetween(day('2026-10-30'), day('2026-11-04'))).toBe(5);
    expect(daysBetween(day('2026-11-04'), day('2026-10-30'))).toBe(-5);
  });
});

describe('legal holidays of Middlesex County', () => {
  it('leave out those of Suffolk County', () => {
    expect([...legalHolidays(2026).values()]).not.toContain('Evacuation Day');
    expect([...legalHolidays(2026).values()]).not.toContain('Bunker Hill Day');
    expect(legalHolidays(2026).get(day('2026-04-20'))).toBe("Patriots' Day");
    expect(legalHolidays(2026).has(day('2026-06-19'))).toBe(true);
  });

  it('move from Sunday to Monday, and from Saturday nowhere', () => {
    expect(legalHolidays(2027).has(day('2027-07-05'))).toBe(true); // 4 July 2027 is a Sunday
    expect(legalHolidays(2026).has(day('2026-07-03'))).toBe(false); // 4 July 2026 is a Saturday
  });
});

describe('business days', () => {
  const calendar = new BusinessCalendar([{ day: day('2026-11-25'), why: 'Snow emergency' }]);

  it('skip weekends, holidays and City closures, and say why', () => {
    expect(calendar.whyClosed(day('2026-11-26'))).toBe('Thanksgiving Day');
    expect(calendar.whyClosed(day('2026-11-25'))).toBe('Snow emergency');
    expect(calendar.whyClosed(day('2026-11-28'))).toBe('Saturday');
    expect(calendar.whyClosed(day('2026-11-24'))).toBeNull();
  });

  it('are counted across years as they are one by one', () => {
    for (const [from, to] of [
      ['2025-12-30', '2026-01-05'],
      ['2026-11-20', '2026-12-01'],
      ['2024-02-28', '2032-03-01'],
      ['2026-07-04', '2026-07-04'],
    ] as const) {
      let count = 0;
      for (let at = addDays(day(from), 1); at <= to; at = addDays(at, 1)) if (calendar.isBusinessDay(at)) count++;
      expect(calendar.businessDaysBetween(day(from), day(to))).toBe(count);
      expect(calendar.businessDaysBetween(day(to), day(from))).toBe(count === 0 ? 0 : -count);
    }
  });

  it('count from the first business day after receipt (950 CMR 32.03)', () => {
    // Received Monday 23 November: 24th, 27th, 30th, then 1–4 and 7–9 December.
    expect(calendar.addBusinessDays(day('2026-11-23'), 10)).toBe('2026-12-09');
    expect(calendar.addBusinessDays(calendar.onOrAfter(day('2026-11-28')), 1)).toBe('2026-12-01');
  });

  it('are counted both ways', () => {
    expect(calendar.businessDaysBetween(day('2026-11-23'), day('2026-12-09'))).toBe(10);
    expect(calendar.businessDaysBetween(day('2026-12-09'), day('2026-11-23'))).toBe(-10);
    expect(calendar.businessDaysBetween(day('2026-11-23'), day('2026-11-23'))).toBe(0);
  });
});
