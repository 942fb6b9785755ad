import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { aPublishedFile } from '../../factories/published-file';
import { freshDatabase, type FreshDatabase, withClient } from '../../support/fresh-database';
import { OwnPortal } from '../../support/own-portal';
import { discard, temporaryFolder } from '../../support/temporary';

let database: FreshDatabase;
let portal: OwnPortal;
let store: string;
let film: string;
beforeAll(async () => {
  database = await freshDatabase();
  store = temporaryFolder();
  film = (await aPublishedFile(database.owner, store, 100_000)).media;
  portal = await OwnPortal.start(database.portal, store);
});
afterAll(async () => {
  await portal.stop();
  await database.drop();
  discard(store);
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${portal.url}${path}`, { headers, redirect: 'manual' });

/** One of every kind of answer: page, feed, data, file, part, refusal, nothing. */
const KINDS = (): readonly (readonly [string, number, Record<string, string>?])[] => [
  ['/how-we-decide', 200],
  ['/docket', 200],
  ['/feed.atom', 200],
  ['/feed.json', 200],
  ['/data/docket.csv', 200],
  ['/data/docket.json', 200],
  ['/robots.txt', 200],
  ['/health/live', 200],
  ['/assets/icon.svg', 200],
  [film, 200],
  [film, 206, { range: 'bytes=0-9' }],
  [film, 416, { range: 'bytes=900000-' }],
  ['/nothing', 404],
  ['/nothing.json', 404],
  [`/releases/${randomUUID()}`, 404],
];

/** As raw as it is written: what comes back before the connection ends or falls silent. */
const said = (words: string): Promise<string> =>
  new Promise((resolve) => {
    let text = '';
    const socket = connect(portal.port, '127.0.0.1', () => socket.write(words));
    socket.on('data', (chunk) => (text += String(chunk)));
    socket.on('close', () => resolve(text)).on('error', () => resolve(text));
    socket.setTimeout(2000, () => socket.destroy());
  });

const statusOf = (method: string, path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    request(`${portal.url}${path}`, { method }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

it('has every security header on every kind of answer', async () => {
  for (const [path, status, asked] of KINDS()) {
    const { headers, status: found } = await get(path, asked);
    expect([path, found]).toEqual([path, status]);
    const policy = headers.get('content-security-policy') ?? '';
    for (const rule of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"])
      expect([path, policy]).toEqual([path, expect.stringContaining(rule)]);
    expect([path, headers.get('strict-transport-security')]).toEqual([path, 'max-age=31536000; includeSubDomains']);
    expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff']);
    expect([path, headers.get('referrer-policy')]).toEqual([path, 'no-referrer']);
    expect([path, headers.get('permissions-policy')]).toEqual([path, expect.stringContaining('camera=()')]);
    expect([path, headers.get('cross-origin-opener-policy')]).toEqual([path, 'same-origin']);
    expect([path, headers.get('set-cookie')]).toEqual([path, null]);
  }
});

it('opens to other sites what is open data, and nothing by what a reader says', async () => {
  for (const [path, , asked] of KINDS()) {
    const { headers } = await get(path, { ...asked, origin: 'https://elsewhere.example' });
    const open = headers.get('access-control-allow-origin');
    expect([path, open]).toEqual([path, path.startsWith('/data/') ? '*' : null]);
  }
});

it('never sends a reader elsewhere', async () => {
  for (const path of [
    '//elsewhere.example',
    '/%2f%2felsewhere.example',
    '/releases/',
    '/docket/../..',
    '/assets',
    '/%5celsewhere.example',
  ])
    // prettier-ignore
    expect([path, (await get(path)).headers.get('location')]).toEqual([path, null]);
});

it('names the type and the charset of every text', async () => {
  for (const [path, , asked] of KINDS()) {
    const type = (await get(path, asked)).headers.get('content-type') ?? '';
    if (/^text|\+xml|json/.test(type) && !path.startsWith('/assets/icon') && !type.includes('problem'))
      expect([path, type]).toEqual([path, expect.stringMatching(/; charset=utf-8/)]);
    expect([path, type]).not.toEqual([path, '']);
  }
});

it('refuses a request that has two ends', async () => {
  const both = 'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
  expect(await said(both)).toMatch(/^HTTP\/1\.1 400 /);
  expect(await said('GET / HTTP/1.1\r\nHost: x\r\nHost : y\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
});

it('lists no folder, and shows nothing of how it runs', async () => {
  for (const path of ['/assets/', '/media/', '/metrics', '/health', '/.git/config', '/package.json', '/api', '/openapi.json', '/.env', '/site/'])
    expect([path, (await get(path)).status]).toEqual([path, 404]);
  for (const method of ['TRACE', 'PROPFIND']) expect([method, await statusOf(method, '/')]).toEqual([method, 405]);
}); // prettier-ignore

it('lets nobody keep what is not there, and what is there for half a minute', async () => {
  for (const [path, status, asked] of KINDS()) {
    if (path.startsWith('/health') || path.startsWith('/assets')) continue;
    const kept = (await get(path, asked)).headers.get('cache-control');
    if (status >= 400 && status !== 416) expect([path, kept]).toEqual([path, 'no-store']);
    if (status < 300) expect([path, kept]).toEqual([path, 'public, max-age=30, must-revalidate']);
  }
});

it('is not confused by names and parameters that mean something to programs', async () => {
  for (const path of ['/releases?q=a&q=b', '/releases?q[__proto__]=x', '/releases?page=__proto__', '/docket?page=1&page=2', '/releases?constructor=x'])
    expect([path, (await get(path)).status]).toEqual([path, 200]);
  for (const path of ['/assets/__proto__', '/assets/constructor', '/sitemaps/__proto__', '/media/__proto__'])
    expect([path, (await get(path)).status]).toEqual([path, 404]);
}); // prettier-ignore

it('reads what is encoded once, and nothing that is encoded twice', async () => {
  const begun = (percent: string): string =>
    film.replace(/[0-9a-f]{64}/, (hash) => `${percent}${hash.charCodeAt(0).toString(16)}${hash.slice(1)}`);
  expect((await get(begun('%'))).status).toBe(200);
  for (const path of [begun('%25'), '/%2564ocket', '/docket/%252e%252e'])
    expect([path, (await get(path)).status]).toEqual([path, 404]);
});

it('counts every refusal by its status, and writes no reader’s address and no path into its figures', async () => {
  expect(await statusOf('DELETE', '/')).toBe(405);
  expect((await fetch(`${portal.url}/releases/${randomUUID()}/ask`, { method: 'POST', body: '{}' })).status).toBe(400);
  const figures = await (await fetch(`${portal.privateUrl}/metrics`)).text();
  expect(figures).toContain('daylight_portal_seconds_bucket');
  for (const status of [400, 404, 405, 416]) expect(figures).toContain(`status="${status}"`);
  expect(figures).not.toMatch(/127\.0\.0\.1|::1|[0-9a-f]{8}-[0-9a-f]{4}|[0-9a-f]{64}/);
});

it('tells of a failure nothing but that there was one', async () => {
  await withClient(database.owner, (client) => client.query('DROP VIEW public_counts CASCADE'));
  const answer = await get('/?anew'); // not as it was made a moment ago
  const text = await answer.text();
  expect([answer.status, text.includes('This page cannot be shown just now')]).toEqual([500, true]);
  expect(text).not.toMatch(/public_counts|does not exist|SELECT|node_modules|\.js:|Error:/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect((await get('/how-we-decide')).status).toBe(200);
});
