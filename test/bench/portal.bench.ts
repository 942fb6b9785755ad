import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { contentKey } from '@app/storage';
import { ExportFolder, exportSite } from '@app/static-site';
import { openBrowser } from '../drivers/browser';
import { filters, type Vitals, vitalsOf, watches } from '../drivers/vitals';
import { aPublishedFile } from '../factories/published-file';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { withClient } from '../support/fresh-database';
import { isThere, type Nginx, startNginx } from '../support/nginx';
import { OwnPortal } from '../support/own-portal';
import { aRelease } from '../support/public-site';
import { note } from './measure';

const MB = 2 ** 20;
const SECONDS = 6;
const ROUNDS = 3;

interface Load {
  readonly requests: number;
  /** Milliseconds. */
  readonly p99: number;
  /** MiB a second. */
  readonly bytes: number;
}

let daylight: TestDaylight;
let portal: OwnPortal;
let nginx: Nginx | null = null;
let release: string;
let film: string;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true, portal: true });
  release = (await aRelease(daylight, { seconds: 2 })).release;
  film = (await aPublishedFile(daylight.database.owner, daylight.data.store, 256 * MB)).media;
  portal = await OwnPortal.start(daylight.database.portal, daylight.data.store, {
    PORTAL_URL: daylight.portal,
    PORTAL_PROCESSES: process.env['PORTAL_PROCESSES'] ?? '2',
    TRUSTED_PROXIES: '1',
  });
  nginx = await onExport();
});
afterAll(async () => {
  nginx?.stop();
  await portal.stop();
  await daylight.stop();
});

/** nginx on the exported files, with as many processes as there are processors, tuned as its owners do. */
async function onExport(): Promise<Nginx | null> {
  if (!isThere('nginx') || !isThere('wrk')) return null;
  const root = mkdtempSync(join(tmpdir(), 'daylight-exported-'));
  chmodSync(root, 0o755);
  const folder = new ExportFolder(join(root, 'export'));
  await exportSite({ from: portal.privateUrl, siteUrl: daylight.portal, folder });
  const hash = /[0-9a-f]{64}/.exec(film)![0];
  mkdirSync(dirname(join(folder.root, 'site', film)), { recursive: true });
  copyFileSync(join(daylight.data.store, 'published', contentKey(hash, '.mp4')), join(folder.root, 'site', film));
  return startNginx(folder.root, 'sendfile on; tcp_nopush on; keepalive_requests 1000000;');
}

/** Readers from everywhere: from one address so many would be refused. */
const READERS = `local n = 0
request = function()
  n = (n + 1) % 50000
  return wrk.format(nil, nil, { ["X-Forwarded-For"] = "10.9." .. math.floor(n / 256) .. "." .. n % 256 })
end`;

