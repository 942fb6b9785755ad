import { BusinessCalendar, type Day } from '@app/calendar';
import { type ClockFacts, clocksOf, policiesInForce, type RunningClock } from '.';

const day = (text: string): Day => text as Day;
const noon = (on: string): Date => new Date(`${on}T17:00:00Z`);

/** A clip of a Thursday before Thanksgiving: received the next day, nothing decided. */
const RECEIVED: ClockFacts = {
  today: day('2026-11-23'),
  now: noon('2026-11-23'),
  policies: policiesInForce({}),
  calendar: new BusinessCalendar([{ day: day('2026-11-30'), why: 'Snow emergency' }]),
  source: 'city-camera',
  flags: [],
  capturedAt: noon('2026-11-19'),
  occurredAt: noon('2026-11-19'),
  receivedAt: noon('2026-11-20'),
  accessibleAt: null,
  decidedAt: null,
  publishedAt: null,
  signedOffAt: null,
  noticeEndsAt: null,
  nextReviewOn: null,
  deferredOn: null,
  consultations: [],
  requests: [],
  described: null,
};

const clock = (name: string, change: Partial<ClockFacts> = {}): RunningClock => {
  const found = clocksOf({ ...RECEIVED, ...change }).find((one) => one.name === name);
  if (!found) throw new Error(`no clock ${name}`);
  return found;
};

describe('CL1, preserved in time', () => {
  it('is due two business days after the incident, and met by reception', () => {
    expect(clock('Preserved')).toMatchObject({
      id: 'CL1',
      startsWith: 'The incident',
      startedOn: '2026-11-19',
      dueOn: '2026-11-23',
      metOn: '2026-11-20',
      state: 'met',
      businessDaysLeft: null,
      authority: 'City policy CL1',
    });
  });

  it('counts from the next business day where the incident fell on a closed one, and skips holiday and closure', () => {
    // Thanksgiving, Thursday 26 November: counts as Friday 27th; weekend; closed on Monday 30th; 1 and 2 December.
    const late = { occurredAt: noon('2026-11-26'), receivedAt: noon('2026-12-03'), today: day('2026-12-03') };
    expect(clock('Preserved', late)).toMatchObject({ dueOn: '2026-12-02', metOn: '2026-12-03', state: 'overdue' });
  });

  it('has not started where nobody knows when it happened', () => {
    expect(clock('Preserved', { occurredAt: null })).toMatchObject({ state: 'not-started', dueOn: null });
  });
});

describe('CL1, purge at the source', () => {
  it('runs 60 days for a City camera, 180 for a body-worn one, and is unknown for other sources', () => {
    expect(clock('Purge at the source')).toMatchObject({ startedOn: '2026-11-19', dueOn: '2027-01-18', state: 'met' });
    expect(clock('Purge at the source', { source: 'body-worn' }).dueOn).toBe('2027-05-18');
    expect(clock('Purge at the source', { source: 'other' })).toMatchObject({ dueOn: null, state: 'not-started' });
  });

  it('follows a retention that policy has set, and the capture rather than the incident', () => {
    const policies = policiesInForce({ 'retention.camera_days': 30 });
    expect(clock('Purge at the source', { policies, capturedAt: noon('2026-11-10') }).dueOn).toBe('2026-12-10');
  });

  it('says that Daylight keeps what it has, and which holds keep it besides', () => {
    expect(clock('Purge at the source').note).toBe('At the source only: Daylight keeps what it received.');
    expect(clock('Purge at the source', { flags: ['litigation-hold', 'juvenile'] }).note).toBe(
      'At the source only: Daylight keeps what it received. A court case needs it kept; release waits.',
    );
  });
});

describe('CL2, a records request', () => {
  const requests = [{ number: 'R-7', received: day('2026-11-26'), answered: null }];

  it('counts from the first business day, skipping weekend, closure and Christmas', () => {
    // Received on Thanksgiving: counts as Friday 27 November. Ten business days on: 1–4, 7–11, 14 December.
    expect(clock('Written response: request R-7', { requests })).toMatchObject({
      startedOn: '2026-11-27',
      dueOn: '2026-12-14',
      state: 'running',
      authority: '950 CMR 32.06(2)(b)',
    });
    expect(clock('Petition for time: request R-7', { requests }).dueOn).toBe('2026-12-29');
    // Five more: 30, 31 December, 4, 5, 6 January; New Year's Day is one of the days between.
    expect(clock('Production: request R-7', { requests }).dueOn).toBe('2027-01-06');
  });

  it('is overdue the day after, by as many business days as have passed', () => {
    const late = { requests, today: day('2026-12-16') };
    expect(clock('Written response: request R-7', { ...late, today: day('2026-12-14') }).state).toBe('running');
    expect(clock('Written response: request R-7', late)).toMatchObject({ state: 'overdue', businessDaysLeft: -2 });
  });

  it('is kept ninety calendar days for an appeal once it is answered', () => {
    const answered = [{ ...requests[0]!, answered: day('2026-12-10') }];
    expect(clock('Written response: request R-7', { requests: answered })).toMatchObject({ state: 'met' });
    expect(clock('Kept for an appeal: request R-7', { requests: answered })).toMatchObject({ dueOn: '2027-03-10' });
    expect(clocksOf({ ...RECEIVED, requests }).map((one) => one.name)).not.toContain('Kept for an appeal: request R-7');
  });
});

