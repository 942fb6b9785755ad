import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { must } from '@app/kernel';
import { HELD_PER_READER } from '@app/storage';
import { aPublishedFile, type PublishedFile } from '../../factories/published-file';
import { until } from '../../../apps/ops/client/wait';
import { freshDatabase, type FreshDatabase } from '../../support/fresh-database';
import { OwnPortal } from '../../support/own-portal';
import { discard, temporaryFolder } from '../../support/temporary';

const MB = 2 ** 20;

let database: FreshDatabase;
let portal: OwnPortal;
let store: string;
let film: PublishedFile;
let sockets: Socket[] = [];
beforeAll(async () => {
  database = await freshDatabase();
  store = temporaryFolder();
  film = await aPublishedFile(database.owner, store, 64 * MB);
  portal = await OwnPortal.start(database.portal, store);
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
});
afterAll(async () => {
  await portal.stop();
  await database.drop();
  discard(store);
});

/** Connections that say `words` once they are open, and then read on or do not. */
async function connections(
  count: number,
  words: string,
  { reads = false, from = ['127.0.0.1'] }: { readonly reads?: boolean; readonly from?: readonly string[] } = {},
): Promise<{ closed: () => number; said: string[] }> {
  let [opened, closed] = [0, 0];
  const said: string[] = [];
  for (let i = 0; i < count; i++) {
    const localAddress = must(from[i % from.length], 'an address to come from');
    const socket = connect({ port: portal.port, host: '127.0.0.1', localAddress }, () => {
      opened++;
      socket.write(words);
    });
    socket.once('readable', () => {
      said.push(String(socket.read()).split('\r\n')[0] ?? '');
      if (reads) socket.resume();
    });
    socket.on('close', () => closed++).on('error', () => undefined);
    sockets.push(socket);
    if (i % 500 === 499) await until('the connections to be open', 30, () => Promise.resolve(opened > i - 400));
  }
  await until('all connections to be open', 30, () => Promise.resolve(opened + closed >= count));
  return { closed: () => closed, said };
}

/** Milliseconds of the slowest of twenty pages for somebody else. */
async function slowestPage(): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 20; i++) {
    const began = performance.now();
    const answer = await fetch(`${portal.url}/how-we-decide`);
    await answer.arrayBuffer();
    expect(answer.status).toBe(200);
    times.push(performance.now() - began);
  }
  return Math.max(...times);
}

/** What the flood cost, for whoever reads the log of the tests. */
function tell(what: string, before: number, slowest: number): number {
  const grown = (portal.memory - before) / MB;
  process.stdout.write(`${what}: ${grown.toFixed(0)} MiB more, slowest page ${slowest.toFixed(0)} ms\n`);
  return grown;
}

it('holds ten thousand connections that never finish their request in bounded memory, answers others, and ends them', async () => {
  await slowestPage();
  const before = portal.memory;
  const flood = await connections(10_000, 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ', { reads: true });
  const grown = tell('10,000 open connections', before, await slowestPage());
  expect(grown).toBeLessThan(256);
  await until('them to be ended', 60, () => Promise.resolve(flood.closed() === 10_000));
});

it.each(['media', 'named'] as const)(
  'sends files to readers who do not read in bounded memory, and refuses one address more than a hundred: by %s',
  async (by) => {
    const before = portal.memory;
    const flood = await connections(500, `GET ${film[by]} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await until('all to be answered', 30, () => Promise.resolve(flood.said.length === 500));
    const count = (status: string): number => flood.said.filter((line) => line.includes(status)).length;
    expect([count(' 200 '), count(' 503 ')]).toEqual([100, 400]);
    expect(tell('100 readers who do not read', before, await slowestPage())).toBeLessThan(200);
  },
);

it('sends a file to five hundred readers at once, five networks of a hundred, in the memory that it counts with', async () => {
  const before = portal.memory;
  const from = Array.from({ length: 5 }, (_, i) => `127.0.1.${i + 1}`);
  const crowd = await connections(500, `GET ${film.media} HTTP/1.1\r\nHost: x\r\n\r\n`, { from });
  await until('all to be answered', 60, () => Promise.resolve(crowd.said.length === 500));
  expect(new Set(crowd.said)).toEqual(new Set(['HTTP/1.1 200 OK']));
  const grown = tell('500 readers who do not read', before, await slowestPage());
  expect(grown).toBeLessThan((1.25 * 500 * HELD_PER_READER) / MB);
});

it('takes ten forms an hour from one network, all processes together', async () => {
  const two = await OwnPortal.start(database.portal, store, { PORTAL_PROCESSES: '2' });
  const path = `${film.named.replace(/\/v\/.*/, '')}/ask`;
  const form = 'kind=privacy&says=A+window&reply_to=';
  const put = async (): Promise<number> => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', connection: 'close' };
    const sent = request(`${two.url}${path}`, { method: 'POST', agent: false, headers }).end(form);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    answer.resume();
    return answer.statusCode ?? 0;
  };
  const statuses: number[] = [];
  for (let i = 0; i < 12; i++) statuses.push(await put());
  await two.stop();
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 201), 429, 429]);
});

it('answers floods of ranges with one part or the whole, in bounded memory', async () => {
  const before = portal.memory;
  const overlapping = Array.from({ length: 1000 }, (_, i) => `${i}-`).join(',');
  const flood = await connections(50, `GET ${film.media} HTTP/1.1\r\nHost: x\r\nRange: bytes=${overlapping}\r\n\r\n`);
  await until('all to be answered', 30, () => Promise.resolve(flood.said.length === 50));
  expect(new Set(flood.said)).toEqual(new Set(['HTTP/1.1 200 OK']));
  const bytes = Array.from({ length: 400 }, (_, i) => i);
  const parts = await Promise.all(
    bytes.map((i) =>
      fetch(`${portal.privateUrl}${film.media}`, { method: 'HEAD', headers: { range: `bytes=${i}-${i}` } }),
    ),
  );
  expect(new Set(parts.map((part) => part.status))).toEqual(new Set([206]));
  expect(tell('floods of ranges', before, await slowestPage())).toBeLessThan(200);
});

it('refuses a head that is too long, and a reader who asks too often', async () => {
  expect((await fetch(portal.url, { headers: { 'x-long': 'x'.repeat(20_000) } })).status).toBe(431);
  const asked = await Promise.all(Array.from({ length: 1300 }, () => fetch(`${portal.url}/health/live`)));
  const refused = asked.filter((answer) => answer.status === 429);
  expect(refused.length).toBeGreaterThan(50);
  expect(refused[0]!.headers.get('retry-after')).toBe('60');
});
