import { BusinessCalendar, type Day } from '@app/calendar';
import type { Role } from '@app/access';
import { CLOCKS, LAW_TABLES, POLICIES } from '@app/determinations/domain';
import type { Staff } from '../../../apps/ops/demo/steps';
import { aCaseAt, everybody } from '../../drivers/case';
import { type Answer, ask, json, problem } from '../../drivers/staff-http';
import { startDaylight, type TestDaylight } from '../../support/daylight';

let daylight: TestDaylight;
let staff: Staff;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  staff = await everybody(daylight);
});
afterAll(() => daylight.stop());

interface Calendar {
  readonly closed: readonly { readonly day: string; readonly why: string; readonly kind: string }[];
  readonly closures: { readonly version: number; readonly approvedBy: string; readonly effectiveAt: string } | null;
}

const calendar = async (year: string): Promise<Calendar> =>
  json<Calendar>(await ask(staff.administrator, 'GET', `/calendar?year=${year}`));
const close = (value: unknown, change: object = {}): Promise<Answer> =>
  ask(staff.solicitor, 'PUT', '/policies/calendar.closures', {
    json: { value, reason: 'Closed by order of the City Manager.', ...change },
  });

it('a day on which the City closes moves the clocks of open cases, at once, with version and approver', async () => {
  const clip = await aCaseAt('triage', { daylight, staff });
  const due = async (): Promise<Day> => {
    const clocks = json<{ name: string; dueOn: Day }[]>(await ask(staff.solicitor, 'GET', `/clips/${clip}/clocks`));
    return clocks.find(({ name }) => name === CLOCKS.preserved.name)!.dueOn;
  };
  const before = await due();
  const next = new BusinessCalendar().addBusinessDays(before, 1);
  expect((await close([{ day: before, why: 'Snow emergency' }])).status).toBe(204);
  expect(await due()).toBe(next);

  const year = await calendar(before.slice(0, 4));
  expect(year.closed).toContainEqual({ day: before, why: 'Snow emergency', kind: 'city-closure' });
  expect(year.closures).toMatchObject({ approvedBy: 'Sol Solicitor', version: expect.any(Number) as number });
  expect((await close([])).status).toBe(204);
  expect(await due()).toBe(before);
});

it('the calendar has the legal holidays of the statute, for any year', async () => {
  const { closed } = await calendar('2027');
  expect(closed).toContainEqual({
    day: '2027-07-05',
    why: expect.stringContaining('Independence') as string,
    kind: 'legal-holiday',
  });
  expect(closed.map(({ day }) => day)).toEqual(closed.map(({ day }) => day).sort());
  for (const year of ['1300', 'soon', ''])
    expect((await ask(staff.solicitor, 'GET', `/calendar?year=${year}`)).status).toBe(400);
});

it('nobody’s closed day is lost to somebody who did not see it', async () => {
  const { closures } = await calendar('2026');
  const replaces = closures?.version ?? 0;
  expect((await close([{ day: '2026-12-24', why: 'Christmas Eve' }], { replaces })).status).toBe(204);
  const late = await close([{ day: '2026-12-31', why: 'New Year’s Eve' }], { replaces });
  expect(problem(late)).toMatchObject({
    status: 412,
    code: 'stale',
    detail: 'Somebody answered it since you read it. Look again, then answer.',
  });
  const twice = await close([
    { day: '2026-12-24', why: 'Christmas Eve' },
    { day: '2026-12-24', why: 'Again' },
  ]);
  expect(problem(twice).fields).toEqual([{ field: 'value', says: 'names each day once' }]);
});

it('shows every clock of the table, how long it runs now, and who set that', async () => {
  interface Row {
    readonly code: string;
    readonly authority: string;
    readonly lasts: readonly {
      readonly says: string;
      readonly policy: string | null;
      readonly version: number | null;
    }[];
  }
  const read = async (): Promise<Row[]> =>
    json<{ clocks: Row[] }>(await ask(staff.administrator, 'GET', '/clocks')).clocks;
  const rows = await read();
  expect(rows.map(({ code }) => code)).toEqual(Object.keys(CLOCKS));
  expect(rows.every(({ authority }) => authority !== '')).toBe(true);
  const of = (code: string, all: Row[]) => all.find((row) => row.code === code)?.lasts[0];
  expect(of('respond', rows)).toEqual({
    says: '10 business days',
    policy: null,
    version: null,
    approvedBy: null,
    effectiveAt: null,
  });
  expect(of('target', rows)).toMatchObject({
    says: `${POLICIES['eo.target_days'].untilAnswered} calendar days`,
    version: null,
  });
  const answer = { value: 45, reason: 'As decided in council.' };
  expect((await ask(staff.solicitor, 'PUT', '/policies/eo.target_days', { json: answer })).status).toBe(204);
  expect(of('target', await read())).toMatchObject({ says: '45 calendar days', approvedBy: 'Sol Solicitor' });
  const named = { ...answer, approvedBy: 'Somebody else' }; // nobody answers in another’s name
  expect((await ask(staff.solicitor, 'PUT', '/policies/eo.target_days', { json: named })).status).toBe(400);
});

interface Shipped {
  readonly version: number;
  readonly sha256: string;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
}

const TABLES = {
  'redaction-catalogue': async () => json<Shipped>(await ask(staff.liaison, 'GET', '/redaction-catalogue/version')),
  clocks: async () => json<{ table: Shipped }>(await ask(staff.auditor, 'GET', '/clocks')).table,
};

it.each(['redaction-catalogue', 'clocks'] as const)(
  'what ships as %s is not approved before the Solicitor has approved that very content, once',
  async (name) => {
    const approve = (by: Role, sha256: string): Promise<Answer> =>
      ask(staff[by], 'POST', `/${name}/approval`, { json: { sha256 } });
    const before = await TABLES[name]();
    expect(before).toMatchObject({ version: LAW_TABLES[name].version, approvedBy: null, approvedAt: null });
    expect((await approve('assistant-solicitor', before.sha256)).status).toBe(403);
    expect(problem(await approve('solicitor', '0'.repeat(64)))).toMatchObject({ status: 412, code: 'stale' });
    expect(await TABLES[name]()).toEqual(before);
    expect((await approve('solicitor', before.sha256)).status).toBe(204);
    const after = await TABLES[name]();
    expect(after).toEqual({ ...before, approvedBy: 'Sol Solicitor', approvedAt: expect.any(String) as string });
    expect(problem(await approve('solicitor', before.sha256))).toMatchObject({ status: 409, code: 'conflict' });
    expect(await TABLES[name]()).toEqual(after);
  },
);
