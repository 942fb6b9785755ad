import { done } from '@app/api-client';
import type { DeterminationMove } from '@app/determinations/domain';
import { ifMatch, type Staff } from '../../../apps/ops/demo/steps';
import { aCaseAt, draft, everybody } from '../../drivers/case';
import { type Answer, ask, json, problem } from '../../drivers/staff-http';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';

let daylight: TestDaylight;
let staff: Staff;
let clip: string;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  staff = await everybody(daylight);
  clip = await aCaseAt('solicitorReview', { daylight, staff });
  await draft(clip, staff);
});
afterAll(() => daylight.stop());

const textOf = async (move: DeterminationMove): Promise<string> =>
  (await done(staff.solicitor.api.GET('/clips/{id}/signing-text', { params: { path: { id: clip }, query: { move } } })))
    .sha256;

const sign = (move: DeterminationMove, body: Record<string, unknown>): Promise<Answer> =>
  ask(staff.solicitor, 'POST', `/clips/${clip}/moves/${move}`, { json: body });

/** What a signature leaves behind. */
async function traces(): Promise<{ state: string; signed: number; tasks: number; docket: number; refusals: number }> {
  const { rows } = await withClient(daylight.database.owner, (client) =>
    client.query(
      `SELECT d.state,
              (SELECT count(*)::int FROM signed_text s WHERE s.determination_id = d.id) AS signed,
              (SELECT count(*)::int FROM redaction_task t WHERE t.determination_id = d.id) AS tasks,
              (SELECT count(*)::int FROM docket_entry e WHERE e.determination_id = d.id AND e.outcome <> 'pending') AS docket,
              (SELECT count(*)::int FROM ledger_entry l
                WHERE l.act->'object'->>'id' = d.id::text AND l.act->>'outcome' = 'refused') AS refusals
         FROM determination d WHERE d.clip_id = $1`,
      [clip],
    ),
  );
  return rows[0] as Awaited<ReturnType<typeof traces>>;
}

const NOTHING = { state: 'solicitorReview', signed: 0, tasks: 0, docket: 0 };

it('signs nothing without the password and the text', async () => {
  const answer = await sign('releaseRedacted', { reason: 'because' });
  expect(problem(answer)).toMatchObject({
    status: 400,
    code: 'invalid-input',
    detail: 'This is signed: send your password again, and the hash of the text from signing-text.',
    fields: [
      { field: 'password', says: 'is your password' },
      { field: 'textSha256', says: 'is the SHA-256 of the text that you sign' },
    ],
  });
  expect(await traces()).toMatchObject(NOTHING);
});

it('signs nothing with a wrong password, or with that of a colleague', async () => {
  const textSha256 = await textOf('releaseRedacted');
  for (const password of ['wrong password', staff.auditor.password]) {
    const answer = await sign('releaseRedacted', { password, textSha256 });
    expect(problem(answer)).toMatchObject({ status: 401, code: 'wrong-password' });
  }
  expect(await traces()).toMatchObject(NOTHING);
});

it('signs no other text: not that of another outcome, not one made up', async () => {
  const { refusals } = await traces();
  const { password } = staff.solicitor;
  for (const textSha256 of [await textOf('withhold'), await textOf('defer'), '0'.repeat(64)]) {
    const answer = await sign('releaseRedacted', { password, textSha256 });
    expect(problem(answer)).toMatchObject({
      status: 409,
      code: 'move-refused',
      reasons: [
        {
          code: 'signed-another-text',
          says: 'What is signed is exactly the text as it stands.',
          authority: 'City policy R1',
        },
      ],
    });
  }
  expect(await traces()).toEqual({ ...NOTHING, refusals: refusals + 3 });
});

it('refuses the text that was read when it has changed since, and writes nothing but the refusal', async () => {
  const { refusals } = await traces();
  const read = await textOf('releaseRedacted');
  await draft(clip, staff, {
    publicReasons: 'Other reasons, written by the assistant while the Solicitor was reading.',
  });
  const answer = await sign('releaseRedacted', { password: staff.solicitor.password, textSha256: read });
  expect(problem(answer).reasons?.map((reason) => reason.code)).toEqual(['signed-another-text']);
  expect(await traces()).toEqual({ ...NOTHING, refusals: refusals + 1 });
  expect(await textOf('releaseRedacted')).not.toBe(read);
});

