import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { done, type Views } from '@app/api-client';
import { mediaPath } from '@app/public-pages';
import type { ReleaseManifest, ReleaseRecord } from '@app/publications/domain';
import { until } from '../../../apps/ops/client/wait';
import { awaitPublication, awaitRenditions, makeAccessible, sign, type Staff } from '../../../apps/ops/demo/steps';
import { aCaseAt, everybody } from '../../drivers/case';
import { type Answer, ask, ifRevision, json, problem } from '../../drivers/staff-http';
import { aClip, ffmpeg } from '../../fixtures/clips';
import { decodeSound, frameTimes, sizeOf } from '../../support/decoded';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';

let daylight: TestDaylight;
let staff: Staff;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true, portal: true });
  staff = await everybody(daylight);
});
afterAll(() => daylight.stop());

const at = (name: string): string => join(daylight.data.root, name);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const editor = () => staff['accessibility-editor'];
const listed = async (clip: string): Promise<Views['RenditionsView']> =>
  done(editor().api.GET('/clips/{id}/renditions', { params: { path: { id: clip } } }));

/** Downloads what staff may watch, and keeps it as a file. */
async function downloaded(path: string, name: string): Promise<string> {
  const { baseUrl, cookie } = editor();
  const answer = await fetch(`${baseUrl}${path}`, { headers: { cookie: cookie() } });
  expect(answer.status).toBe(200);
  writeFileSync(at(name), Buffer.from(await answer.arrayBuffer()));
  return at(name);
}

const bring = (clip: string, path: string, hash = sha256(readFileSync(path))): Promise<Answer> =>
  ask(editor(), 'PUT', `/clips/${clip}/described-sound/${hash}`, { raw: new Uint8Array(readFileSync(path)) });

/** Brings sound and waits what becomes of it. */
async function brought(clip: string, path: string): Promise<Views['RenditionView']> {
  const answer = await bring(clip, path);
  expect([answer.status, answer.text]).toEqual([202, expect.anything()]);
  const { id } = json<{ id: string }>(answer);
  return until('the described sound', 600, async () => {
    const found = (await listed(clip)).renditions.find((one) => one.id === id);
    return found?.state !== 'asked' && found;
  });
}

async function edit(clip: string, change: Record<string, unknown>): Promise<Answer> {
  const read = await ask(editor(), 'GET', `/clips/${clip}/accessibility`);
  const { revision } = json<{ revision: number }>(read);
  return ask(editor(), 'PUT', `/clips/${clip}/accessibility`, { json: change, ...ifRevision(revision) });
}

async function finish(clip: string): Promise<string[]> {
  const answer = await ask(editor(), 'POST', `/clips/${clip}/moves/finishAccessibility`, { json: {} });
  return answer.status < 300 ? [] : (problem(answer).reasons ?? []).map(({ code }) => code);
}

async function released(clip: string): Promise<{ manifest: ReleaseManifest; record: ReleaseRecord }> {
  const sql = `SELECT a.manifest, a.record FROM assembled_release a JOIN determination d ON d.id = a.determination_id WHERE d.clip_id = $1`;
  const { rows } = await withClient(daylight.database.owner, (client) => client.query(sql, [clip]));
  return rows[0] as { manifest: ReleaseManifest; record: ReleaseRecord };
}

const rolesOf = ({ manifest }: { manifest: ReleaseManifest }): string[] =>
  manifest.files.map(({ role }) => role).filter((role) => role.startsWith('video'));

const dayIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const WHY = 'What happens is seen only, and nobody says it aloud.';

/** The clip whose cut is larger than a telephone shows, and that cut. */
let large: string;
let cut: string;

const mixed = (from: number, to: number): string => {
  const voice = `aevalsrc='0.3*sin(2*PI*200*t)*between(t,${from},${to})':s=48000:d=2`;
  const mix = ['-filter_complex', '[0:a][1:a]amix=inputs=2:duration=first:normalize=0[a]', '-map', '[a]'];
  ffmpeg(['-i', cut, '-f', 'lavfi', '-i', voice, ...mix, at('described.mp3')]);
  return at('described.mp3');
};

