import { captionLeaks, parseCaptions } from '@app/redactions/domain';
import type { StaffSession } from '../../../apps/ops/client/staff-session';
import type { Staff } from '../../../apps/ops/demo/steps';
import { aCaseAt, aColleague, everybody } from '../../drivers/case';
import { type Answer, ask, ifRevision, json, problem } from '../../drivers/staff-http';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';

interface Lease {
  readonly mine: boolean;
  readonly holder: string;
  readonly until: string;
}

let daylight: TestDaylight;
let staff: Staff;
let clip: string;
let other: StaffSession & { readonly id: string };
beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  staff = await everybody(daylight);
  clip = await aCaseAt('drawn', { daylight, staff });
  other = await aColleague(daylight, 'second-redactor', ['redaction-technician']);
  const tasks = json<{ id: string }[]>(await ask(staff['assistant-solicitor'], 'GET', `/clips/${clip}/tasks`));
  const [first] = tasks;
  await withClient(daylight.database.owner, (client) =>
    client.query(
      `SET session_replication_role = replica; UPDATE redaction_task SET assigned_to = '${other.id}' WHERE id = '${first?.id ?? ''}'`,
    ),
  );
});
afterAll(() => daylight.stop());

const lease = (who: StaffSession, body: object = {}): Promise<Answer> =>
  ask(who, 'POST', `/clips/${clip}/redactions/lease`, { json: body });
const me = (): StaffSession => staff['redaction-technician'];

const NOTHING = { op: 'remove-audio', id: 'there-is-none' };

async function edit(who: StaffSession, key: string, ...operations: object[]): Promise<Answer> {
  const { revision } = json<{ revision: number }>(await ask(who, 'GET', `/clips/${clip}/redactions`));
  return ask(who, 'POST', `/clips/${clip}/redactions/ops`, { json: { idempotencyKey: key, operations: operations.length > 0 ? operations : [NOTHING] }, ...ifRevision(revision) }); // prettier-ignore
}

it('whoever opens a plan has it; somebody else is told who, and can change nothing', async () => {
  expect(json<Lease>(await lease(me()))).toMatchObject({ mine: true, holder: 'Remy Redactor' });
  expect(json<Lease>(await lease(other))).toMatchObject({ mine: false, holder: 'Remy Redactor' });
  expect(problem(await edit(other, 'not-mine-1'))).toMatchObject({
    status: 409,
    detail: 'Somebody else is editing this plan. Take it over with a reason, or wait.',
  });
});

it('taking it over needs a reason, which is in the ledger with who had it', async () => {
  expect(problem(await lease(other, { takeBecause: 'mine' }))).toMatchObject({ status: 400 });
  const because = 'Remy has gone home and the deadline is today.';
  expect(json<Lease>(await lease(other, { takeBecause: because }))).toMatchObject({ mine: true });
  expect(json<Lease>(await lease(me()))).toMatchObject({ mine: false, holder: 'second-redactor' });
  const { rows } = await withClient(daylight.database.owner, (client) =>
    client.query<{ act: object }>(`SELECT act FROM ledger_entry WHERE act->>'action' = 'take-over-redactions'`),
  );
  expect(rows.map(({ act }) => act)).toMatchObject([{ actor: other.id, reason: because, after: other.id }]);
});

it('it passes by itself when nobody renews it, and at once when it is let go', async () => {
  await withClient(daylight.database.owner, (client) => client.query(`UPDATE redaction_lease SET until = now() - interval '1 second'`)); // prettier-ignore
  expect(problem(await edit(me(), 'lapsed-1')).detail).toMatch(/^There is no audio interval/);
  expect(json<Lease>(await lease(me()))).toMatchObject({ mine: true });
  expect((await ask(me(), 'DELETE', `/clips/${clip}/redactions/lease`)).status).toBe(204);
  expect(json<Lease>(await lease(other))).toMatchObject({ mine: true });
});

it('a mask that somebody locked is changed by nobody, whoever has the plan, before it is unlocked', async () => {
  const lock = (locked: boolean): object => ({ op: 'lock-track', id: 'minor-1', locked });
  expect((await edit(other, 'locks-it-1', lock(true))).status).toBe(200);
  expect((await ask(other, 'DELETE', `/clips/${clip}/redactions/lease`)).status).toBe(204);
  const keyframe = { frame: 3, x: 0.1, y: 0.1, w: 0.1, h: 0.1 };
  for (const edited of [{ op: 'set-keyframe', keyframe }, { op: 'remove-track' }]) {
    const refused = problem(await edit(me(), `locked-${edited.op}`, { ...edited, id: 'minor-1' }));
    expect(refused).toMatchObject({ status: 409, detail: 'minor-1 is locked: unlock it first. Nothing was changed.' });
  }
  expect(problem(await edit(me(), 'no-lock-1', { op: 'lock-track', id: 'minor-1' })).status).toBe(400);
  expect((await edit(me(), 'unlocks-1', lock(false))).status).toBe(200);
});

const VTT = 'WEBVTT\n\n00:00.000 --> 00:00.900\n<v Officer>Please step back, Margaret, now.\n';

it('a transcript is kept in revisions, and one that is none says where it is wrong', async () => {
  const write = (vtt: string, revision: number): Promise<Answer> =>
    ask(me(), 'PUT', `/clips/${clip}/transcript`, { json: { vtt }, ...ifRevision(revision) });
  expect(problem(await write('Margaret', 0))).toMatchObject({ status: 400, detail: 'This is not a transcript.' });
  expect(json(await write(VTT, 0))).toEqual({ revision: 1, vtt: VTT });
  expect(problem(await write(VTT, 0))).toMatchObject({ status: 412 });
  expect(json(await ask(other, 'GET', `/clips/${clip}/transcript`))).toEqual({ revision: 1, vtt: VTT });
});

it('captions to begin with are the transcript without what the plan mutes', async () => {
  const { plan } = json<{ plan: { audio: { from: number; to: number }[] } }>(
    await ask(me(), 'GET', `/clips/${clip}/redactions`),
  );
  expect(plan.audio).not.toEqual([]);
  const path = `/clips/${clip}/accessibility/proposed`;
  const { captions } = json<{ captions: string }>(await ask(staff.solicitor, 'GET', path));
  const parsed = parseCaptions(captions);
  expect(parsed.ok && captionLeaks(parsed.cues, plan.audio as never[])).toEqual([]);
  expect(captions).toContain('[redacted – ');
  expect(captions).not.toContain('Margaret');
});
