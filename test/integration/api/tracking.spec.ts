import { randomUUID } from 'node:crypto';
import { done } from '@app/api-client';
import { Database } from '@app/database';
import { Fence } from '@app/jobs';
import { TrackingService } from '@app/redactions';
import { acceptance, type Box, type Operation, regionAt, type VideoTrack } from '@app/redactions/domain';
import { PgBoss } from 'pg-boss';
import { until } from '../../../apps/ops/client/wait';
import { assignTasks, type Staff } from '../../../apps/ops/demo/steps';
import { aCaseAt, everybody } from '../../drivers/case';
import { asSuggested, fractionsOf, longFilm, TrackedClip } from '../../drivers/tracking';
import { type Film, filmOf } from '../../fixtures/films';
import { OCCLUSIONS, SCENES } from '../../fixtures/scenes';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { discard, temporaryFolder } from '../../support/temporary';
import { withClient } from '../../support/fresh-database';

// Masks that a worker tracks: from the question to the plan, with a target whose place is known on every frame.

let daylight: TestDaylight;
let staff: Staff;
let worker: { stop(): Promise<void> };
/** Made before anything listens: this process hears nothing while it makes them. */
const folder = temporaryFolder();
let films: { walk: Film; post: Film; long: ReturnType<typeof longFilm> };
beforeAll(async () => {
  films = {
    walk: filmNamed('a target that walks by'),
    post: filmNamed('a target that passes behind a wide post'),
    long: longFilm(folder, 4),
  };
  daylight = await startDaylight();
  worker = await daylight.addWorker();
  staff = await everybody(daylight);
});
afterAll(async () => {
  await daylight.stop();
  discard(folder);
});

async function aClipOf(source: string): Promise<TrackedClip> {
  const clip = await aCaseAt('redacting', { daylight, staff, source });
  await assignTasks(clip, staff);
  return TrackedClip.open(clip, staff['redaction-technician']);
}

const filmNamed = (what: string): Film => {
  const scene = [...SCENES, ...OCCLUSIONS].find((one) => one.what === what)!;
  return filmOf(folder, scene, { name: `${what.replaceAll(' ', '-')}.mp4` });
};

const truthAt = ({ shots }: Film, frame: number): Box => fractionsOf(shots[frame]!.truth);

/** Takes a suggestion into the plan, as the editor does. */
async function accepted(at: TrackedClip, id: string, followedOnly = false): Promise<Operation> {
  const { plan } = await at.plan();
  const suggestion = asSuggested(await at.suggestion(id));
  const span = followedOnly ? { span: suggestion.result!.followed } : {};
  const operation = acceptance(plan, suggestion, { ...span, pts: (frame) => at.pts[frame]! });
  await at.edit(operation);
  return operation;
}

/** Frames on which the mask does not hide all of the target. */
function uncovered(track: VideoTrack, film: Film, frames: readonly number[]): number[] {
  return frames.filter((frame) => {
    const region = regionAt(track, frame);
    const mask = region?.shape === 'rectangle' ? region.box : null;
    const { x, y, w, h } = truthAt(film, frame);
    return !(mask && mask.x <= x && mask.y <= y && mask.x + mask.w >= x + w && mask.y + mask.h >= y + h);
  });
}

const frames = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

async function acts(clip: string): Promise<string[]> {
  const { rows } = await withClient(daylight.database.owner, (client) =>
    client.query<{ action: string }>(
      `SELECT act->>'action' AS action FROM ledger_entry JOIN determination d ON act->'object'->>'id' = d.id::text
        WHERE d.clip_id = $1 ORDER BY index`,
      [clip],
    ),
  );
  return rows.map(({ action }) => action);
}

/** A bystander who stays in sight, hidden by hand on a few frames. */
let film: Film;
let at: TrackedClip;
beforeAll(async () => {
  film = films.walk;
  at = await aClipOf(film.path);
  await at.edit(at.mask('mask-1', 30, 34, truthAt(film, 30)));
});