const WRITES: readonly (readonly [string, string, keyof Staff])[] = [
  ['PUT', '/determination', 'assistant-solicitor'],
  ['PATCH', '', 'case-officer'],
];

it.each(WRITES)('asks for the revision that was read: %s /clips/:id%s', async (method, part, role) => {
  const path = `/clips/${clip}${part}`;
  const { headers } = await ask(staff[role], 'GET', path);
  const revision = Number(headers.get('etag')!.replaceAll('"', ''));
  const without = await ask(staff[role], method, path, { json: {} });
  expect(problem(without)).toMatchObject({
    status: 428,
    code: 'revision-required',
    detail: 'Send the revision that you have read in If-Match, for instance If-Match: "3".',
  });
  const stale = await ask(staff[role], method, path, { json: {}, headers: { 'if-match': `"${revision - 1}"` } });
  expect(problem(stale)).toMatchObject({ status: 412, code: 'stale', revision });
  expect(problem(stale).detail).toMatch(new RegExp(`(stands|is) at revision ${revision}\\. Read it again`));
  for (const odd of ['*', `W/"${revision}"`, String(revision), '""', '"1", "2"'])
    expect((await ask(staff[role], method, path, { json: {}, headers: { 'if-match': odd } })).status).toBe(400);
});

it('lets one of ten write on the revision that all have read', async () => {
  const path = { id: clip };
  const { api } = staff['assistant-solicitor'];
  const { revision, content } = await done(api.GET('/clips/{id}/determination', { params: { path } }));
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      api.PUT('/clips/{id}/determination', {
        params: { path, ...ifMatch(revision) },
        body: { ...content, specificHarm: `writer ${i}` },
      }),
    ),
  );
  const statuses = answers.map(({ response }) => response.status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses.filter((status) => status === 412)).toHaveLength(9);
  const kept = await done(api.GET('/clips/{id}/determination', { params: { path } }));
  expect(kept.revision).toBe(revision + 1);
  expect(kept.content['specificHarm']).toBe(`writer ${statuses.indexOf(200)}`);
});

it('is not decided late without a word on the docket of why', async () => {
  await withClient(daylight.database.owner, async (client) => {
    await client.query('SET session_replication_role = replica'); // time passes
    await client.query("UPDATE incident SET occurred_at = occurred_at - interval '60 days'");
  });
  const moves = async (): Promise<readonly { code: string }[]> => {
    const known = await done(staff.solicitor.api.GET('/clips/{id}/moves', { params: { path: { id: clip } } }));
    return known.moves.find(({ move }) => move === 'releaseRedacted')?.because ?? [];
  };
  expect(await moves()).toContainEqual(expect.objectContaining({ code: 'lateness-unexplained' }));
  const refused = await sign('releaseRedacted', { password: staff.solicitor.password, textSha256: await textOf('releaseRedacted') }); // prettier-ignore
  expect(problem(refused).reasons?.map(({ code }) => code)).toEqual(['lateness-unexplained']);
  const says = 'A witness asked to be heard first, and could be heard only after the day had passed.';
  const note = await ask(staff.solicitor, 'POST', `/clips/${clip}/docket-notes`, { json: { kind: 'lateness', says } });
  expect(note.status).toBe(204);
  expect((await moves()).map(({ code }) => code)).not.toContain('lateness-unexplained');
});

it('makes a move once when twenty make it at once, and notes each refusal', async () => {
  const { refusals } = await traces();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      ask(staff['assistant-solicitor'], 'POST', `/clips/${clip}/moves/returnForFacts`, {
        json: { reason: 'The vehicle’s plate is missing.' },
      }),
    ),
  );
  const [won, lost] = [answers.filter((one) => one.status === 200), answers.filter((one) => one.status === 409)];
  expect([won.length, lost.length]).toEqual([1, 19]);
  expect(json(won[0]!)).toEqual({ state: 'gatheringFacts', version: 1 });
  for (const answer of lost) expect(problem(answer).reasons?.map((reason) => reason.code)).toEqual(['wrong-state']);
  const after = await traces();
  expect(after.state).toBe('gatheringFacts');
  expect(after.refusals - refusals).toBe(19);
  const { rows } = await withClient(daylight.database.owner, (client) =>
    client.query(`SELECT 1 FROM ledger_entry WHERE act->>'action' = 'returnForFacts' AND act->>'outcome' = 'done'`),
  );
  expect(rows).toHaveLength(1);
});
