import { randomUUID } from 'node:crypto';
import type { FileRole, ReleaseManifest } from '@app/publications/domain';
import { Client } from 'pg';
import {
  assembledRow,
  aSqlCase,
  bringTo,
  hashOfManifest,
  insertLogged,
  manifestOf,
  renderingOf,
  signOffRow,
  type SqlCase,
  updateLogged,
} from '../../factories/sql-case';
import { freshDatabase, type FreshDatabase } from '../../support/fresh-database';
import { violationOf } from '../../support/violations';

let database: FreshDatabase;
let app: Client;
beforeAll(async () => {
  database = await freshDatabase();
  app = new Client({ connectionString: database.app });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await database.drop();
});

const NOW = '2026-11-25T12:00:00Z';
const VIDEO = 'a'.repeat(64);
const COPY = 'd'.repeat(64);
const made = (source: string, output = COPY): object => ({
  state: 'made',
  source_sha256: source,
  output_sha256: output,
  output_size: 10,
  receipt: JSON.stringify({ sourceSha256: source, outputSha256: output }),
  finished_at: NOW,
});
const row = (rendering: string, change: object = {}): object => ({
  id: randomUUID(),
  rendering_id: rendering,
  role: 'video-small',
  state: 'asked',
  asked_by: 'renderer',
  asked_at: NOW,
  ...change,
});
const add = (rendering: string, change: object) => insertLogged(app, 'rendition', { ...row(rendering, change) });

async function rendered(): Promise<{ the: SqlCase; rendering: string }> {
  const the = await aSqlCase(app);
  await bringTo(app, the, 'awaitingSignOff');
  return { the, rendering: await renderingOf(app, the) };
}

it('a rendition is made of what was verified, or of the copy without flashes that was', async () => {
  const { rendering } = await rendered();
  const other = 'b'.repeat(64);
  expect(await violationOf(add(rendering, made(other)))).toBe('rendition_of_verified');
  expect(await violationOf(add(rendering, { role: 'video-reduced-flash', ...made(VIDEO, other) }))).toBe(
    'nothing was refused',
  );
  const described = { role: 'video-described', sound_sha256: COPY };
  expect(await violationOf(add(rendering, { ...described, ...made(other, 'e'.repeat(64)) }))).toBe(
    'nothing was refused',
  );
  const analysis = { rendering_id: rendering, flashing: '{"trips":false,"spans":[]}', method: 'm', analysed_at: NOW };
  const look = (sha256: string) => insertLogged(app, 'flash_analysis', { ...analysis, source_sha256: sha256 });
  expect(await violationOf(look('c'.repeat(64)))).toBe('flash_analysis_of_verified');
  expect(await violationOf(look(VIDEO))).toBe('nothing was refused');
});

it('a rendition is made or refused once, and then does not change', async () => {
  const { rendering } = await rendered();
  const described = { id: randomUUID(), role: 'video-described', sound_sha256: COPY };
  await add(rendering, described);
  expect(await violationOf(add(rendering, { ...described, id: randomUUID() }))).toBe('described_once_at_a_time');
  const change = (columns: object) => violationOf(updateLogged(app, 'rendition', { id: described.id }, { ...columns }));
  expect(await change({ sound_sha256: VIDEO })).toBe('rendition_is_fixed');
  expect(await change({ state: 'refused', failure: 'It is too short.', finished_at: NOW })).toBe('nothing was refused');
  expect(await change({ failure: 'It is too long.' })).toBe('rendition_is_fixed');
  await add(rendering, made(VIDEO));
  expect(await violationOf(add(rendering, made(VIDEO)))).toBe('made_once');
});

it('a rendition is signed only if it was made of the video that is signed with it', async () => {
  const { the, rendering } = await rendered();
  const files = (role: FileRole, sha256: string): ReleaseManifest => {
    const manifest = manifestOf(the);
    return { ...manifest, files: [...manifest.files, { role, name: 'n', mediaType: 'video/mp4', sha256, size: 10 }] };
  };
  const sign = async (manifest: ReleaseManifest): Promise<string> => {
    const key = { determination_id: the.determination };
    if ((await app.query('SELECT 1 FROM assembled_release WHERE determination_id = $1', [the.determination])).rowCount)
      await updateLogged(app, 'assembled_release', key, {
        manifest: JSON.stringify(manifest),
        manifest_sha256: hashOfManifest(manifest),
      });
    else await insertLogged(app, 'assembled_release', assembledRow(the, manifest));
    const row = signOffRow(the, the.staff.solicitor, hashOfManifest(manifest));
    return violationOf(insertLogged(app, 'sign_off', row));
  };
  expect(await sign(files('video-small', COPY))).toBe('signed_renditions_were_made');
  await add(rendering, made(VIDEO));
  expect(await sign(files('video-described', COPY))).toBe('signed_renditions_were_made');
  expect(await sign(files('video-small', COPY))).toBe('nothing was refused');
});
