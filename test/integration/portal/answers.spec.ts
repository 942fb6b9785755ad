import { randomUUID } from 'node:crypto';
import { leakedLines, type ReleaseRecord } from '@app/publications/domain';
import type { Staff } from '../../../apps/ops/demo/steps';
import { aCaseAt, everybody } from '../../drivers/case';
import { type Answer, ask, json } from '../../drivers/staff-http';
import { CANARY, markEverything } from '../../factories/canary';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { sha256Of } from '../../drivers/tus';
import { withClient } from '../../support/fresh-database';
import { filesOf, type SignedFile } from '../../support/public-site';

let daylight: TestDaylight;
let staff: Staff;
let release: string;
/** Every id and hash by which staff know the clip that nobody may know of. */
let hidden: readonly string[];
let video: SignedFile;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true, portal: true });
  staff = await everybody(daylight);
  const shown = await aCaseAt('published', { daylight, staff });
  release = json<{ releaseId: string }>(await ask(staff.solicitor, 'GET', `/clips/${shown}`)).releaseId;
  const clip = await aCaseAt('solicitorReview', { daylight, staff, recipe: { name: 'hidden.mp4', rate: '20' } });
  await markEverything(clip, staff);
  hidden = await namesOf(clip);
  video = (await filesOf(daylight.portal, release)).find((file) => file.role === 'video')!;
});
afterAll(() => daylight.stop());

/** Without this header, fetch itself asks for a fresh answer as soon as If-None-Match is there. */
const AS_A_BROWSER = { 'cache-control': 'max-age=0' };

const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  ask(daylight.portal, method, path, { headers: { ...AS_A_BROWSER, ...headers } });

