import { randomUUID } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { done } from '@app/api-client';
import { Database } from '@app/database';
import { PublishingService } from '@app/determinations';
import { Fence } from '@app/jobs';
import { contentKey } from '@app/storage';
import { sign, type Staff } from '../../../apps/ops/demo/steps';
import { aCaseAt, everybody } from '../../drivers/case';
import { type Answer, ask, json, problem } from '../../drivers/staff-http';
import { BODIES } from '../../factories/bodies';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';

let daylight: TestDaylight;
let staff: Staff;
let clip: string;
let determination: string;
let video: string;
beforeAll(async () => {
  daylight = await startDaylight();
  const worker = await daylight.addWorker();
  staff = await everybody(daylight);
  clip = await aCaseAt('awaitingSignOff', { daylight, staff });
  await worker.stop(); // from here on the test itself is the publisher
  const [found] = await rows<{ id: string; video: string }>(
    `SELECT d.id, f->>'sha256' AS video FROM determination d JOIN assembled_release a ON a.determination_id = d.id,
            jsonb_array_elements(a.manifest->'files') f WHERE d.clip_id = $1 AND f->>'role' = 'video'`,
    [clip],
  );
  determination = found!.id;
  video = found!.video;
});
afterAll(() => daylight.stop());

async function rows<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await withClient(daylight.database.owner, (client) => client.query(sql, values))).rows as Row[];
}

/** What the job does, with a fence of its own each time. */
async function publish(): Promise<string> {
  const app = daylight.running.app;
  const fence = await Fence.take(app.get(Database), `publish-release:${determination}`);
  return app.get(PublishingService, { strict: false }).publish(determination, fence);
}

const stateOf = async (): Promise<string> =>
  json<{ state: string }>(await ask(staff.solicitor, 'GET', `/clips/${clip}`)).state;

const standing = () =>
  rows('SELECT 1 FROM sign_off WHERE determination_id = $1 AND voided_at IS NULL', [determination]);

const entries = async (action: string, outcome = 'done'): Promise<number> =>
  (await rows(`SELECT 1 FROM ledger_entry WHERE act->>'action' = $1 AND act->>'outcome' = $2`, [action, outcome]))
    .length;

it('publishes nothing that nobody has signed', async () => {
  expect(await publish()).toBe('not-scheduled');
  expect(await rows('SELECT 1 FROM publication')).toEqual([]);
});

it('changes nothing of what is signed: no rendering, no redaction, no caption', async () => {
  await sign(clip, 'signOff', staff.solicitor);
  expect(await stateOf()).toBe('scheduled');
  const redactor = staff['redaction-technician'];
  const header = { headers: { 'if-match': '"1"' } };
  const tries: readonly (readonly [Answer, string])[] = [
    [await ask(redactor, 'POST', `/clips/${clip}/renders`), 'A rendering is asked for while'],
    [
      await ask(redactor, 'POST', `/clips/${clip}/redactions/ops`, {
        json: BODIES['POST /clips/{id}/redactions/ops']!(),
        ...header,
      }),
      'Redactions are edited while',
    ],
    [
      await ask(staff['accessibility-editor'], 'PUT', `/clips/${clip}/accessibility`, {
        json: { warnings: ['none'] },
        ...header,
      }),
      'Captions, description and warnings are made',
    ],
  ];
  for (const [answer, words] of tries) {
    expect(problem(answer)).toMatchObject({ status: 409, code: 'move-refused' });
    expect(problem(answer).reasons?.[0]).toMatchObject({
      code: 'wrong-state',
      says: expect.stringContaining(words) as string,
    });
  }
  expect(await standing()).toHaveLength(1);
});

it('voids the signature when a file is no longer the signed one, and shows nothing', async () => {
  const path = join(daylight.data.store, 'working', contentKey(video));
  const signed = readFileSync(path);
  chmodSync(path, 0o644);
  writeFileSync(path, Buffer.concat([signed, Buffer.from([0])]));
  expect(await publish()).toBe('voided');
  expect(await stateOf()).toBe('awaitingSignOff');
  expect(await standing()).toEqual([]);
  expect(await rows('SELECT 1 FROM publication')).toEqual([]);
  writeFileSync(path, signed);
});

it('voids the signature when the Solicitor takes it back and the redactions are made anew', async () => {
  await sign(clip, 'signOff', staff.solicitor);
  const by = staff.solicitor;
  const taken = await ask(by, 'POST', `/clips/${clip}/moves/withdrawSignOff`, {
    json: { reason: 'One face too many.' },
  });
  expect(json(taken)).toMatchObject({ state: 'awaitingSignOff' });
  expect(await standing()).toEqual([]);
  expect(await publish()).toBe('not-scheduled');
});

it('publishes once, however often and by however many the job is run', async () => {
  await sign(clip, 'signOff', staff.solicitor);
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => publish()));
  const said = outcomes.map((one) => (one.status === 'fulfilled' ? one.value : 'fenced off'));
  expect(said.filter((one) => one === 'published').length).toBe(1);
  expect(said.filter((one) => !['published', 'already-published', 'fenced off'].includes(one))).toEqual([]);
  expect(await publish()).toBe('already-published');
  expect(await rows('SELECT 1 FROM publication')).toHaveLength(1);
  expect(await entries('make-public')).toBe(1);
  expect(await entries('publish')).toBe(1);
});

it('takes a release down once when five ask for it at once, and opens a new version once', async () => {
  const takedown = { reasonClass: 'privacy-error', explanation: 'A face was visible in one frame.' } as const;
  const { sha256 } = await done(
    staff.solicitor.api.GET('/clips/{id}/signing-text', {
      params: { path: { id: clip }, query: { move: 'unpublish', ...takedown } },
    }),
  );
  const body = { takedown, password: staff.solicitor.password, textSha256: sha256 };
  const ask5 = (move: string, json: object): Promise<Answer[]> =>
    Promise.all(
      Array.from({ length: 5 }, () => ask(staff.solicitor, 'POST', `/clips/${clip}/moves/${move}`, { json })),
    );
  const down = (await ask5('unpublish', body)).map((one) => one.status).sort();
  expect(down).toEqual([200, 409, 409, 409, 409]);
  expect(await entries('take-down')).toBe(1);
  expect(await entries('unpublish', 'refused')).toBe(4);
  const next = (await ask5('prepareReplacement', { reason: 'The face is hidden now.' }))
    .map((one) => one.status)
    .sort();
  expect(next).toEqual([200, 409, 409, 409, 409]);
  expect(await rows('SELECT version FROM determination WHERE clip_id = $1 ORDER BY version', [clip])).toEqual([
    { version: 1 },
    { version: 2 },
  ]);
});

it('takes down nothing under words that were not signed', async () => {
  const takedown = { reasonClass: 'other', explanation: 'Words that nobody has signed yet.' };
  const answer = await ask(staff.solicitor, 'POST', `/clips/${clip}/moves/unpublish`, {
    json: {
      takedown,
      version: 1,
      password: staff.solicitor.password,
      textSha256: randomUUID().replaceAll('-', '').repeat(2),
    },
  });
  expect(problem(answer).reasons?.map((reason) => reason.code)).toContain('signed-another-text');
});
