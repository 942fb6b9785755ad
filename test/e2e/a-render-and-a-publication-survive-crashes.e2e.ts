import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { done } from '@app/api-client';
import { must } from '@app/kernel';
import { hashStream } from '@app/storage';
import { Client } from 'pg';
import { until } from '../../apps/ops/client/wait';
import * as steps from '../../apps/ops/demo/steps';
import { longFilm, TrackedClip } from '../drivers/tracking';
import { aClip } from '../fixtures/clips';
import { withClient } from '../support/fresh-database';
import { Installation, type ProcessName } from '../support/installation';
import { proved } from '../support/public-site';

let daylight: Installation;
let staff: steps.Staff;
beforeAll(async () => {
  daylight = await Installation.start();
  staff = await steps.signInAll(daylight.api, daylight.accounts);
});
afterAll(() => daylight.remove());

/** A clip whose parts to hide are drawn and not rendered yet; long enough for a crash to find the render at work. */
async function aDrawnClip(name: string, seconds: number): Promise<string> {
  const path = aClip(daylight.folder, { name, seconds, size: '640x480' });
  const { clipId } = await steps.receive(path, staff, join(daylight.folder, 'uploads.json'));
  await steps.awaitStaffCopies(clipId, staff);
  await steps.gatherFacts(clipId, staff);
  await steps.determine(clipId, staff);
  await steps.drawRedactions(clipId, staff);
  return clipId;
}

/** Files that ffmpeg has begun to write in a worker's scratch folder. */
const atWork = (): string[] =>
  readdirSync(daylight.scratch, { recursive: true, encoding: 'utf8' }).filter(
    (name) =>
      /^worker-.*\/room-.*\.mp4$/.test(name) &&
      (statSync(join(daylight.scratch, name), { throwIfNoEntry: false })?.size ?? 0) > 0,
  );

const rowsOf = <T>(text: string, values: readonly unknown[]): Promise<T[]> =>
  withClient(daylight.database, async (client) => (await client.query(text, [...values])).rows as T[]);

/** How often a job was begun on that subject: every run takes the next number. */
async function runsOf(subject: string): Promise<number> {
  const [row] = await rowsOf<{ token: string }>('SELECT token FROM job_fence WHERE subject = $1', [subject]);
  return Number(row?.token ?? 0);
}

async function renderedDespite(clip: string, killed: ProcessName): Promise<void> {
  const redactor = staff['redaction-technician'];
  const path = { id: clip };
  const { id } = await done(redactor.api.POST('/clips/{id}/renders', { params: { path } }));
  await until('the render to be at work', 60, () => Promise.resolve(atWork().length > 0));
  await daylight.kill(killed);
  await daylight.ready();
  const rendering = await until('the rendering', 120, async () => {
    const all = await done(redactor.api.GET('/clips/{id}/renders', { params: { path } }));
    return all.find((one) => one.id === id && one.state !== 'asked');
  });
  expect(rendering.state).toBe('verified');
  // A killed worker was cut off in its run; one whose database went away may have found it back in time.
  if (killed === 'worker') expect(await runsOf(`render-redaction:${id}`)).toBeGreaterThan(1);
  expect(await rowsOf('SELECT 1 FROM rendering WHERE clip_id = $1', [clip])).toHaveLength(1);
}

/** Everything up to the sign-off, with the publication held back just before it commits, its files copied already. */
async function publishedDespite(clip: string, killed: ProcessName): Promise<void> {
  await steps.move(clip, 'submitRedactions', staff['redaction-technician']);
  await steps.check(clip, staff);
  await steps.makeAccessible(clip, staff);
  const workers = daylight.pids('worker');
  for (const pid of workers) process.kill(pid, 'SIGSTOP'); // until the lock below is held
  await steps.sign(clip, 'signOff', staff.solicitor);
  const lock = new Client({ connectionString: daylight.database });
  lock.on('error', () => undefined);
  await lock.connect();
  await lock.query('BEGIN');
  const { rows } = await lock.query<{ id: string }>('SELECT id FROM determination WHERE clip_id = $1 FOR UPDATE', [
    clip,
  ]);
  for (const pid of workers) process.kill(pid, 'SIGCONT');
  await until('the publication to wait for its commit', 60, async () => {
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ILIKE '%determination%'`;
    return (await rowsOf(waiting, [])).length > 0;
  });
  await daylight.kill(killed);
  await lock.end().catch(() => undefined);
  await daylight.ready();
  await expectPublished(clip, await steps.awaitPublication(clip, staff.solicitor));
  expect(await runsOf(`publish-release:${must(rows[0], 'the determination').id}`)).toBeGreaterThan(1);
}

async function expectPublished(clip: string, release: string): Promise<void> {
  const page = `${daylight.portal}/releases/${release}`;
  await until('the public page', 30, async () => (await fetch(page)).ok);
  await proved(page);
  const checked = await daylight.ops(['verify-release', page]);
  expect(checked).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('This is the release that the City Solicitor signed.') as string,
  });
  const published = await rowsOf(
    `SELECT 1 FROM ledger_entry WHERE act->>'action' = 'publish' AND act->'with'->>'clip' = $1 AND act->>'outcome' = 'done'`,
    [clip],
  );
  expect(published).toHaveLength(1);
}

it.each<{ render: ProcessName; publish: ProcessName }>([
  { render: 'worker', publish: 'postgres' },
  { render: 'postgres', publish: 'worker' },
])(
  'a clip is rendered despite kill -9 of $render and published despite kill -9 of $publish',
  async ({ render, publish }) => {
    const clip = await aDrawnClip(`${render}.mp4`, render === 'worker' ? 9 : 10);
    await renderedDespite(clip, render);
    await publishedDespite(clip, publish);
  },
);

it('a mask is tracked despite kill -9 of the worker', async () => {
  const { path, box } = longFilm(daylight.folder, 3);
  const { clipId } = await steps.receive(path, staff, join(daylight.folder, 'uploads.json'));
  await steps.awaitStaffCopies(clipId, staff);
  await steps.gatherFacts(clipId, staff);
  await steps.determine(clipId, staff);
  await steps.assignTasks(clipId, staff);
  const at = await TrackedClip.open(clipId, staff['redaction-technician']);
  await at.edit(at.mask('mask-1', 0, 60, box));
  const { id } = await at.ask({ track: 'mask-1', frame: 0, from: 0, to: 600 });
  await at.begun(id);
  await daylight.kill('worker');
  await daylight.ready();
  expect(await at.ended(id)).toMatchObject({ state: 'ready', result: { followed: { from: 0, to: 600 } } });
  expect(await runsOf(`track-mask:${id}`)).toBeGreaterThan(1);
});

it('the ledger holds after all of it, and no scratch folder of a dead worker is left', async () => {
  const checked = await daylight.ops(['verify-log', '--json']);
  expect(checked.code).toBe(0);
  expect(JSON.parse(checked.stdout)).toMatchObject({ holds: true, faults: [] });
  const alive = daylight.pids('worker');
  for (const name of readdirSync(daylight.scratch).filter((one) => one.startsWith('worker-')))
    expect(alive).toContain(Number(name.split('~')[1]));
});

it('the originals are what was received', async () => {
  const vault = join(daylight.data, 'store', 'originals');
  const files = readdirSync(vault, { recursive: true, encoding: 'utf8' }).filter((name) => /[0-9a-f]{64}$/.test(name));
  expect(files).toHaveLength(3);
  for (const name of files)
    expect(name.endsWith((await hashStream(createReadStream(join(vault, name)))).sha256)).toBe(true);
});