const namesOf = async (clip: string): Promise<string[]> =>
  withClient(daylight.database.owner, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT unnest(ARRAY[c.id::text, c.incident_id::text, i.public_id::text, c.original_sha256, d.id::text, d.release_id::text]
         || array(SELECT v.sha256::text FROM derivative v WHERE v.clip_id = c.id)) AS name
         FROM clip c JOIN determination d ON d.clip_id = c.id JOIN incident i ON i.id = c.incident_id WHERE c.id = $1`,
      [clip],
    );
    return rows.map(({ name }) => name);
  });

/** Everything of an answer but what names the moment and counts requests. */
const sameForAll = ({ status, headers, text }: Answer): string =>
  JSON.stringify([
    status,
    [...headers].filter(([name]) => !['date', 'ratelimit', 'ratelimit-policy'].includes(name)),
    text,
  ]);

const ADDRESSES: readonly ((name: string) => string)[] = [
  (name) => `/releases/${name}`,
  (name) => `/releases/${name}/ask`,
  (name) => `/releases/${name}/ask?span=1`,
  (name) => `/releases/${name}/v/1`,
  (name) => `/releases/${name}?t=1`,
  (name) => `/embed/${name}`,
  (name) => `/incidents/${name}`,
  (name) => `/docket/${name}`,
  (name) => `/media/${name}.mp4`,
  (name) => `/media/${name}.json`,
  (name) => `/media/${name}`,
  (name) => `/releases/${name}/release.json`,
  (name) => `/docket/${name}.json`,
  (name) => `/bundles/${name}`,
  (name) => `/bundles/${name}/`,
  (name) => `/bundles/${name}/release.json`,
  (name) => `/bundles/${name}/video.mp4`,
];

it('answers every name of an unpublished clip exactly like a name that nothing has', async () => {
  for (const address of ADDRESSES)
    for (const method of ['GET', 'HEAD'])
      for (const name of hidden) {
        const unknown = name.length === 64 ? sha256Of(new TextEncoder().encode(randomUUID())) : randomUUID();
        const answer = await get(address(name), {}, method);
        expect(answer.status).toBe(404);
        expect(sameForAll(answer)).toBe(sameForAll(await get(address(unknown), {}, method)));
      }
});

it('says nothing of it on any page, in any feed, by any search', async () => {
  const pages = [
    '/',
    '/releases',
    '/docket',
    '/docket?outcome=pending',
    '/statistics',
    '/corrections',
    '/feed.atom',
    '/how-we-decide',
    '/verify',
    '/privacy',
    '/contact',
  ];
  const searches = [CANARY, 'Captain', 'Grey van'].map((text) => `/releases?q=${encodeURIComponent(text)}`);
  for (const path of [...pages, ...searches]) {
    const { status, text } = await get(path);
    expect([path, status]).toEqual([path, 200]);
    for (const name of hidden) expect([path, text.includes(name)]).toEqual([path, false]);
    if (!path.includes(CANARY)) expect([path, text.includes(CANARY)]).toEqual([path, false]);
  }
});

it('sets no cookie, tells no program, and lets nothing foreign run, on any answer', async () => {
  for (const path of [
    '/',
    '/releases',
    `/releases/${release}`,
    '/docket',
    '/nothing',
    video.url,
    '/feed.atom',
    '/robots.txt',
    '/health/live',
  ]) {
    const { headers, text } = await get(path.startsWith('http') ? new URL(path).pathname : path, {
      range: 'bytes=0-0',
    });
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-|https?:|\*|data:|blob:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(text).not.toMatch(
      /<script(?! type="application\/ld\+json")(?![^>]*\bsrc=")|<[^>]+\son\w+=|<[^>]+\sstyle=|<style/i,
    );
  }
});

it('lets a release be framed where it is made for that, and nothing else of the site anywhere', async () => {
  const ancestors = async (path: string): Promise<string | undefined> =>
    /frame-ancestors ([^;]+)/.exec((await get(path)).headers.get('content-security-policy') ?? '')?.[1];
  expect(await ancestors(`/embed/${release}`)).toBe('*');
  for (const path of ['/', `/releases/${release}`, `/releases/${release}/v/1`, `/embed/${randomUUID()}`, '/embed/x'])
    expect([path, await ancestors(path)]).toEqual([path, "'none'"]);
  const { status, text } = await get(`/embed/${release}?t=0.5`);
  expect([status, text]).toEqual([200, expect.stringContaining('#t=0.5"')]);
});

it('says of every moment in its captions and transcript no more than its sound', async () => {
  const files = await filesOf(daylight.portal, release);
  const fileOf = async (role: string): Promise<string> => {
    const file = files.find((one) => one.role === role)!;
    return (await get(new URL(file.url).pathname)).text;
  };
  const record = JSON.parse(await fileOf('record')) as ReleaseRecord;
  const muted = record.hidden.filter(({ what }) => what === 'sound');
  expect(muted.length).toBeGreaterThan(0);
  expect(leakedLines(record)).toEqual([]);
  const cues = cuesIn(await fileOf('captions'));
  expect(wordsUnder(muted, cues)).toEqual([]);
  // What would be found if it were there: the first words that are spoken, moved to where the sound is muted.
  const [spoken] = cues.filter(({ text }) => !text.startsWith('['));
  expect(wordsUnder(muted, [{ ...spoken!, from: muted[0]!.from, to: muted[0]!.to }])).toHaveLength(1);
  const page = (await get(`/releases/${release}`)).text;
  for (const { text } of record.transcript) expect(page).toContain(text);
});

interface Said {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Cues of a WebVTT file, read without the reader that Daylight itself has. */
const cuesIn = (vtt: string): Said[] =>
  [...vtt.matchAll(/(\S+) --> (\S+)\n(?:<v [^>]+>)?(.+)/g)].map(([, from = '', to = '', text = '']) => {
    const seconds = (time: string): number => time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
    return { from: seconds(from), to: seconds(to), text };
  });

const wordsUnder = (muted: readonly { from: number; to: number }[], cues: readonly Said[]): Said[] =>
  cues.filter(
    (cue) =>
      !/^\[redacted( [–-] [^\]]+)?\]$/.test(cue.text) &&
      muted.some(({ from, to }) => cue.from < to - 0.001 && from + 0.001 < cue.to),
  );

it('counts requests without a mark of who asks', async () => {
  const { headers } = await get('/');
  const counters = [...headers].filter(([name]) => name.startsWith('ratelimit')).map(([, value]) => value);
  expect(counters.length).toBeGreaterThan(0);
  for (const value of counters) expect(value).not.toMatch(/pk=|127\.0\.0\.1|::1|[0-9a-zA-Z+/]{10,}/);
});

it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('refuses %s without looking at it', async (method) => {
  const answer = await get(`/releases/${release}`, {}, method);
  expect([answer.status, answer.headers.get('allow'), answer.text]).toEqual([405, 'GET, HEAD', '']);
});

const media = (headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  get(new URL(video.url, daylight.portal).pathname, headers, method);

it('gives HEAD the headers of GET and no body', async () => {
  for (const path of ['/', `/releases/${release}`, new URL(video.url, daylight.portal).pathname]) {
    const [head, whole] = [await get(path, {}, 'HEAD'), await get(path)];
    expect(head.text).toBe('');
    for (const name of ['content-length', 'content-type', 'etag', 'cache-control'])
      expect([path, name, head.headers.get(name)]).toEqual([path, name, whole.headers.get(name)]);
  }
  expect((await media({}, 'HEAD')).headers.get('content-length')).toBe(String(video.size));
});

it.each([
  ['bytes=0-9', 206, 'bytes 0-9/SIZE', 10],
  ['bytes=-5', 206, 'bytes LAST5-END/SIZE', 5],
  ['bytes=100-', 206, 'bytes 100-END/SIZE', null],
  ['bytes=0-99999999999', 206, 'bytes 0-END/SIZE', null],
  ['bytes=99999999999-', 416, 'bytes */SIZE', null],
  ['bytes=5-2', 416, 'bytes */SIZE', null],
  ['bytes=0-1,4-5', 200, null, null],
  ['lines=0-1', 200, null, null],
  ['bytes=x', 200, null, null],
])('answers the range %s with %i', async (range, status, contentRange, length) => {
  const answer = await media({ range });
  const wanted = contentRange
    ?.replace('SIZE', String(video.size))
    .replace('LAST5', String(video.size - 5))
    .replace('END', String(video.size - 1));
  expect([answer.status, answer.headers.get('content-range')]).toEqual([status, wanted ?? null]);
  if (length !== null) expect(answer.headers.get('content-length')).toBe(String(length));
  expect(answer.headers.get('content-type')).toBe(status === 416 ? 'text/html; charset=utf-8' : 'video/mp4');
});

it('knows what a reader has already, and gives a part only of what the reader has', async () => {
  const etag = (await media({}, 'HEAD')).headers.get('etag')!;
  expect(etag).toBe(`"${video.sha256}"`);
  expect((await media({ 'if-none-match': etag })).status).toBe(304);
  expect((await media({ 'if-none-match': '"other"' }, 'HEAD')).status).toBe(200);
  expect((await media({ range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
  expect((await media({ range: 'bytes=0-9', 'if-range': '"other"' }, 'HEAD')).status).toBe(200);
  const page = await get(`/releases/${release}`);
  expect((await get(`/releases/${release}`, { 'if-none-match': page.headers.get('etag')! })).status).toBe(304);
});