describe('a cut that is larger than a telephone shows', () => {
  beforeAll(async () => {
    const source = aClip(daylight.data.root, { seconds: 2, size: '1280x720', name: 'large.mp4' });
    large = await aCaseAt('accessibility', { daylight, staff, source });
    await awaitRenditions(large, editor());
    const [rendering] = await done(editor().api.GET('/clips/{id}/renders', { params: { path: { id: large } } }));
    cut = await downloaded(`/clips/${large}/renders/${rendering!.id}/video`, 'cut.mp4');
  });

  it('has a small copy with the same frames and the same sound, which staff may watch', async () => {
    const { flashing, due, renditions } = await listed(large);
    expect([flashing, due]).toEqual([{ trips: false, spans: [], anywhere: false }, ['video-small']]);
    expect(renditions).toMatchObject([{ role: 'video-small', state: 'made', failure: null }]);
    const small = await downloaded(`/clips/${large}/renditions/${renditions[0]!.id}/video`, 'small.mp4');
    expect(sha256(readFileSync(small))).toBe(renditions[0]!.outputSha256);
    expect(sizeOf(small)).toEqual({ width: 854, height: 480 });
    expect(frameTimes(small)).toEqual(frameTimes(cut));
  });

  it('waits for a described version where one is needed, or for the day by which it follows', async () => {
    const needed = (followsBy?: string) => ({
      noSpeech: 'Nobody speaks; the street is heard.',
      description: { needed: true, why: WHY, ...(followsBy !== undefined && { followsBy }) },
      warnings: ['restrained'],
    });
    expect((await edit(large, needed())).status).toBe(200);
    expect(await finish(large)).toEqual(['described-version-missing']);
    expect((await edit(large, needed(dayIn(90)))).status).toBe(200);
    expect(await finish(large)).toEqual(['described-version-missing']);
    expect((await edit(large, needed('soon'))).status).toBe(400);
    expect((await edit(large, needed(dayIn(20)))).status).toBe(200);
    expect(await finish(large)).toEqual([]);
    const { record, ...files } = await released(large);
    expect(record.description).toEqual({ needed: true, why: WHY, followsBy: dayIn(20) });
    expect(rolesOf({ ...files })).toEqual(['video', 'video-small']);
    const back = { json: { reason: 'The described version is there now.' } };
    expect((await ask(staff.solicitor, 'POST', `/clips/${large}/moves/returnToAccessibility`, back)).status).toBe(200);
  });
});

