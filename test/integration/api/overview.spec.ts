import { randomBytes, randomUUID } from 'node:crypto';
import type { Views } from '@app/api-client';
import { ELEMENTS_OF_F } from '@app/determinations/domain';
import type { Client } from 'pg';
import { ask, json } from '../../drivers/staff-http';
import {
  aStaffMember,
  clipRow,
  determinationRow,
  incidentRow,
  insert,
  replacedBy,
  type Row,
  sha256,
} from '../../factories/sql-case';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';

interface Seed {
  readonly occurred: string;
  readonly received: string;
  readonly decided: string | null;
  readonly state: string;
  readonly outcome: string | null;
  readonly content?: object;
}

const no = { holds: false, why: 'No.' };
const yes = { holds: true, why: 'Yes.' };
const cited = (letter: string): object => ({ letter, statute: 'G.L. c. 4, § 7(26)', why: 'It applies.' });
const F = { investigatory: yes, compiledOutOfPublicView: yes, wouldPrejudice: yes, notInPublicInterest: yes };

/** June 19, 2026 is a Friday and a holiday: with it, what was received on the 23rd is in time; without it, not. */
const SEEDS = {
  published: { occurred: '2026-06-01', received: '2026-06-02', decided: '2026-06-20', state: 'published', outcome: 'release' },
  withheldLate: { occurred: '2026-06-18', received: '2026-06-23', decided: '2026-08-01', state: 'withheld', outcome: 'withhold', content: { ...F, exemptions: [cited('(f)')] } },
  undecided: { occurred: '2026-06-01', received: '2026-06-10', decided: null, state: 'triage', outcome: null },
  outside: { occurred: '2026-06-01', received: '2026-06-03', decided: null, state: 'outOfScope', outcome: null },
  withheldInTime: { occurred: '2026-06-01', received: '2026-06-02', decided: '2026-06-30', state: 'withheld', outcome: 'withhold', content: { investigatory: yes, compiledOutOfPublicView: no, wouldPrejudice: no, notInPublicInterest: no, exemptions: [cited('(a)'), cited('(a)')] } },
} as const satisfies Record<string, Seed>; // prettier-ignore

const noon = (day: string): string => `${day}T16:00:00Z`;

/** Writes one clip past the application, in the state in which it is to be counted; returns its determination. */
async function seed(
  client: Client,
  by: string,
  { occurred, received, decided, state, outcome, content }: Seed,
): Promise<string> {
  const [incident, clip, determination] = [randomUUID(), randomUUID(), randomUUID()];
  const logged = { ledger_index: 0 };
  await insert(client, 'incident', { ...incidentRow(incident, by), ...logged, occurred_at: noon(occurred) });
  await insert(client, 'original', { sha256: sha256(clip), size: 1, stored_at: noon(received), salt: randomBytes(32), ...logged }); // prettier-ignore
  const row = clipRow({ id: clip, incident, original: sha256(clip), uploader: by });
  await insert(client, 'clip', { ...row, ...logged, received_at: noon(received) });
  await insert(client, 'determination', {
    ...determinationRow({ id: determination, clip, release: randomUUID() }),
    ...logged,
    opened_at: `${received}T00:00:00Z`,
    state,
    outcome,
    content: JSON.stringify(content ?? {}),
    ...(decided && { decided_by: by, decided_at: noon(decided) }),
  });
  return determination;
}

async function act(client: Client, id: string, at: string, what: Row): Promise<void> {
  const body = randomBytes(20);
  const written = { object: { type: 'determination', id }, outcome: 'done', ...what };
  await client.query(
    `INSERT INTO ledger_entry (index, body, leaf_hash, salt, act, at, xact)
     SELECT max(index) + 1, $1, sha256('\\x00'::bytea || $1), $2, $3, $4, 0 FROM ledger_entry`,
    [body, randomBytes(32), JSON.stringify(written), at],
  );
}

async function moves(client: Client, first: string, second: string): Promise<void> {
  await act(client, first, '2026-06-02T12:00:00Z', { before: 'preserved', after: 'triage' }); // half a day
  await act(client, first, '2026-06-03T12:00:00Z', { before: 'triage', after: 'gatheringFacts', outcome: 'refused' });
  await act(client, first, '2026-06-03T13:00:00Z', { after: '2', action: 'draft-determination' });
  await act(client, first, '2026-06-04T12:00:00Z', { before: 'triage', after: 'gatheringFacts' }); // two days
  await act(client, first, '2026-09-01T12:00:00Z', { before: 'published', after: 'published' }); // a version is prepared
  await act(client, second, '2026-06-24T12:00:00Z', { before: 'preserved', after: 'triage' }); // a day and a half
  await act(client, second, '2026-06-28T12:00:00Z', { before: 'triage', after: 'gatheringFacts' }); // four days
}