describe('what is asked', () => {
  it('is refused in words where the question makes no sense', async () => {
    const refused = (wanted: Parameters<TrackedClip['ask']>[0], field: string, says: string) =>
      expect(at.ask(wanted)).rejects.toMatchObject({
        code: 'invalid-input',
        fields: [{ field, says: expect.stringContaining(says) as string }],
      });
    const good = { track: 'mask-1', frame: 30, from: 0, to: 60 };
    await refused({ ...good, pts: 1 }, 'pts', 'that is the presentation time of frame 30');
    await refused({ ...good, track: 'nobody' }, 'track', 'is a mask of the plan, or a new one');
    await refused({ ...good, frame: 40 }, 'track', 'hides something on that frame');
    await refused({ ...good, to: 61 }, 'to', 'at most 60');
    await refused({ ...good, from: 31 }, 'from', 'at or before the box');
    await refused({ ...good, box: { x: 0, y: 0, w: 0.1, h: 0.1 } }, 'track', 'is a name that no mask has yet');
    const box = { x: 0.1, y: 0.1, w: 0.1, h: 0.1 };
    await refused({ ...good, track: 'new', box, task: randomUUID() }, 'task', 'is the id of an order');
  });
});

describe('a target that stays in sight', () => {
  it('is followed both ways; accepted, the mask hides it on every frame, and the log says who did what', async () => {
    const { id, state } = await at.ask({ track: 'mask-1', frame: 30, from: 0, to: 60 });
    expect(state).toBe('asked');
    await expect(at.ask({ track: 'mask-1', frame: 30, from: 0, to: 40 })).rejects.toMatchObject({ code: 'conflict' });
    const found = await at.ended(id);
    expect(found).toMatchObject({
      state: 'ready',
      failure: null,
      unresolved: [],
      result: { followed: { from: 0, to: 60 }, lost: [] },
      sourceSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    const { revision } = await at.plan();
    const operation = await accepted(at, id);
    const late = at.editAt(revision, [{ ...operation, op: 'replace-track' } as Operation]);
    await expect(late).rejects.toMatchObject({ code: 'stale' });
    expect((await at.suggestion(id)).state).toBe('accepted');
    const track = await at.track('mask-1');
    expect(track).toMatchObject({ from: 0, to: 60 });
    expect(uncovered(track, film, frames(0, 60))).toEqual([]);
    expect((await acts(at.clip)).slice(-3)).toEqual(['ask-for-tracking', 'record-tracking', 'edit-redactions']);
  });

  it('an edit that is not taken accepts nothing, and nothing is accepted that was never suggested', async () => {
    const { id } = await at.ask({ track: 'mask-1', frame: 30, from: 30, to: 50 });
    await at.ended(id);
    const track = { ...(await at.track('mask-1')), to: 9999 };
    await expect(at.edit({ op: 'replace-track', track, suggestion: id })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    expect((await at.suggestion(id)).state).toBe('ready');
    const unknown = { op: 'replace-track', track: { ...track, to: 60 }, suggestion: randomUUID() } as const;
    await expect(at.edit(unknown)).rejects.toMatchObject({
      code: 'invalid-input',
      fields: [{ field: 'operations', says: 'name finished suggestions of this clip' }],
    });
    await at.decide(id, 'reject');
    expect((await at.suggestion(id)).state).toBe('rejected');
    await expect(at.decide(id, 'cancel')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('can be drawn anew for an order, and is then a mask of its own', async () => {
    const redactor = staff['redaction-technician'].api;
    const tasks = await done(redactor.GET('/clips/{id}/tasks', { params: { path: { id: at.clip } } }));
    const [order] = tasks.filter(({ subject }) => subject === 'minor');
    const { id } = await at.ask({
      track: 'child',
      frame: 0,
      from: 0,
      to: 60,
      box: truthAt(film, 0),
      task: order!.id,
    });
    await at.ended(id);
    const operation = await accepted(at, id);
    expect(operation.op).toBe('add-track');
    expect(await at.track('child')).toMatchObject({ subject: 'minor', basis: order!.basis, from: 0, to: 60 });
  });
});

it('a target that is lost is listed, and keeps the redactions from being submitted until somebody has answered it', async () => {
  const film = films.post;
  const at = await aClipOf(film.path);
  await at.edit(at.mask('mask-1', 0, 60, truthAt(film, 0)));
  const blocked = async (): Promise<boolean> => {
    const path = { id: at.clip };
    const moves = await done(staff['redaction-technician'].api.GET('/clips/{id}/moves', { params: { path } }));
    return JSON.stringify(moves.moves.find(({ move }) => move === 'submitRedactions')).includes('target-lost');
  };
  expect(await blocked()).toBe(false);
  const { id } = await at.ask({ track: 'mask-1', frame: 0, from: 0, to: 60 });
  const found = await at.ended(id);
  const [lost] = found.result!.lost;
  expect(lost).toMatchObject({ to: 60 });
  expect(found.unresolved).toEqual([lost]);
  expect(await blocked()).toBe(true);

  await accepted(at, id);
  const track = await at.track('mask-1');
  expect(uncovered(track, film, frames(0, lost!.from))).toEqual([]);
  expect((await at.suggestion(id)).unresolved).toMatchObject([{ to: 60 }]);
  expect(await blocked()).toBe(true);

  const guesses = 'keyframes' in track ? track.keyframes.filter(({ frame }) => frame >= lost!.from) : [];
  await at.edit(
    ...guesses.map(({ frame }): Operation => {
      const keyframe = { frame, pts: at.pts[frame]!, ...truthAt(film, frame) };
      return { op: 'set-keyframe', id: 'mask-1', keyframe };
    }),
  );
  expect((await at.suggestion(id)).unresolved).toEqual([]);
  expect(await blocked()).toBe(false);
});

it('a long one tells how far it is, is cancelled, stops soon, and leaves nothing', async () => {
  const { path, box } = films.long;
  const at = await aClipOf(path);
  await at.edit(at.mask('mask-1', 0, 60, box));
  const wanted = { track: 'mask-1', frame: 0, from: 0 };
  const { id } = await at.ask({ ...wanted, to: 800 });
  expect((await at.begun(id)).progress).toMatchObject({ of: 800 });
  await at.decide(id, 'cancel');
  await until('the worker to stop', 10, async () => {
    const { rows } = await withClient(daylight.database.owner, (client) =>
      client.query(`SELECT 1 FROM pgboss.job WHERE name = 'track-mask' AND state = 'active'`),
    );
    return rows.length === 0;
  });
  expect(await at.suggestion(id)).toMatchObject({ state: 'cancelled', result: null, progress: null });
  await at.decide(id, 'cancel'); // twice is once
  await expect(at.decide(id, 'reject')).rejects.toMatchObject({ code: 'conflict' });
  const again = await at.ask({ ...wanted, to: 40 });
  expect((await at.ended(again.id)).state).toBe('ready');
});

it('one whose worker died is taken up by another, and what the dead one says late is not believed', async () => {
  await worker.stop();
  const { id } = await at.ask({ track: 'mask-1', frame: 30, from: 0, to: 60 });
  const fence = await stalled(id);
  const tracking = daylight.running.app.get(TrackingService);
  expect(await tracking.noteProgress(id, 20, 60, fence)).toBe(true);
  expect((await at.suggestion(id)).progress).toEqual({ done: 20, of: 60 });
  await daylight.addWorker();
  const { state, result } = await at.ended(id);
  expect({ state, lost: result?.lost }).toEqual({ state: 'ready', lost: [] });
  expect(await tracking.noteProgress(id, 30, 60, fence)).toBe(false);
  const late = tracking.record(id, { state: 'failed', failure: 'It says that it could not.' }, fence);
  await expect(late).rejects.toMatchObject({ code: 'conflict' });
  expect((await at.suggestion(id)).state).toBe('ready');
});

/** Takes the job as a worker does, and then never says anything again. */
async function stalled(tracking: string): Promise<Fence> {
  const boss = new PgBoss({
    connectionString: daylight.database.owner,
    supervise: false,
    schedule: false,
    migrate: false,
  });
  await boss.start();
  const taken = await until('the job', 30, async () => (await boss.fetch<object>('track-mask')).length > 0);
  expect(taken).toBe(true);
  const fence = await Fence.take(daylight.running.app.get(Database), `track-mask:${tracking}`);
  await boss.stop({ graceful: false });
  return fence;
}
