import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROLES, type Role } from '@app/access';
import fc from 'fast-check';
import type { Staff } from '../../../apps/ops/demo/steps';
import type { StaffSession } from '../../../apps/ops/client/staff-session';
import { aCaseAt, aColleague, everybody } from '../../drivers/case';
import { ask, json } from '../../drivers/staff-http';
import { BODIES } from '../../factories/bodies';
import { spoiled } from '../../factories/hostile';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { expectDecentAnswer } from '../../support/decent-answer';

const RUNS = 40;
const SEED = 20261123;

interface OpenApi {
  readonly paths: Record<string, Record<string, { requestBody?: unknown }>>;
}
const openapi = JSON.parse(readFileSync(join(__dirname, '../../../docs/openapi.json'), 'utf8')) as OpenApi;
const withBody = Object.entries(openapi.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, operation]) => operation.requestBody !== undefined)
    .map(([method]) => `${method.toUpperCase()} ${path}`),
);

let daylight: TestDaylight;
let staff: Staff;
/** Holds every role there is, so that nothing is refused before the body is read. */
let anyone: StaffSession & { id: string };
/** Cases in the states in which their parts may be worked on. */
let clips: string[];
/** The rendering of each of them, if it has one. */
let renderings: string[];
let others: Record<string, string>;

beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  staff = await everybody(daylight);
  anyone = await aColleague(daylight, 'anyone', Object.keys(ROLES) as Role[]);
  clips = [
    await aCaseAt('solicitorReview', { daylight, staff }),
    await aCaseAt('redacting', { daylight, staff }),
    await aCaseAt('accessibility', { daylight, staff }),
    await aCaseAt('qualityCheck', { daylight, staff }),
  ];
  renderings = await Promise.all(clips.map(renderingOf));
  others = { ...(await ownThings(clips[1]!)), issues: await anIssue(clips[3]!, renderings[3]!) };
});
afterAll(() => daylight.stop());

/** One of each thing that a path can name. */
async function ownThings(clip: string): Promise<Record<string, string>> {
  const make = async (route: string, path: string): Promise<string> => {
    const made = json<{ id: string }>(await ask(anyone, 'POST', path, { json: BODIES[route]?.() }));
    return made.id;
  };
  const tasks = json<{ id: string }[]>(await ask(anyone, 'GET', `/clips/${clip}/tasks`));
  for (const { id } of tasks) await ask(anyone, 'POST', `/tasks/${id}/assign`, { json: { to: anyone.id } });
  return {
    tasks: tasks[0]!.id,
    incidents: await make('POST /incidents', '/incidents'),
    consultations: await make('POST /clips/{id}/consultations', `/clips/${clip}/consultations`),
    'records-requests': await make('POST /records-requests', '/records-requests'),
  };
}

const renderingOf = async (clip: string): Promise<string> =>
  json<{ id: string }[]>(await ask(anyone, 'GET', `/clips/${clip}/renders`))[0]?.id ?? randomUUID();

async function anIssue(clip: string, rendering: string): Promise<string> {
  const body = BODIES['POST /clips/{id}/renders/{rendering}/issues']!();
  return json<{ id: string }>(await ask(anyone, 'POST', `/clips/${clip}/renders/${rendering}/issues`, { json: body }))
    .id;
}

const PLACEHOLDERS: Record<string, readonly string[]> = {
  receipt: ['0123-4567-89AB', '__proto__'],
  move: ['signOff', 'releaseRedacted', 'returnForFacts', 'unpublish', '__proto__', 'constructor'],
  key: ['notice.hours', 'calendar.closures', 'a11y.compliance_date', 'defer.review_days', '__proto__'],
};

/** The route with things in its placeholders that are there. */
function addressOf(route: string, pick: number): string {
  const kind = route.split('/')[1] ?? '';
  return route
    .slice(route.indexOf('/'))
    .replace('{id}', kind === 'clips' ? clips[pick % clips.length]! : (others[kind] ?? randomUUID()))
    .replace(/\{(\w+)\}/g, (_, name: string) => {
      const choices = name === 'rendering' ? renderings : (PLACEHOLDERS[name] ?? []);
      return choices[pick % choices.length]!;
    });
}

/** The revision as it stands, so that a body is not refused for being late. */
async function revisionOf(route: string, address: string): Promise<Record<string, string>> {
  if (!/^(PUT|PATCH)|ops$/.test(route)) return {};
  const read = await ask(anyone, 'GET', address.replace(/\/ops$/, ''));
  return { 'if-match': read.headers.get('etag') ?? '"1"' };
}

it('has a proper body for every route that takes one', () => {
  expect(Object.keys(BODIES).sort()).toEqual(withBody.sort());
});

test.each(withBody)('answers a spoiled body in plain words: %s', async (route) => {
  const method = route.split(' ')[0]!;
  await fc.assert(
    fc.asyncProperty(spoiled(BODIES[route]!), fc.nat({ max: 100 }), async (body, pick) => {
      const address = addressOf(route, pick);
      const headers = await revisionOf(route, address);
      const answer = await ask(anyone, method, address, { json: body, headers });
      expectDecentAnswer(answer, { sent: `${method} ${address} ${JSON.stringify(body).slice(0, 600)}` });
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  );
});

it('leaves everything readable after all that', async () => {
  for (const clip of clips)
    for (const part of ['', '/clocks', '/moves', '/custody', '/determination', '/redactions', '/accessibility'])
      expectDecentAnswer(await ask(anyone, 'GET', `/clips/${clip}${part}`), { status: [200, 404] });
  for (const list of ['/incidents', '/clips', '/policies', '/records-requests', '/ledger/entries?limit=500'])
    expectDecentAnswer(await ask(anyone, 'GET', list), { status: [200] });
});
