import { randomUUID } from 'node:crypto';
import type { StaffSession } from '../../../apps/ops/client/staff-session';
import type { Staff } from '../../../apps/ops/demo/steps';
import { ClosedByDefault } from '../../../apps/api/http/closed-by-default';
import { aCaseAt, aColleague, everybody } from '../../drivers/case';
import { type Asker, ask, json, withoutRequest } from '../../drivers/staff-http';
import { beginUpload } from '../../drivers/tus';
import { BODIES } from '../../factories/bodies';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';
import { ASKERS, type Line, LINES } from './permissions.table';

let daylight: TestDaylight;
let staff: Staff;
let askers: Record<(typeof ASKERS)[number], Asker>;
/** What the names in the table stand for. */
let names: Record<string, string>;

beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  staff = await everybody(daylight);
  askers = {
    tech: staff['evidence-technician'],
    tech2: await aColleague(daylight, 'tech-2', ['evidence-technician']),
    officer: staff['case-officer'],
    assist: staff['assistant-solicitor'],
    solic: staff.solicitor,
    redact: staff['redaction-technician'],
    redact2: await aColleague(daylight, 'redact-2', ['redaction-technician']),
    quality: staff['quality-reviewer'],
    access: staff['accessibility-editor'],
    records: staff['records-officer'],
    liaison: staff.liaison,
    audit: staff.auditor,
    admin: staff.administrator,
    nobody: daylight.api,
  };
  const done = await aCaseAt('published', { daylight, staff });
  names = await namesFor(done, await aCaseAt('triage', { daylight, staff, recipe: { name: 'fresh.mp4' } }));
});
afterAll(() => daylight.stop());

async function namesFor(done: string, fresh: string): Promise<Record<string, string>> {
  const first = async (by: Asker, path: string): Promise<string> =>
    json<{ id: string }[]>(await ask(by, 'GET', path))[0]!.id;
  const made = async (by: Asker, path: string, route: string): Promise<string> =>
    json<{ id: string }>(await ask(by, 'POST', path, { json: BODIES[route]!() })).id;
  const incident = await first(askers.officer, '/incidents');
  const rendering = await first(askers.solic, `/clips/${done}/renders`);
  return {
    ':done': done,
    ':fresh': fresh,
    ':none': randomUUID(),
    ':sha256': '0'.repeat(64),
    ':key': 'notice.hours',
    ':index': '0',
    ':move': 'acceptAsInScope',
    ':report': 'custody',
    ':role': 'certificate',
    ':suggestion': randomUUID(),
    ':rendition': randomUUID(),
    '/incidents/:id': incident,
    '/tasks/:id': await first(askers.solic, `/clips/${done}/tasks`),
    '/renders/:id': rendering,
    '/issues/:id': await anIssue(rendering),
    '/uploads/:id': await beginUpload(staff['evidence-technician'], incident, { size: 10 }),
    '/consultations/:id': await made(askers.officer, `/clips/${fresh}/consultations`, 'POST /clips/{id}/consultations'),
    '/records-requests/:id': await made(askers.records, '/records-requests', 'POST /records-requests'),
  };
}

