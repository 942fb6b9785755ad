import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '@app/kernel';
import { ExportFolder } from '@app/static-site';
import { until } from '../../apps/ops/client/wait';
import { walk } from '../../apps/ops/demo/walk';
import { type Answer, ask } from '../drivers/staff-http';
import { aClip } from '../fixtures/clips';
import { Installation } from '../support/installation';
import { OwnPortal } from '../support/own-portal';
import { filesOf, proved, takenDown } from '../support/public-site';

let daylight: Installation;
/** A portal that is started while Postgres is down, and where it looks for it. */
let late: OwnPortal | null = null;
let database: string;
let folder: ExportFolder;
let clip: string;
let release: string;
let video: { readonly path: string; readonly size: number; readonly sha256: string };
const before = new Map<string, Answer>();

const get = (path: string, headers: Record<string, string> = {}, from = daylight.portal): Promise<Answer> =>
  ask(from, 'GET', path, { headers: { 'cache-control': 'max-age=0', ...headers } });

const pages = (): string[] => [
  '/',
  '/releases',
  `/releases/${release}`,
  `/releases/${release}/release.json`,
  '/docket',
  '/corrections',
  '/feed.atom',
  '/feed.json',
  '/data/releases.csv',
  '/log/checkpoint',
  '/sitemap.xml',
];

beforeAll(async () => {
  daylight = await Installation.start();
  folder = new ExportFolder(join(daylight.data, 'export'));
  database = daylight.portalDatabase;
  const walked = await walk(aClip(daylight.folder, { seconds: 1 }), {
    api: daylight.api,
    portal: daylight.portal,
    accounts: daylight.accounts,
    memory: join(daylight.folder, 'uploads.json'),
    say: () => undefined,
  });
  clip = walked.clip;
  release = must(walked.release.split('/').pop(), 'the id of the release');
  await proved(walked.release);
  const file = must(
    (await filesOf(daylight.portal, release)).find(({ role }) => role === 'video'),
    'the video',
  );
  video = { path: new URL(file.url).pathname, size: file.size, sha256: file.sha256 };
  await until('the export to be as the site is', 90, async () => {
    for (const path of pages()) before.set(path, await get(path));
    const kept = await Promise.all(pages().map((path) => folder.find(path)));
    return kept.every((one, i) => one !== null && readFileSync(one.from, 'utf8') === before.get(pages()[i]!)!.text);
  });
});
afterAll(async () => {
  await late?.stop();
  await daylight.remove();
});

it('serves what is published, byte for byte, while Postgres, the api and the worker are down', async () => {
  for (const pid of daylight.pids('supervisor')) process.kill(pid, 'SIGSTOP'); // it would start them again
  for (const name of ['api', 'worker', 'postgres'] as const) await daylight.kill(name);
  for (const [path, { text, headers }] of before) {
    const now = await get(path);
    expect([path, now.status, now.text]).toEqual([path, 200, text]);
    for (const name of ['content-type', 'content-security-policy', 'cache-control'])
      expect([path, name, now.headers.get(name)]).toEqual([path, name, headers.get(name)]);
  }
  const part = await get(video.path, { range: 'bytes=10-19' });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${video.size}`]);
  expect(part.headers.get('etag')).toBe(`"${video.sha256}"`);
  expect((await get(video.path, { 'if-none-match': `"${video.sha256}"` })).status).toBe(304);
});

it('starts then too, and serves the same', async () => {
  const { url } = (late = await OwnPortal.start(database, join(daylight.data, 'store'), {
    EXPORT_FOLDER: folder.root,
    NODE_ENV: 'development', // which a password that `npm start` made is for
  }));
  for (const [path, { text }] of before) {
    const now = await get(path, {}, url);
    expect([path, now.status, now.text]).toEqual([path, 200, text]);
  }
  for (const path of ['/releases?q=arm', '/health/ready']) expect((await get(path, {}, url)).status).toBe(503);
});

it('says of what it does not have that it cannot tell, not that it is not there', async () => {
  for (const path of ['/releases?q=arm', '/docket/00000000-0000-4000-8000-000000000001']) {
    const { status, headers } = await get(path);
    expect([path, status, headers.get('retry-after')]).toEqual([path, 503, '10']);
  }
});

it('withdraws a release then too, at one command', async () => {
  const { code } = await daylight.ops(['withdraw-from-export', folder.root, release]);
  expect(code).toBe(0);
  for (const portal of [daylight.portal, must(late, 'the late portal').url])
    for (const path of [`/releases/${release}`, `/releases/${release}/release.json`, video.path])
      await until(`${path} to be gone`, 10, async () => (await get(path, {}, portal)).status === 410);
  expect((await get('/releases')).status).toBe(503);
  expect((await get('/how-we-decide')).status).toBe(200);
});

it('holds to it when everything is back, until Daylight’s own record says the same', async () => {
  for (const pid of daylight.pids('supervisor')) process.kill(pid, 'SIGCONT');
  await daylight.ready();
  await until('the portal that was started without Postgres to have found it', 20, async () => {
    const answers = ['/releases?q=arm', '/health/ready'].map((path) =>
      get(path, {}, must(late, 'the late portal').url),
    );
    return (await Promise.all(answers)).every(({ status }) => status === 200);
  });
  expect((await get(`/releases/${release}`)).status).toBe(410);
  expect((await get(video.path)).status).toBe(410);
  await takenDown(daylight, { clip, release });
  await until('the list to be back', 60, async () => (await get('/releases')).status === 200);
  await until('the tombstone that says why', 60, async () =>
    (await get(`/releases/${release}`)).text.includes('A house number could be read for two seconds.'),
  );
  await until('the export to say so', 60, async () => {
    const kept = await folder.find(`/releases/${release}`);
    return kept?.status === 410 && readFileSync(kept.from, 'utf8').includes('A house number');
  });
});