describe('its described version', () => {
  it('takes no sound that is not what it is said to be', async () => {
    const path = mixed(1, 1.5);
    expect((await bring(large, path, 'a'.repeat(64))).status).toBe(422);
    expect((await ask(staff.solicitor, 'PUT', `/clips/${large}/described-sound/${'a'.repeat(64)}`)).status).toBe(403);
    const empty = await ask(editor(), 'PUT', `/clips/${large}/described-sound/${sha256(Buffer.alloc(0))}`);
    expect(empty.status).toBe(400);
  });

  it('refuses sound in which somebody speaks where it is muted, and names the span', async () => {
    const { state, failure } = await brought(large, mixed(0.45, 0.55)); // muted from 0.4 to 0.6 s
    expect([state, failure]).toEqual(['refused', expect.stringMatching(/in what is muted from 0\.4\d? to 0\.6\d? s/)]);
    const film = await brought(large, cut);
    expect([film.state, film.failure]).toEqual(['refused', expect.stringContaining('holds a picture')]);
  });

  it('is published with its small copy and its described version, signed with the rest', async () => {
    const { state, outputSha256 } = await brought(large, mixed(1, 1.5));
    expect(state).toBe('made');
    expect(await finish(large)).toEqual([]);
    const { manifest, record } = await released(large);
    expect(rolesOf({ manifest })).toEqual(['video', 'video-small', 'video-described']);
    expect(record.description.followsBy).toBeNull();
    await sign(large, 'signOff', staff.solicitor);
    await awaitPublication(large, staff.solicitor);
    for (const { role, mediaType, sha256: hash } of manifest.files.filter((file) => file.role.startsWith('video'))) {
      const bytes = Buffer.from(
        await (await fetch(`${daylight.portal}${mediaPath({ sha256: hash, mediaType })}`)).arrayBuffer(),
      );
      expect([role, sha256(bytes)]).toEqual([role, hash]);
    }
    const described = manifest.files.find(({ role }) => role === 'video-described');
    expect(described?.sha256).toBe(outputSha256);
    const page = `${daylight.portal}/releases/${record.release}`;
    expect(await (await fetch(page)).text()).toContain(`href="/releases/${record.release}/described"`);
    const shown = await (await fetch(`${page}/described`)).text();
    expect([...shown.matchAll(/<source src="\/media\/([0-9a-f]{64})/g)].map(([, hash]) => hash)).toEqual([
      outputSha256,
    ]);
    const path = await downloaded(
      `/clips/${large}/renditions/${(await listed(large)).renditions[0]!.id}/video`,
      'd.mp4',
    );
    const muted = decodeSound(path).subarray(0.42 * 48_000, 0.58 * 48_000);
    expect(muted.every((one) => Math.abs(one) <= 1)).toBe(true);
  });

  it('takes no sound any more once it is signed', async () => {
    const { status } = await bring(large, mixed(1, 1.4));
    expect(status).toBe(409);
  });
});

it('a described version is somebody’s work while it is owed, by the day on which the public was told that it follows', async () => {
  const clocks = async (): Promise<Views['ClockView'][]> => json(await ask(editor(), 'GET', `/clips/${large}/clocks`));
  const mine = async (): Promise<Views['QueuedClipView'][]> =>
    json<Views['ClipListView']>(await ask(editor(), 'GET', '/clips?mine=role')).clips;
  const name = 'Described version follows';
  expect((await clocks()).filter((clock) => clock.name === name)).toEqual([]);
  // As if it had been published without: everything else would be the same.
  await withClient(daylight.database.owner, async (client) => {
    await client.query('SET session_replication_role = replica');
    await client.query("UPDATE publication_file SET role = 'video-small-2' WHERE role = 'video-described'");
  });
  expect(await clocks()).toContainEqual(expect.objectContaining({ name, dueOn: dayIn(20), state: 'running' }));
  const [owed] = (await mine()).filter(({ id }) => id === large);
  expect(owed).toMatchObject({
    waitsFor: expect.arrayContaining(['accessibility-editor']) as unknown,
    deadline: { name },
  });
});

describe('a cut that flashes', () => {
  let clip: string;
  beforeAll(async () => {
    const strobe = `color=c=black:s=320x240:r=30:d=2,drawbox=0:0:iw:ih:c=white:t=fill:enable='lt(mod(t*6+0.001,1),0.5)'`;
    const source = at('strobe.mp4');
    const tone = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000', '-shortest', '-c:a', 'aac'];
    ffmpeg(['-f', 'lavfi', '-i', strobe, ...tone, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-g', '30', source]);
    clip = await aCaseAt('accessibility', { daylight, staff, source });
  });

  it('is told of, with a copy that does not', async () => {
    const { flashing, due, renditions } = await awaitRenditions(clip, editor());
    expect(flashing?.trips).toBe(true);
    expect(due).toEqual(['video-reduced-flash']);
    expect(renditions).toMatchObject([{ role: 'video-reduced-flash', state: 'made' }]);
  });

  it('is not finished before it is warned of', async () => {
    await expect(makeAccessible(clip, staff)).rejects.toMatchObject({ reasons: [{ code: 'flashing-unwarned' }] });
    expect((await edit(clip, { warnings: ['flashing'] })).status).toBe(200);
    expect(await finish(clip)).toEqual([]);
    const { manifest, record } = await released(clip);
    expect(rolesOf({ manifest })).toEqual(['video', 'video-reduced-flash']);
    expect(record.flashing?.trips).toBe(true);
    expect(record.flashing?.spans[0]).toMatchObject({ kind: 'general' });
    expect(record.warnings).toEqual(['flashing']);
  });
});