async function publications(client: Client, of: string): Promise<void> {
  const record = { video: { duration: 600 }, totals: { shareOfFramesWithMask: 0.25, mutedSeconds: 90 } };
  const row = { release_id: randomUUID(), manifest_sha256: 'a'.repeat(64), manifest: '{}', record: JSON.stringify(record), sign_off: '{}', city_key: 'key', published_by: 'publisher', published_at: noon('2026-07-01'), ledger_index: 0 }; // prettier-ignore
  await insert(client, 'publication', { ...row, id: randomUUID(), version: 1, determination_id: randomUUID(), state: 'superseded', superseded: replacedBy(2) }); // prettier-ignore
  await insert(client, 'publication', {
    ...row,
    id: randomUUID(),
    version: 2,
    determination_id: of,
    state: 'published',
  });
}

async function requests(client: Client, by: string): Promise<void> {
  const asked = [
    ['R-1', '2026-06-01', '2026-06-15'], // the tenth business day
    ['R-2', '2026-06-08', '2026-06-23'], // the tenth, because the 19th does not count
    ['R-3', '2026-06-08', null], // never answered
    ['R-4', new Date().toISOString().slice(0, 10), null], // has still time
  ] as const;
  for (const [number, received, answered] of asked)
    await insert(client, 'records_request', { id: randomUUID(), number, received, answered, asks_for: 'All', entered_by: by, ledger_index: 0 }); // prettier-ignore
}

let daylight: TestDaylight;
let overview: Views['OverviewView'];
beforeAll(async () => {
  daylight = await startDaylight();
  await withClient(daylight.database.owner, async (client) => {
    const by = await aStaffMember(client, ['solicitor']);
    await client.query('SET session_replication_role = replica');
    const made: Partial<Record<keyof typeof SEEDS, string>> = {};
    for (const [name, one] of Object.entries(SEEDS)) made[name as keyof typeof SEEDS] = await seed(client, by, one);
    await moves(client, made.published!, made.withheldLate!);
    await publications(client, made.published!);
    await requests(client, by);
  });
  overview = json<Views['OverviewView']>(await ask(await daylight.as('auditor'), 'GET', '/overview'));
});
afterAll(() => daylight.stop());

it('counts what was in time by the days that the law counts', () => {
  expect(overview.punctuality.map(({ name, inTime, late }) => [name, inTime, late])).toEqual([
    ['Preserved', 4, 1],
    ['Decided or released', 2, 2],
    ['Written response to a records request', 2, 1],
  ]);
});

it('takes the time in each stage from the moves of the ledger', () => {
  expect(overview.stages).toEqual([
    { stage: 'triage', passages: 2, medianDays: 3 },
    { stage: 'preserved', passages: 2, medianDays: 1 },
  ]);
});

it('tells the age of clips by state, the median of two being between them', () => {
  const days = (received: string): number => (Date.now() - Date.parse(noon(received))) / 86_400_000;
  const withheld = overview.ages.find(({ state }) => state === 'withheld')!;
  expect(withheld.clips).toBe(2);
  expect(withheld.medianDays).toBeCloseTo((days('2026-06-02') + days('2026-06-23')) / 2, 1);
  expect(withheld.mostDays).toBeCloseTo(days('2026-06-02'), 1);
  const medians = overview.ages.map(({ medianDays }) => medianDays);
  expect(medians).toEqual([...medians].sort((a, b) => b - a));
});

it('counts the minutes that are hidden in what stands', () => {
  expect(overview.published).toEqual({ releases: 1, minutes: 10, coveredMinutes: 2.5, mutedMinutes: 1.5 });
});

it('counts what is withheld, by each prong and each exemption', () => {
  expect(overview.withheld).toEqual({
    decided: 3,
    withheld: 2,
    elements: Object.values(ELEMENTS_OF_F).map((name, i) => ({ name, count: i === 0 ? 2 : 1 })),
    exemptions: [
      { name: '(a)', count: 1 },
      { name: '(f)', count: 1 },
    ],
  });
});