function load(url: string, connections: number): Load {
  const script = join(mkdtempSync(join(tmpdir(), 'daylight-wrk-')), 'readers.lua');
  writeFileSync(script, READERS);
  const said = execFileSync('wrk', ['-t', '1', '-c', String(connections), '-d', `${SECONDS}s`, '--latency', '-s', script, url], { encoding: 'utf8' }); // prettier-ignore
  if (said.includes('Non-2xx')) throw new Error(said);
  const number = (pattern: RegExp): RegExpExecArray => pattern.exec(said)!;
  const [, late, unit] = number(/99%\s+([\d.]+)(us|ms|s)/);
  const [, size, of] = number(/Transfer\/sec:\s+([\d.]+)(\w+)/);
  return {
    requests: Number(number(/Requests\/sec:\s+([\d.]+)/)[1]),
    p99: Number(late) * { us: 0.001, ms: 1, s: 1000 }[unit as 'us'],
    bytes: Number(size) * { KB: 1 / 1024, MB: 1, GB: 1024 }[of as 'KB'],
  };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** The same load on both, in turn; the median of each. */
function compare(path: string, connections: number): { ours: Load; theirs: Load } {
  const [ours, theirs]: [Load[], Load[]] = [[], []];
  load(`${portal.url}${path}`, connections); // the compiler of JavaScript has seen it once
  for (let round = 0; round < ROUNDS; round++) {
    theirs.push(load(`${nginx!.url}${path}`, connections));
    ours.push(load(`${portal.url}${path}`, connections));
  }
  const middle = (all: readonly Load[]): Load => ({
    requests: median(all.map((one) => one.requests)),
    p99: median(all.map((one) => one.p99)),
    bytes: median(all.map((one) => one.bytes)),
  });
  return { ours: middle(ours), theirs: middle(theirs) };
}

const row = (what: string, ours: number, theirs: number, reach: string): boolean =>
  note(`| ${what.padEnd(44)} | ${ours.toFixed(2).padStart(10)} | ${theirs.toFixed(2).padStart(10)} | ${(ours / theirs).toFixed(2).padStart(5)} | ${reach.padStart(6)} |`); // prettier-ignore

it('serves pages and files nearly as fast as nginx', () => {
  if (!nginx) {
    note('nginx or wrk is not here: apt-get install nginx-light wrk. Not measured.');
    return;
  }
  note('| what | portal | nginx | ratio | reach |');
  for (const [name, path] of [
    ['home', '/'],
    ['a release', `/releases/${release}`],
  ] as const) {
    // prettier-ignore
    const { ours, theirs } = compare(path, 64);
    row(`${name}: requests a second`, ours.requests, theirs.requests, '≥ 0.5');
    row(`${name}: 99th percentile, ms`, ours.p99, theirs.p99, '≤ 3');
  }
  const { ours, theirs } = compare(film, 8);
  row('a file of 256 MiB: MiB a second', ours.bytes, theirs.bytes, '≥ 0.8');
});

/** The medians; that none of them is over its budget is asserted by the reader’s journey. */
it('is read on a phone: 1.6 Mbit/s, 150 ms to and fro, a quarter of a processor', async () => {
  const browser = await openBrowser();
  note(
    '| page | largest paint (reach: 2000 ms) | slowest answer to a press (200 ms) | layout shift (0.05) | KB | requests |',
  );
  for (const [name, path, act] of [
    ['home', '/', () => Promise.resolve()],
    ['docket', '/docket', filters],
    ['a release', `/releases/${release}`, watches],
  ] as const) {
    const all: Vitals[] = [];
    for (let round = 0; round < ROUNDS; round++) all.push(await vitalsOf(browser, `${portal.privateUrl}${path}`, act));
    const of = (measure: (one: Vitals) => number): number => median(all.map(measure));
    const bytes = of(({ loaded }) => loaded.reduce((sum, one) => sum + one.bytes, 0));
    note(`| ${name} | ${of(({ lcp }) => lcp).toFixed(0)} | ${of(({ inp }) => inp).toFixed(0)} | ${of(({ cls }) => cls).toFixed(3)} | ${(bytes / 1000).toFixed(1)} | ${of(({ loaded }) => loaded.length)} |`); // prettier-ignore
  }
  await browser.close();
});

it('sends a hundred thousand releases as open data in bounded memory', async () => {
  await withClient(daylight.database.owner, async (client) => {
    await client.query('SET session_replication_role = replica');
    await client.query(
      `INSERT INTO publication (id, release_id, version, determination_id, state, manifest_sha256, manifest, record, sign_off, city_key, published_by, published_at, ledger_index)
       SELECT gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid(), 'published', repeat('0', 64), manifest, record - 'transcript', '{}', '', 'publisher', now() - n * interval '1 minute', 0
         FROM generate_series(1, 100000) n, (SELECT manifest, record FROM publication WHERE release_id = $1) one`,
      [release],
    );
    await client.query('ANALYZE publication');
  });
  for (const name of ['releases.csv', 'releases.json']) {
    const before = portal.memory;
    const began = performance.now();
    let [size, most] = [0, 0];
    const answer = await fetch(`${portal.privateUrl}/data/${name}`);
    for await (const chunk of answer.body! as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      most = Math.max(most, portal.memory - before);
    }
    note(`${name}: ${(size / MB).toFixed(1)} MiB in ${((performance.now() - began) / 1000).toFixed(1)} s, ${(most / MB).toFixed(0)} MiB more in memory`); // prettier-ignore
  }
  const began = performance.now();
  await (await fetch(`${portal.privateUrl}/sitemaps/releases-10.xml`)).text();
  note(`a sitemap of 10,000: ${(performance.now() - began).toFixed(0)} ms`);
});