/** As if it had been pinned while the cut was checked: to a published one nothing is pinned any more. */
async function anIssue(rendering: string): Promise<string> {
  return withClient(daylight.database.owner, async (client) => {
    await client.query('SET session_replication_role = replica');
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO quality_issue (id, determination_id, rendering_id, frame, pts, x, y, w, h, says, state, opened_by, opened_at, ledger_index)
       SELECT gen_random_uuid(), determination_id, id, 0, 0, 0, 0, 1, 1, 'A face.', 'open', gen_random_uuid(), asked_at, ledger_index
         FROM rendering WHERE id = $1 RETURNING id`,
      [rendering],
    );
    return rows[0]!.id;
  });
}

const addressOf = ({ path }: Line): string =>
  path
    .replace(':frame', '0')
    .replace(/(\/[\w-]+\/):id/g, (_, before: string) => `${before}${names[`${before}:id`]}`)
    .replace(/:(?!id)\w+/g, (name) => names[name] ?? name);

const STALE = { 'if-match': '"999999"' };
const TUS = { 'tus-resumable': '1.0.0' };
const CHUNK = { ...TUS, 'upload-offset': '5', 'content-type': 'application/offset+octet-stream' };
const SIGNED = ['POST', 'PUT', 'PATCH'];

/** How each is asked so that nothing comes of it: see the head of the table. Everything else is sent an empty body. */
const SENT: Record<string, Parameters<typeof ask>[3]> = {
  'POST /session': { json: { userName: 'nobody-of-that-name', password: 'wrong' } },
  'POST /incidents': { json: { agencies: 'not a list' } },
  'PATCH /incidents/:id': { json: {}, headers: STALE },
  'OPTIONS /uploads': { headers: TUS },
  'POST /uploads': { headers: { ...TUS, 'upload-length': '0' } },
  'HEAD /uploads/:id': { headers: TUS },
  'PATCH /uploads/:id': { raw: new Uint8Array(1), headers: CHUNK },
  'POST /uploads/:id/receipt': {},
  'PATCH /clips/:fresh': { json: {}, headers: STALE },
  'PATCH /clips/:done': { json: {}, headers: STALE },
  'POST /clips/:fresh/moves/:move': { json: {} },
  'PUT /clips/:fresh/determination': { json: {}, headers: STALE },
  'PUT /clips/:done/transcript': { json: { vtt: 'WEBVTT\n' }, headers: STALE },
  'PUT /clips/:fresh/accessibility': { json: {}, headers: STALE },
  'PUT /clips/:done/accessibility': { json: {}, headers: STALE },
};

async function answerTo(line: Line, by: Asker, address = addressOf(line)): Promise<Awaited<ReturnType<typeof ask>>> {
  const route = `${line.method} ${line.path}`;
  const body =
    WHOLE.includes(route) || route.startsWith('POST /tasks/')
      ? await bodyFor(route)
      : (SENT[route] ?? (SIGNED.includes(line.method) ? { json: {} } : {}));
  return ask(by, line.method, `${address}${QUERIES[line.path] ?? ''}`, body);
}

const QUERIES: Record<string, string> = {
  '/clips/:fresh/original': '?why=a%20test%20reads%20it',
  '/clips/:done/original': '?why=a%20test%20reads%20it',
  '/clips/:fresh/signing-text': '?move=withhold',
  '/calendar': '?year=2026',
};

const WHOLE = ['POST /clips/:done/redactions/ops', 'POST /clips/:done/track-suggestions'];

/** Whole bodies, where only a whole one comes as far as the question whose it is. */
async function bodyFor(route: string): Promise<Parameters<typeof ask>[3]> {
  if (route.endsWith('/ops')) return { json: BODIES['POST /clips/{id}/redactions/ops']!(), headers: STALE };
  if (route.endsWith('/track-suggestions')) return { json: BODIES['POST /clips/{id}/track-suggestions']!() };
  if (route.endsWith('/assign')) {
    const me = json<{ person: { id: string } }>(await ask(askers.redact2, 'GET', '/session'));
    return { json: { to: me.person.id } };
  }
  return route.endsWith('/return') ? { json: BODIES['POST /tasks/{id}/return']!() } : {};
}

it('has a line for every route of the running api, and for no other', () => {
  const shape = (path: string): string => path.replace(/:\w+/g, ':');
  const running = daylight.running.app.get(ClosedByDefault).routes();
  const routes = new Set(running.map(({ method, path }) => `${method} ${shape(path)}`));
  expect([...new Set(LINES.map(({ method, path }) => `${method} ${shape(path)}`))].sort()).toEqual([...routes].sort());
});

it.each(LINES.filter(({ method, path }) => `${method} ${path}` !== 'DELETE /session'))(
  'answers everyone as the table says: $method $path',
  async (line) => {
    const found: Record<string, number> = {};
    for (const name of ASKERS) found[name] = (await answerTo(line, askers[name])).status;
    expect(found).toEqual(Object.fromEntries(ASKERS.map((name, i) => [name, line.answers[i]])));
  },
);

it.each(LINES.filter(({ path, answers }) => answers.includes(404) && !path.includes(':none')))(
  'does not tell what is not yours from what is not there: $method $path',
  async (line) => {
    const whose = ASKERS.filter((_, i) => line.answers[i] === 404);
    for (const name of whose) {
      const refused = await answerTo(line, askers[name]);
      const missing = await answerTo(line, askers[name], elsewhere(line));
      expect(withoutRequest(missing)).toBe(withoutRequest(refused));
    }
  },
);

/** The same route for a thing of which there is none. */
function elsewhere(line: Line): string {
  const unknown = line.path.startsWith('/uploads') ? '0'.repeat(32) : randomUUID();
  return addressOf({ ...line, path: line.path.replace(/:(fresh|done|id)/, unknown) });
}

it('lets everyone sign out, and nobody who is not signed in', async () => {
  const line = LINES.find(({ method, path }) => method === 'DELETE' && path === '/session')!;
  for (const [i, name] of ASKERS.entries())
    expect([name, (await answerTo(line, askers[name])).status]).toEqual([name, line.answers[i]]);
  expect((await ask(askers.solic as StaffSession, 'GET', '/session')).status).toBe(401);
});
