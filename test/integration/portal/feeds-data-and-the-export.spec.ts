import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, must } from '@app/kernel';
import { BESIDE } from '@app/publications/domain';
import { LANGUAGE_CODES, languageOf } from '@app/public-pages';
import { type Exported, ExportFolder, exportSite } from '@app/static-site';
import { FOR_COPY } from '@app/static-site/domain';
import { until } from '../../../apps/ops/client/wait';
import { verifyReleaseAt } from '../../../apps/ops/verify/verify-release';
import { type Ended, ops } from '../../drivers/ops';
import { type Answer, ask, json } from '../../drivers/staff-http';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';
import { isThere, type Nginx, startNginx } from '../../support/nginx';
import {
  aDeferral,
  aRelease,
  filesOf,
  type Released,
  sealed,
  type SignedFile,
  TAKEDOWN,
  takenDown,
  translated,
  withDescription,
} from '../../support/public-site';
import { schemaFaults } from '../../support/schemas';
import { PROGRAMS } from '../../support/surroundings';

let daylight: TestDaylight;
let released: Released;
let folder: ExportFolder;
let video: SignedFile;
let page: string;
/** Where the folder of the version is, by the hash of its manifest. */
let bundle: string;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true, portal: true, export: true });
  await aDeferral(daylight);
  released = await aRelease(daylight, { seconds: 1 });
  await withDescription(daylight.database.owner, released.release);
  await translated(daylight, released.clip, 'es');
  await sealed(daylight.database.owner); // nothing changes any more by itself
  folder = new ExportFolder(join(daylight.data.root, 'export'));
  page = `/releases/${released.release}`;
  bundle = released.folder;
  video = must(
    (await filesOf(daylight.portal, released.release)).find((file) => file.role === 'video'),
    'the video',
  );
});
/** Started once, and told nothing afterwards. */
let nginx: Nginx | null = null;
afterAll(async () => {
  nginx?.stop();
  await daylight.stop();
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(daylight.portal, 'GET', path, { headers: { 'cache-control': 'max-age=0', ...headers } });

const text = async (path: string): Promise<string> => (await get(path)).text;

const pathOf = (url: string): string => new URL(url, daylight.portal).pathname;

/** The text that an XML element of that name holds, of each there is. */
const elements = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'))].map((found) => found[1] ?? '');

const feed = async (): Promise<{ items: { id: string; attachments: { url: string; size_in_bytes: number }[] }[]; _daylight: { deleted: { id: string; when: string }[] } }> =>
  json(await get('/feed.json')); // prettier-ignore

/** Every address of every sitemap. */
async function mapped(): Promise<string[]> {
  const parts = elements(await text('/sitemap.xml'), 'loc').map(pathOf);
  return (await Promise.all(parts.map(text))).flatMap((xml) => elements(xml, 'loc'));
}

const rowsOf = (csv: string): string[] => csv.trimEnd().split('\r\n');

describe('a release that stands', () => {
  it('is in the Atom feed with its file, and the feed is well-formed', async () => {
    const xml = await text('/feed.atom');
    execFileSync('python3', ['-c', 'import sys,xml.dom.minidom as m; m.parseString(sys.stdin.buffer.read())'], {
      input: xml,
    });
    expect(elements(xml, 'id')).toEqual([`${daylight.portal}/releases`, `${daylight.portal}${page}`]);
    expect(xml).toContain(`<link rel="enclosure" type="video/mp4" length="${video.size}" href="${daylight.portal}${pathOf(video.url)}"/>`); // prettier-ignore
    for (const moment of elements(xml, 'updated')) expect(new Date(moment).toISOString()).toBe(moment);
  });

  it('is in the JSON feed with its file', async () => {
    const { items, _daylight } = await feed();
    expect(items.map(({ id }) => id)).toEqual([`${daylight.portal}${page}`]);
    expect(items[0]!.attachments[0]).toMatchObject({ url: `${daylight.portal}${pathOf(video.url)}`, size_in_bytes: video.size }); // prettier-ignore
    expect(_daylight.deleted).toEqual([]);
  });

  it('is in the sitemap, which robots are led to', async () => {
    expect(await text('/robots.txt')).toContain(`Sitemap: ${daylight.portal}/sitemap.xml`);
    const all = await mapped();
    expect(all).toEqual(expect.arrayContaining([page, `${page}/described`, '/statistics'].map((path) => `${daylight.portal}${path}`))); // prettier-ignore
    for (const address of all) expect([address, (await get(pathOf(address))).status]).toEqual([address, 200]);
  });

  it('can be put into another page by oEmbed, in a frame and no other way', async () => {
    const asked = `/oembed?url=${encodeURIComponent(`${daylight.portal}${page}`)}`;
    const answer = json<{ type: string; html: string; width: number }>(await get(`${asked}&maxwidth=400`));
    expect([answer.type, answer.width]).toEqual(['rich', 400]);
    expect(answer.html).toContain(`<iframe src="${daylight.portal}/embed/${released.release}"`);
    expect(answer.html).toContain('sandbox="');
    expect((await get(`${page}/oembed.json`)).text).toContain('"version": "1.0"');
    expect((await get(`${asked}&format=xml`)).status).toBe(501);
    for (const other of ['https://elsewhere.example/releases/x', `${daylight.portal}/docket`, ''])
      expect((await get(`/oembed?url=${encodeURIComponent(other)}`)).status).toBe(404);
  });
});

describe('everything that is public', () => {
  it('is in the open data as its schema says, and the docket is, row by row', async () => {
    for (const name of ['releases', 'docket'] as const) {
      const csv = rowsOf(await text(`/data/${name}.csv`));
      const data = json(await get(`/data/${name}.json`));
      const schema = json<{ $id: string; properties: Record<string, { items: { required: string[] } }> }>(
        await get(pathOf(data['schema'] as string)),
      );
      expect(schemaFaults(schema, data)).toEqual([]);
      const rows = data[name] as Record<string, unknown>[];
      expect(csv[0]).toBe(schema.properties[name]!.items.required.join(','));
      expect(csv.length - 1).toBe(rows.length);
      for (const row of rows) expect(Object.keys(row)).toEqual(schema.properties[name]!.items.required);
      const [counted] = await withClient(daylight.database.portal, async (client) => (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM public_${name === 'docket' ? 'docket' : 'release'}`)).rows); // prettier-ignore
      expect(rows).toHaveLength(counted!.n);
    }
    const { releases } = json<{ releases: Record<string, unknown>[] }>(await get('/data/releases.json'));
    expect(releases[0]).toMatchObject({ release: released.release, state: 'published', video_sha256: video.sha256 });
  });

  it('is not sent again to who has it: every feed, list and data set has a name for what it is now', async () => {
    for (const path of ['/feed.atom', '/feed.json', '/sitemap.xml', '/sitemaps/pages.xml', '/data/releases.csv', '/data/docket.json', '/robots.txt', '/schemas/docket-2.json', '/verify/keys.json', '/data', page, `${page}/oembed.json`]) {
      const etag = must((await get(path)).headers.get('etag'), `the ETag of ${path}`);
      const again = await get(path, { 'if-none-match': etag });
      expect([path, again.status, again.text]).toEqual([path, 304, '']);
    }
  }); // prettier-ignore
});

/** The export as it lies there, once the worker has brought it up to what is public. */
const current = (): Promise<true> =>
  until('the export to be current', 60, async () => {
    const [{ revision }] = await withClient(daylight.database.portal, async (client) => (await client.query<{ revision: string }>('SELECT revision::text FROM public_revision')).rows as [{ revision: string }]); // prettier-ignore
    return (await folder.state()).revision === revision;
  });

/** Brings the export up to date now, after the worker if that is about it. */
const exported = (): Promise<Exported> =>
  until('room for an export', 60, () =>
    exportSite({ from: daylight.privatePortal, siteUrl: daylight.portal, folder }).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'conflict') return null;
      throw error;
    }),
  );

const site = (...names: string[]): string => join(folder.root, 'site', ...names);

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

const answers = async (): Promise<Map<string, number>> => {
  const all = new Map<string, number>();
  for await (const { path, status } of folder.all()) all.set(path, status);
  return all;
};

/** Says of itself what nobody can say in advance. */
const OWN_OF_NGINX = ['etag', 'accept-ranges'];

/** How nginx answers otherwise than is written down in the export: status, headers and bytes of every address. */
async function otherwiseByNginx(): Promise<unknown[]> {
  const names = new Set<string>();
  for await (const { headers } of folder.all()) for (const name of Object.keys(headers)) names.add(name);
  const found: unknown[] = [];
  for await (const { path, status, headers, sha256 } of folder.all()) {
    const answer = await fetch(`${must(nginx, 'nginx').url}${path}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const said = (name: string, value: string | null): string | null =>
      name === 'content-type' ? (value?.replace(/problem\+json$/, 'json; charset=utf-8') ?? null) : value; // it knows types by names
    const differ = [...names].filter((name) => !OWN_OF_NGINX.includes(name)).flatMap((name) => {
      const [expected, got] = [said(name, headers[name] ?? null), answer.headers.get(name)];
      return expected === got ? [] : [{ path, status, name, expected, got }];
    }); // prettier-ignore
    const hash = createHash('sha256').update(bytes).digest('hex');
    found.push(
      ...differ,
      ...(answer.status === status && hash === sha256 ? [] : [{ path, status, got: answer.status }]),
    );
  }
  return found;
}

/** What of the release has an address of its own, and goes with it. */
const ownAddresses = (): string[] => [
  ...[page, pathOf(video.url), bundle, `${bundle}/release.json`, `${bundle}/video.mp4`],
  ...['described', 'release.json', 'oembed.json', 'v/1/translations/es.vtt'].map((name) => `${page}/${name}`),
];

const opsAlone = (...args: string[]): Promise<Ended> => ops(args, { PATH: PROGRAMS, HOME: daylight.data.root });

describe('the export', () => {
  it('has every address that the site names, byte for byte as the portal serves it, with its type and headers', async () => {
    await current();
    const all = await answers();
    const translated = [`${page}/described`, bundle].flatMap((path) =>
      LANGUAGE_CODES.map((code) => languageOf(code).path(path)),
    );
    const texts = ['record.json', ...Object.values(BESIDE)].map((name) => `${bundle}/${name}`);
    const others = ['/', '/releases', '/docket', '/feed.atom', '/data/releases.csv', '/log/checkpoint'];
    for (const path of [...ownAddresses(), ...translated, ...texts, ...others])
      expect([path, all.get(path)]).toEqual([path, 200]);
    for (const path of all.keys()) {
      const kept = must(await folder.find(path), path);
      const live = await fetch(`${daylight.portal}${path}`, { headers: { 'accept-encoding': 'identity', [FOR_COPY]: '1' } }); // prettier-ignore
      const bytes = Buffer.from(await live.arrayBuffer());
      expect([path, kept.status, createHash('sha256').update(readFileSync(kept.from)).digest('hex')]).toEqual([path, live.status, createHash('sha256').update(bytes).digest('hex')]); // prettier-ignore
      for (const name of ['content-type', 'etag', 'cache-control', 'content-security-policy', 'repr-digest'])
        expect([path, name, kept.headers[name] ?? null]).toEqual([path, name, live.headers.get(name)]);
    }
    expect([...all.keys()].filter((path) => path.includes('?') || path.startsWith('/health'))).toEqual([]);
    expect(readdirSync(join(folder.root, '.incoming'))).toEqual([]);
  });

  it('is answered by nginx as by the portal: status, headers and bytes of every address', async () => {
    if (!isThere('nginx')) {
      process.stdout.write('nginx is not here: apt-get install nginx-light. Not compared.\n');
      return;
    }
    nginx = await startNginx(folder.root, 'open_file_cache max=1000;');
    expect(await otherwiseByNginx()).toEqual([]);
    const { url } = nginx;
    for (const [path, title] of [['/nothing', 'errors.not-found'], ['/ar/nothing', 'errors.not-found'], ['/index.html', 'errors.not-found'], ['/_headers', 'errors.not-found']] as const) {
      const answer = await fetch(`${url}${path}`);
      const { words } = languageOf(path.startsWith('/ar') ? 'ar' : 'en');
      expect([path, answer.status, (await answer.text()).includes(`<h1>${words(title)}</h1>`), answer.headers.get('cache-control')]).toEqual([path, 404, true, 'no-store']);
    }
    for (const path of [pathOf(video.url), `${bundle}/video.mp4`]) {
      const part = await fetch(`${url}${path}`, { headers: { range: 'bytes=10-19' } });
      expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${video.size}`]);
    }
  }); // prettier-ignore

  it('has the folder of a release as the verifier reads it, from files alone', async () => {
    if (!nginx) return;
    const checked = await verifyReleaseAt(`${nginx.url}${bundle}/`, { trusted: null, save: null, witnesses: null });
    // Of a manifest that was changed for this test, the signatures do not hold.
    const ofFiles = checked.checks.filter(({ name }) =>
      ['files', 'sums', 'redactions', 'log inclusion'].includes(name),
    );
    expect([ofFiles.length > 10, ofFiles.filter(({ holds }) => !holds)]).toEqual([true, []]);
  });
});

describe('the next export', () => {
  it('writes again only what has changed', async () => {
    await exported();
    expect(await exported()).toMatchObject({ changed: 0, removed: 0, unconfirmed: [] });
    writeFileSync(site('robots.txt'), 'half of it');
    expect(await folder.find('/robots.txt')).toBeNull();
    expect(await exported()).toMatchObject({ changed: 1, removed: 0 });
    expect(readFileSync(site('robots.txt'), 'utf8')).toBe(await text('/robots.txt'));
  });
});

describe('withdrawn from the export past Daylight', () => {
  it('a release is gone from the files and from the portal at once, and no page that names it is shown', async () => {
    const done = await opsAlone('withdraw-from-export', folder.root, `${daylight.portal}${page}`, '--json');
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect((JSON.parse(done.stdout) as { files: string[] }).files).toContain(video.sha256);
    expect(isFile(site('media', `${video.sha256}.mp4`))).toBe(false);
    const all = await answers();
    for (const path of [...ownAddresses(), `/ht${bundle}`]) expect([path, all.get(path)]).toEqual([path, 410]);
    expect(all.get('/releases')).toBe(503);
    expect(all.get('/how-we-decide')).toBe(200);
    for await (const { path, file } of folder.all())
      expect([path, readFileSync(site(file)).includes(released.release)]).toEqual([path, false]);
    await until('the portal to know', 10, async () => (await get(page)).status === 410);
    for (const code of LANGUAGE_CODES) {
      const { path, words } = languageOf(code);
      const { text: said } = await get(path(page));
      expect(said).toContain(`<h1>${words('errors.gone')}</h1>`);
      expect(said).toContain('<link rel="stylesheet" href="/assets/site-');
    }
    expect((await get(`/ar${page}/v/9`)).text).toContain(`<h1>${languageOf('ar').words('errors.gone')}</h1>`); // nobody ever asked for it
    const id = released.release;
    for (const path of [
      pathOf(video.url),
      pathOf(video.url).replace('/media/', '/MEDIA/'),
      `${page}/v/1/video.mp4`,
      `${page}/v/1/translations/es.vtt`,
      bundle,
      `${bundle}/`,
      `${bundle.toUpperCase()}/video.mp4`,
      `/es${bundle}`,
      `/es${page}`,
      `/embed/${id}`,
      `${page}/ask`,
      `/releases/${id.toUpperCase()}/v/1/video.mp4`,
      `/Releases/%${id.charCodeAt(0).toString(16)}${id.slice(1)}/v/1/video.mp4`,
    ])
      expect([path, (await get(path)).status]).toEqual([path, 410]);
    const body = new URLSearchParams({ kind: 'privacy', says: 'I can be recognised.' });
    expect((await fetch(`${daylight.portal}${page}/ask`, { method: 'POST', body })).status).toBe(410);
    expect([(await get('/releases')).status, (await get('/data/releases.csv')).status]).toEqual([503, 503]);
    expect((await get('/how-we-decide')).status).toBe(200);
  });

  it('it is gone from nginx too, which nobody told, and what names it is set aside', async () => {
    if (!nginx) return;
    expect(await otherwiseByNginx()).toEqual([]);
    const [, hex, rest] = /^(.)(.*)$/.exec(released.release)!;
    for (const path of [page, `${page}/`, `${page}?t=1`, `/%72eleases/%${hex!.charCodeAt(0).toString(16)}${rest}`, pathOf(video.url), `${page}/v/1`, bundle, `${bundle}/`, `${bundle}/video.mp4`, `${bundle}/release.tlog-proof`])
      expect([path, (await fetch(`${nginx.url}${path}`)).status]).toEqual([path, 410]);
    const part = await fetch(`${nginx.url}${pathOf(video.url)}`, { headers: { range: 'bytes=0-9' } });
    expect([part.status, part.headers.get('content-type')]).toEqual([410, 'text/html; charset=utf-8']);
    const list = await fetch(`${nginx.url}/so/releases`);
    expect([list.status, list.headers.get('retry-after')]).toEqual([503, '60']);
    expect(await list.text()).toContain(`<h1>${languageOf('so').words('errors.unavailable')}</h1>`);
  }); // prettier-ignore
});

describe('what was withdrawn so', () => {
  it('does not come back with the next export, which says that Daylight does not know of it', async () => {
    const { unconfirmed } = await exported();
    expect(unconfirmed).toEqual([released.release]);
    expect((await answers()).get(page)).toBe(410);
  });

  it('comes back once somebody says that it was a mistake', async () => {
    expect((await opsAlone('withdraw-from-export', folder.root, released.release, '--lift')).code).toBe(0);
    await until('the portal to know', 10, async () => (await get('/releases')).status === 200);
    await exported();
    expect((await answers()).get(page)).toBe(200);
    expect(readFileSync(site('media', `${video.sha256}.mp4`))).toHaveLength(video.size);
    if (nginx) expect(await otherwiseByNginx()).toEqual([]);
  });

  it('is a release by its name in a folder that is an export, and nothing else', async () => {
    expect((await opsAlone('withdraw-from-export', daylight.data.root, released.release)).code).toBe(2);
    expect((await opsAlone('withdraw-from-export', folder.root, 'everything')).code).toBe(2);
  });
});

describe('a release that is taken down', () => {
  it('is gone from every place within a minute: page, files, feeds, oEmbed, sitemap, export', async () => {
    const began = Date.now();
    await takenDown(daylight, released);
    for (const path of [...ownAddresses(), `/am${page}/described`])
      expect([path, (await get(path)).status]).toEqual([path, 410]);
    expect((await get(`/oembed?url=${encodeURIComponent(`${daylight.portal}${page}`)}`)).status).toBe(410);
    const xml = await text('/feed.atom');
    expect(xml).toMatch(new RegExp(`<at:deleted-entry ref="${daylight.portal}${page}" when="[^"]+"/>`));
    expect(elements(xml, 'id')).toEqual([`${daylight.portal}/releases`]);
    const { items, _daylight } = await feed();
    expect([items, _daylight.deleted.map(({ id }) => id)]).toEqual([[], [`${daylight.portal}${page}`]]);
    expect(await mapped()).not.toContain(`${daylight.portal}${page}`);
    const { releases } = json<{ releases: Record<string, unknown>[] }>(await get('/data/releases.json'));
    expect(releases[0]).toMatchObject({ state: 'unpublished', title: null, video_sha256: null, taken_down_because: TAKEDOWN.reasonClass }); // prettier-ignore
    await until('the files to be gone from the export', 60, () =>
      Promise.resolve(![site('media', `${video.sha256}.mp4`), site(`${bundle}/video.mp4`)].some(isFile)),
    );
    await current();
    expect(Date.now() - began).toBeLessThan(60_000);
  });

  it('leaves its tombstone in the export, as the portal shows it', async () => {
    const kept = must(await folder.find(page), 'the tombstone');
    expect([kept.status, readFileSync(kept.from, 'utf8')]).toEqual([410, await text(page)]);
    expect(await folder.withdrawals()).toEqual([]);
    const all = await answers();
    for (const path of [
      pathOf(video.url),
      `${page}/v/1/translations/es.vtt`,
      bundle,
      `${bundle}/video.mp4`,
      `${bundle}/release.json`,
    ])
      expect([path, all.get(path)]).toEqual([path, 410]);
    expect(readFileSync(must(await folder.find(bundle), 'its tombstone').from, 'utf8')).toBe(await text(bundle));
  });

  it('is answered 410 by nginx too, from the files alone', async () => {
    if (nginx) expect(await otherwiseByNginx()).toEqual([]);
    expect(readFileSync(site('_headers'), 'utf8')).toContain("content-security-policy: default-src 'none'");
  });
});
