import { randomUUID } from 'node:crypto';
import { done } from '@app/api-client';
import { Database } from '@app/database';
import { decodeFrames } from '@app/footage/domain';
import { RedactionsService } from '@app/redactions';
import type { Operation } from '@app/redactions/domain';
import { rendered, type Staff } from '../../../apps/ops/demo/steps';
import { aCaseAt, everybody } from '../../drivers/case';
import { type Answer, ask, ifRevision, json, problem } from '../../drivers/staff-http';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';

interface Document {
  readonly determination: string;
  readonly revision: number;
  readonly plan: { readonly video: { id: string }[]; readonly audio: { id: string; from: number; to: number }[] };
}

let daylight: TestDaylight;
let staff: Staff;
/** Everything ordered is drawn and done; nothing is rendered. */
let drawn: string;
/** Checked, with a muted interval, and waiting for captions. */
let muted: string;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  staff = await everybody(daylight);
  drawn = await aCaseAt('drawn', { daylight, staff });
  muted = await aCaseAt('accessibility', { daylight, staff, recipe: { name: 'muted.mp4', rate: '20' } });
});
afterAll(() => daylight.stop());

const redactor = () => staff['redaction-technician'];
const documentOf = async (clip: string): Promise<Document> =>
  json<Document>(await ask(redactor(), 'GET', `/clips/${clip}/redactions`));

const edit = (revision: number, operations: unknown[], idempotencyKey = randomUUID()): Promise<Answer> =>
  ask(redactor(), 'POST', `/clips/${drawn}/redactions/ops`, {
    json: { idempotencyKey, operations },
    ...ifRevision(revision),
  });

async function framesOf(clip: string): Promise<readonly number[]> {
  const { baseUrl, cookie } = redactor();
  const answer = await fetch(`${baseUrl}/clips/${clip}/frame-index`, { headers: { cookie: cookie() } });
  return decodeFrames(new Uint8Array(await answer.arrayBuffer())).pts;
}

const trackAt = (frame: number, pts: number) => ({
  op: 'add-track',
  track: {
    id: `track-${randomUUID()}`,
    shape: 'rectangle',
    from: frame,
    to: frame + 2,
    keyframes: [{ frame, pts, x: 0.1, y: 0.1, w: 0.2, h: 0.2 }],
    subject: 'bystander',
    basis: { type: 'policy', why: 'Shown by chance, and no part of what happened.' },
  },
});

it('refuses a keyframe whose frame and time are not the same picture, and says which time is right', async () => {
  const pts = await framesOf(drawn);
  const { revision } = await documentOf(drawn);
  for (const wrong of [pts[4]!, pts[6]!, pts[5]! + 1]) {
    const answer = problem(await edit(revision, [trackAt(5, wrong)]));
    expect(answer).toMatchObject({ status: 400, code: 'invalid-input' });
    expect(answer.fields?.[0]?.says).toBe(`is ${pts[5]}: that is the presentation time of frame 5 in this clip`);
  }
  expect((await documentOf(drawn)).revision).toBe(revision);
});

it('takes all of a batch or nothing of it', async () => {
  const pts = await framesOf(drawn);
  const before = await documentOf(drawn);
  const answer = problem(await edit(before.revision, [trackAt(5, pts[5]!), { op: 'remove-track', id: 'nowhere' }]));
  expect(answer).toMatchObject({
    status: 409,
    code: 'conflict',
    detail: 'There is no track nowhere. Nothing was changed.',
  });
  expect(await documentOf(drawn)).toEqual(before);
});

it('takes the same batch once, however often it is sent', async () => {
  const pts = await framesOf(drawn);
  const { revision, plan } = await documentOf(drawn);
  const [key, operations] = [randomUUID(), [trackAt(5, pts[5]!)]];
  const answers = await Promise.all(Array.from({ length: 8 }, () => edit(revision, operations, key)));
  expect(answers.map((one) => one.status)).toEqual(answers.map(() => 200));
  const after = await documentOf(drawn);
  expect(after.revision).toBe(revision + 1);
  expect(after.plan.video).toHaveLength(plan.video.length + 1);
});

it('says what has changed since, to whoever edits an old revision', async () => {
  const pts = await framesOf(drawn);
  const { revision } = await documentOf(drawn);
  const operations = [trackAt(6, pts[6]!)];
  expect((await edit(revision, operations)).status).toBe(200);
  const late = problem(await edit(revision, [trackAt(7, pts[7]!)]));
  expect(late).toMatchObject({ status: 412, code: 'stale', revision: revision + 1 });
  expect(late['since']).toMatchObject([{ revision: revision + 1, operations }]);
  const without = await ask(redactor(), 'POST', `/clips/${drawn}/redactions/ops`, {
    json: { idempotencyKey: randomUUID(), operations },
  });
  expect(without.status).toBe(428);
});