describe('CL3, decided or released', () => {
  it('is due thirty calendar days after the incident, and says that no law sets it', () => {
    expect(clock('Decided or released')).toMatchObject({
      dueOn: '2026-12-19',
      state: 'running',
      businessDaysLeft: 17,
      authority: 'City policy CL3; no deadline in law',
    });
  });

  it('is met by a decision in time, and stays overdue when it came late', () => {
    expect(clock('Decided or released', { decidedAt: noon('2026-12-19') })).toMatchObject({ state: 'met' });
    const published = { decidedAt: noon('2026-12-19'), publishedAt: noon('2027-02-01') };
    expect(clock('Decided or released', published)).toMatchObject({ state: 'met', metOn: '2026-12-19' });
    const late = { decidedAt: noon('2026-12-20'), today: day('2027-03-01') };
    expect(clock('Decided or released', late)).toMatchObject({ state: 'overdue', metOn: '2026-12-20' });
  });
});

describe('CL4, consultation', () => {
  it('is not started where nobody is asked', () => {
    const asked = clock('Consultation with the DA or AG');
    expect(asked).toMatchObject({ state: 'not-started', note: 'None asked for.' });
  });

  it('is sent within two business days of reception and answered within five of sending', () => {
    const consultations = [{ party: 'DA', sent: day('2026-11-24'), replied: null }];
    // Received Friday 20 November: Monday and Tuesday. Sent Tuesday: 25th, 27th, 1, 2, 3 December.
    expect(clock('Consultation sent: DA', { consultations })).toMatchObject({ dueOn: '2026-11-24', state: 'met' });
    expect(clock('Reply: DA', { consultations })).toMatchObject({
      dueOn: '2026-12-03',
      state: 'running',
      note: 'Silence is not objection; objection is evidence, not a veto.',
    });
    const late = [{ party: 'DA', sent: day('2026-11-25'), replied: day('2026-12-04') }];
    expect(clock('Consultation sent: DA', { consultations: late }).state).toBe('overdue');
    expect(clock('Reply: DA', { consultations: late })).toMatchObject({ dueOn: '2026-12-04', state: 'met' });
  });
});

describe('CL5 to CL8', () => {
  it('CL5 runs from sign-off to the end of the notice, to the minute', () => {
    expect(clock('Notice period').state).toBe('not-started');
    const signed = { signedOffAt: noon('2026-11-23'), noticeEndsAt: noon('2026-11-25') };
    expect(clock('Notice period', signed)).toMatchObject({
      startedOn: '2026-11-23',
      dueOn: '2026-11-25',
      dueAt: noon('2026-11-25'),
      state: 'running',
    });
    expect(clock('Notice period', { ...signed, publishedAt: noon('2026-11-25') }).state).toBe('met');
  });

  it('CL6 runs from the deferral to its review, and is overdue after it', () => {
    const deferred = { deferredOn: day('2026-11-20'), nextReviewOn: day('2026-12-20') };
    expect(clock('Review of the deferral', deferred).state).toBe('running');
    expect(clock('Review of the deferral', { ...deferred, today: day('2026-12-21') })).toMatchObject({
      state: 'overdue',
      authority: 'City policy CL6, R3',
    });
  });

  it('CL7 is policy now and law from 26 April 2027', () => {
    expect(clock('Captions and description').note).toBe('Required by City policy now, by law from 2027-04-26.');
    expect(clock('Captions and description', { today: day('2027-04-26') }).note).toBe('Required by law.');
    const published = { publishedAt: noon('2026-11-25'), accessibleAt: noon('2026-11-24') };
    expect(clock('Captions and description', published)).toMatchObject({ state: 'met', metOn: '2026-11-24' });
  });

  it('CL7 runs to the day on which the release that stands says that its described version follows', () => {
    expect(clocksOf(RECEIVED).map(({ name }) => name)).not.toContain('Described version follows');
    const promised = { described: { promisedAt: noon('2026-11-20'), by: day('2026-12-18') } };
    expect(clock('Described version follows', promised)).toMatchObject({
      id: 'CL7',
      startedOn: '2026-11-20',
      dueOn: '2026-12-18',
      metOn: null,
      state: 'running',
    });
    expect(clock('Described version follows', { ...promised, today: day('2026-12-19') }).state).toBe('overdue');
  });

  it('CL8 keeps the ledger seven years after publication, or after the decision', () => {
    expect(clock('Ledger kept at least until').state).toBe('not-started');
    const decided = { decidedAt: noon('2026-11-23') };
    expect(clock('Ledger kept at least until', decided)).toMatchObject({
      startedOn: '2026-11-23',
      dueOn: '2033-11-23',
    });
  });

  it('shows each clock with its start event and its authority', () => {
    const all = clocksOf(RECEIVED);
    expect(new Set(all.map((one) => one.id))).toEqual(new Set(['CL1', 'CL3', 'CL4', 'CL5', 'CL6', 'CL7', 'CL8']));
    for (const one of all) expect([one.startsWith, one.authority]).not.toContain('');
  });
});