it('never reads a plan that was rolled back, though another one of its number stands', async () => {
  const { app } = daylight.running;
  const redactions = app.get(RedactionsService, { strict: false });
  const pts = await framesOf(drawn);
  const before = await documentOf(drawn);
  const { person } = await done(redactor().api.GET('/session'));
  const lost = app.get(Database).inTransaction(async (tx) => {
    await redactions.edit(
      {
        determinationId: before.determination,
        revision: before.revision,
        operations: [trackAt(5, pts[5]!) as Operation],
        idempotencyKey: randomUUID(),
        extent: { frames: pts.length, pts },
      },
      person as never,
      tx,
    );
    const { plan } = await redactions.document(before.determination, tx);
    expect(plan.video).toHaveLength(before.plan.video.length + 1);
    throw new Error('Lost on the way.');
  });
  await expect(lost).rejects.toThrow('Lost on the way.');
  expect(await documentOf(drawn)).toEqual(before);
  const stands = trackAt(6, pts[6]!);
  expect((await edit(before.revision, [stands])).status).toBe(200);
  expect((await documentOf(drawn)).plan.video.map(({ id }) => id)).toEqual([
    ...before.plan.video.map(({ id }) => id),
    stands.track.id,
  ]);
});

it('lets no redactions go on that are not rendered and verified as they stand', async () => {
  const submit = (): Promise<Answer> => ask(redactor(), 'POST', `/clips/${drawn}/moves/submitRedactions`, { json: {} });
  const refused = problem(await submit());
  expect(refused).toMatchObject({ status: 409, code: 'move-refused' });
  expect(refused.reasons).toEqual([
    {
      code: 'rendering-unverified',
      says: 'The plan as it stands has been rendered, and the rendering was verified against the original.',
      authority: 'City policy: a render that is not verified cannot be signed',
    },
  ]);
  expect((await rendered(drawn, redactor())).state).toBe('verified');
  const pts = await framesOf(drawn);
  await edit((await documentOf(drawn)).revision, [trackAt(8, pts[8]!)]); // now the rendering is of an older plan
  expect(problem(await submit()).reasons?.map((reason) => reason.code)).toEqual(['rendering-unverified']);
});

const caption = (from: string, to: string, text: string): string => `WEBVTT\n\n${from} --> ${to}\n${text}\n`;

const writeCaptions = (captions: string): Promise<Answer> =>
  ask(staff['accessibility-editor'], 'PUT', `/clips/${muted}/accessibility`, {
    json: { captions },
    headers: { 'if-match': '"0"' },
  });

it.each([
  'He said John Doe.',
  '<v Officer 1>John Doe',
  '[redacted] John Doe',
  '[redacted – privacy] [John Doe]',
  '[redacted – John Doe]',
])('takes no caption that gives back what is muted: %s', async (text) => {
  const [interval] = (await documentOf(muted)).plan.audio;
  expect(interval).toMatchObject({ id: 'name-1' }); // from 0.2 s to 0.3 s of one second
  for (const [from, to] of [
    ['00:00.000', '00:00.900'],
    ['00:00.250', '00:00.260'],
    ['00:00.299', '00:00.500'],
    ['00:00.000', '00:00.201'],
  ] as const) {
    const answer = problem(await writeCaptions(caption(from, to, text)));
    expect(answer).toMatchObject({ status: 400, code: 'invalid-input' });
    expect(answer.fields?.[0]?.field).toBe('captions: cue 1');
    expect(answer.fields?.[0]?.says).toContain('it overlaps the muted interval');
    expect(answer.fields?.[0]?.says).toContain('Split the cue at the interval’s edges');
  }
});

it('refuses a rendering while a caption would give back what is muted', async () => {
  const words = caption('00:00.000', '00:00.900', 'He said John Doe.');
  await withClient(daylight.database.owner, async (client) => {
    // As if it had been written before the interval was muted: the editor itself takes no such caption.
    await client.query('SET session_replication_role = replica');
    await client.query(
      `INSERT INTO accessibility (determination_id, revision, captions, warnings, ledger_index)
       SELECT id, 1, $2, '{}', ledger_index FROM determination WHERE clip_id = $1`,
      [muted, words],
    );
  });
  const answer = problem(await ask(redactor(), 'POST', `/clips/${muted}/renders`));
  expect(answer).toMatchObject({
    status: 409,
    code: 'move-refused',
    detail: 'A caption would give back words that are muted. Correct the captions first.',
  });
  expect(answer.fields?.[0]?.field).toBe('cue 1');
  const finish = await ask(staff['accessibility-editor'], 'POST', `/clips/${muted}/moves/finishAccessibility`, {
    json: {},
  });
  expect(problem(finish).reasons?.map((reason) => reason.code)).toContain('caption-leak');
});
