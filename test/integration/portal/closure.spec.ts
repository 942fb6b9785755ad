import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { must } from '@app/kernel';
import { bundleEntries } from '@app/ledger/domain';
import { createLogger } from '@app/telemetry';
import type { Staff } from '../../../apps/ops/demo/steps';
import { freePort } from '../../../apps/ops/up/database';
import { type RunningPortal, startPortal } from '../../../apps/portal/portal';
import { aCaseAt, aNextVersion, everybody } from '../../drivers/case';
import { ask, json } from '../../drivers/staff-http';
import { CANARY, markEverything } from '../../factories/canary';
import { type Planted, plantEverywhere } from '../../factories/canaries/plant';
import { manyClips } from '../../factories/many-clips';
import { VARIANTS } from '../../factories/request-variants';
import { crawl } from '../../support/crawl';
import { CrawlCounts } from '../../support/crawl-counts';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { crawlShareAsked } from '../../support/effort';
import { type Evidence, marksWritten } from '../../support/find-marks';
import { withClient } from '../../support/fresh-database';
import { addressesOf, routesOf, type Template } from '../../support/portal-routes';
import { rowsOf } from '../../support/public-bytes';
import { hiddenNames, type Names, publicNames } from '../../support/public-oracle';
import { aDeferral, sealed, takenDown, translated } from '../../support/public-site';
import { type RawAnswer, RawClient, type RawRequest } from '../../support/raw-http';

// Reliability § 5.3 and inv C3: whatever is asked for by a name of something unpublished is answered, byte for byte and
// header for header, as a name that nothing has. What is public is known from the database alone (public-oracle.ts).

let daylight: TestDaylight;
let portal: RunningPortal;
let site: string;
let client: RawClient;
let routes: Template[];
let hidden: Names;
let shown: Names;
let planted: Planted;
const counts = new CrawlCounts();
/** What the portal wrote into its own log. */
const logged: string[] = [];
/** Every different body and head that was sent to anybody. */
const answered = new Map<string, Evidence>();

beforeAll(async () => {
  daylight = await startDaylight({ portal: true });
  const worker = await daylight.addWorker();
  const staff = await everybody(daylight);
  await aWorld(staff);
  await sealed(daylight.database.owner);
  await worker.stop(); // what is public stays as it is while it is looked at
  await withClient(daylight.database.owner, async (owner) => {
    planted = await plantEverywhere(owner);
    hidden = await hiddenNames(owner);
    shown = await publicNames(owner);
  });
  const port = await freePort();
  site = `http://127.0.0.1:${port}`;
  portal = await startPortal(
    { ...daylight.portalConfig, port, metricsPort: 0, url: site, trustedProxies: 1 },
    createLogger('portal', 'debug', { write: (line) => void logged.push(line) }),
  );
  client = new RawClient(site);
  routes = routesOf(portal);
}, 300_000);
afterAll(async () => {
  say(`\n${counts.table()}`);
  client.close();
  await portal.stop();
  await daylight.stop();
});

/** A release whose second version stands, one that was taken down, one that is not signed yet, one that waits, one put off, and some of every state. */
async function aWorld(staff: Staff): Promise<void> {
  const at = (stop: 'published' | 'awaitingSignOff' | 'solicitorReview', rate: string): Promise<string> =>
    aCaseAt(stop, { daylight, staff, recipe: { name: `${rate}.mp4`, rate } });
  const [standing, down, , waiting] = [
    await at('published', '15'),
    await at('published', '20'),
    await at('awaitingSignOff', '24'),
    await at('solicitorReview', '25'),
  ];
  const { releaseId } = json<{ releaseId: string }>(await ask(staff.solicitor, 'GET', `/clips/${down}`));
  await translated(daylight, down, 'es');
  await takenDown(daylight, { clip: down, release: releaseId });
  await translated(daylight, standing, 'es');
  await aNextVersion(standing, staff);
  await translated(daylight, standing, 'ar');
  await markEverything(waiting, staff);
  await aDeferral(daylight);
  const [technician] = await withClient(
    daylight.database.owner,
    async (owner) =>
      (await owner.query<{ id: string }>("SELECT staff_id AS id FROM staff_role WHERE role = 'redaction-technician'"))
        .rows,
  );
  await manyClips(daylight.database.owner, 22, must(technician, 'a technician').id);
}

/** What names the moment, or how often somebody asked. Everything else of an answer has to be the same. */
const OF_THE_MOMENT = ['date', 'ratelimit'];

/** An answer as it is compared: the name that was asked for, where it comes back, stands for every name. */
function likeness(answer: RawAnswer, name: string, asked: string): string {
  const { status, headers } = answer;
  const packing = headers.find(([key]) => key.toLowerCase() === 'content-encoding')?.[1];
  // However it comes back: as it is, in capitals, its first letter encoded once or twice.
  const echo = new RegExp(`(?:%(?:25)*[0-9a-f]{2}|[0-9a-f])${name.slice(1)}`, 'gi');
  // A search shows its words again; the hash of its page is then another one for every name, also where only the head is sent.
  const echoed = asked.includes('?');
  const head = headers
    .filter(([key]) => !OF_THE_MOMENT.includes(key.toLowerCase()))
    .map(([key, value]) => `${key}: ${echoed && isOfTheName(key, packing) ? '<of the name>' : value}`)
    .join('\n');
  return `${status} ${head}\n\n${unpacked(answer.body, packing).toString('latin1')}`.replace(echo, '<name>');
}

/** Packed, words that come back make an answer longer or shorter. */
const isOfTheName = (header: string, packing: string | undefined): boolean =>
  ['etag', ...(packing === undefined ? [] : ['content-length'])].includes(header.toLowerCase());

const unpacked = (body: Buffer, packing: string | undefined): Buffer =>
  body.length === 0 || packing === undefined ? body : packing === 'br' ? brotliDecompressSync(body) : gunzipSync(body);

async function look(request: RawRequest, name: string): Promise<string> {
  const answer = await client.send(request);
  const like = likeness(answer, name, request.path);
  const digest = createHash('sha256').update(like).digest('hex');
  if (!answered.has(digest))
    answered.set(digest, { from: `${request.method} ${request.path}`, bytes: Buffer.from(like, 'latin1') });
  return like;
}

/** A name that nothing has, of the same kind. */
const nobody = (like: string): string => (like.length === 64 ? randomBytes(32).toString('hex') : randomUUID());

/** Asks for each of these names and, once for each way of asking, for one that nothing has. Returns what differs. */
async function differences(
  asks: readonly { name: string; ways: (name: string) => [way: string, RawRequest][] }[],
): Promise<string[]> {
  const known = new Map<string, Promise<string>>();
  const found: string[] = [];
  const waiting = asks.flatMap(({ name, ways }) =>
    ways(name).map(([way, request], i) => ({ name, way, request, i, ways })),
  );
  const next = async (): Promise<void> => {
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      const { name, way, request, i, ways } = one;
      const key = `${way} ${name.length}`;
      const other = nobody(name);
      const expected = known.get(key) ?? look(must(ways(other)[i], 'the same way')[1], other);
      known.set(key, expected);
      if ((await look(request, name)) !== (await expected)) found.push(`${way}: ${request.path} (${hidden.get(name)})`);
    }
  };
  await Promise.all(Array.from({ length: 12 }, next));
  return found;
}

const plainly = (name: string): [string, RawRequest][] =>
  routes.flatMap((route) =>
    addressesOf(route, name).map((path, i): [string, RawRequest] => [`GET ${route} ${i}`, { method: 'GET', path }]),
  );

/** The suite takes a share. */
const SHARE = crawlShareAsked();

const say = (what: string): void => void process.stdout.write(`closure crawl: ${what}\n`);

it('knows the portal’s routes from the portal, and has something to hide and something to show', async () => {
  expect(routes).toEqual(
    expect.arrayContaining([
      '/',
      '/releases/:id',
      '/releases/:id/described',
      '/releases/:id/v/:version/translations/:name',
      '/bundles/:sha256',
      '/bundles/:sha256/:name',
      '/media/:name',
      '/log/tile/*path',
    ]),
  );
  const from = new Set(hidden.values());
  for (const column of [
    'clip.id',
    'determination.id',
    'determination.release_id',
    'incident.public_id',
    'clip.original_sha256',
  ])
    expect([column, from.has(column)]).toEqual([column, true]);
  for (const column of ['record', 'manifest', 'sign_off', 'attestation', 'proof'])
    expect(planted.marks.map(({ carrier }) => carrier)).toContain(`planted: publication.${column}`);
  for (const column of ['title', 'summary', 'lines', 'translated_by'])
    expect(planted.marks.map(({ carrier }) => carrier)).toContain(`planted: release_translation.${column}`);
  expect(new Set(shown.values())).toEqual(new Set(['release', 'docket', 'incident', 'file', 'bundle']));
  expect(planted.marks.length).toBeGreaterThan(40);
  say(`${routes.length} templates, ${shown.size} public names, ${hidden.size} hidden names of ${from.size} columns`);
  say(`clips stand at ${(await states()).join(', ')}`);
});

/** Where the clips of this world stand, in words of the workflow. */
const states = (): Promise<string[]> =>
  withClient(daylight.database.owner, async (owner) =>
    (await owner.query<{ state: string }>('SELECT DISTINCT state FROM determination ORDER BY 1')).rows.map(
      ({ state }) => state,
    ),
  );

it('answers a public name otherwise than one that nothing has: the comparison would see it', async () => {
  for (const [name, kind] of shown) {
    const other = nobody(name);
    const [own, others] = [plainly(name), plainly(other)];
    const answers = await Promise.all(
      own.map(async ([, request], i) => [await look(request, name), await look(must(others[i], 'the same')[1], other)]),
    );
    // A file is found with its ending only.
    const ended =
      kind === 'file'
        ? ['.mp4', '.vtt', '.svg', '.json', '.txt', '.csv', '.html', ''].map((end) => `/media/${name}${end}`)
        : [];
    const files = await Promise.all(ended.map((path) => look({ method: 'GET', path }, name)));
    const seen = answers.some(([one, another]) => one !== another) || files.some((like) => /^(200|410)/.test(like));
    expect([kind, name, seen]).toEqual([kind, name, true]);
  }
});

/** Where the name stands in the path. */
const inPlace = (name: string): [string, RawRequest][] => plainly(name).filter(([way]) => /[:*]/.test(way));

/** What differs, as `differences` finds it; kept in the counts. */
async function counted(
  what: string,
  { names, ways }: { readonly names: number; readonly ways: number },
  asks: Parameters<typeof differences>[0],
): Promise<string[]> {
  const before = client.sent;
  const found = await differences(asks);
  counts.add({ what, templates: routes.length, names, ways, requests: client.sent - before, differing: found.length });
  return found;
}

it('answers a thousand names that nothing has all alike', async () => {
  const names = Array.from({ length: 1000 }, (_, i) => nobody(i % 2 === 0 ? 'id' : 'x'.repeat(64)));
  const asks = names.map((name, turn) => ({
    name,
    ways: (asked: string) => inPlace(asked).filter((_, i) => (i + (turn >> 1)) % 16 === 0),
  }));
  expect(await counted('names that nothing has, among themselves', { names: names.length, ways: 1 }, asks)).toEqual([]);
});

/** Of each column so many names: those of its first rows, and of its last. */
function namesOfEachColumn(most: number): string[] {
  const byColumn = Map.groupBy([...hidden], ([, from]) => from);
  return [...byColumn.values()].flatMap((found) => {
    const names = found.map(([name]) => name);
    return names.length <= most ? names : [...names.slice(0, most >> 1), ...names.slice(-(most >> 1))];
  });
}

it('answers every hidden name, on every route, like a name that nothing has', async () => {
  const names = namesOfEachColumn(6);
  const asks = names.map((name) => ({ name, ways: inPlace }));
  expect(await counted('hidden names, in the path', { names: names.length, ways: 1 }, asks)).toEqual([]);
  const some = namesOfEachColumn(2);
  const more = some.map((name) => ({ name, ways: plainly }));
  expect(await counted('hidden names, in the path and as a parameter', { names: some.length, ways: 1 }, more)).toEqual([]); // prettier-ignore
});

it(
  'answers them alike by every method, with every header and in every spelling',
  async () => {
    const names = namesOfEachColumn(2);
    const variants = Object.entries(VARIANTS);
    const asks = names.map((name, turn) => ({
    name,
    // Each name in a share of the ways, so that every way is taken for several names; `npm run crawl` takes all for each.
    ways: (asked: string): [string, RawRequest][] =>
      routes.flatMap((route, r) =>
        addressesOf(route, asked).slice(0, 2).flatMap((address, i) =>
          variants
            .filter((_, v) => (v * 31 + r * 17 + i * 7 + turn * 13) % SHARE === 0)
            .map(([way, variant]): [string, RawRequest] => [`${way}, ${route} ${i}`, variant(address, asked)]),
        ),
      ),
  })); // prettier-ignore
    const share = SHARE === 1 ? '' : `, one in ${SHARE}`;
    expect(await counted(`hidden names, by every method, header and spelling${share}`, { names: names.length, ways: variants.length }, asks)).toEqual([]); // prettier-ignore
  },
  SHARE === 1 ? 4 * 3600_000 : 120_000,
);

/** Whatever one link or another of the site leads to. */
let linked: Evidence[] = [];

/** Pages, feeds, files, the log and its hashes, all that was answered above, and what the portal wrote into its log. */
async function everythingPublic(): Promise<Evidence[]> {
  linked = await crawl(
    site,
    routes.filter((route) => !/[:*]/.test(route)),
  );
  const log = Buffer.from(logged.join(''));
  return [...linked, ...answered.values(), { from: 'the portal’s log', bytes: log }];
}

it('lets no mark of any text, and no hidden name, through to anything that anybody can fetch', async () => {
  const inside = await rowsOf(daylight.database.owner);
  const all = [...planted.marks];
  expect(marksWritten(inside, all).length).toBeGreaterThanOrEqual(all.length);
  const everything = await everythingPublic();
  const addresses = everything.map(({ from }) => from);
  expect(addresses).toEqual(expect.arrayContaining([expect.stringMatching(/^\/log\/tile\/entries\/000/)]));
  for (const end of ['.mp4', '.vtt', '/translations/ar.vtt', '.svg', '/feed.atom', 'release.json'])
    expect([end, addresses.some((from) => from.endsWith(end))]).toEqual([end, true]);
  expect(marksWritten(everything, all)).toEqual([]);
  expect(everything.filter(({ bytes }) => bytes.includes(CANARY)).map(({ from }) => from)).toEqual([]);
  for (const [name, from] of hidden) {
    const leaks = everything.filter(({ bytes }) => bytes.includes(name)).map((one) => one.from);
    expect([from, name, leaks]).toEqual([from, name, []]);
  }
  const bytes = everything.reduce((sum, one) => sum + one.bytes.length, 0);
  say(
    `${planted.marks.length} marks and ${hidden.size} names in none of ${everything.length} answers (${bytes} bytes), ${answered.size} of them different`,
  );
  say(`not planted, being words of fixed lists: ${planted.refused.join(', ')}`);
}, 120_000);

/** All that an entry of the public log may say, by hand: a fact that is added has to be added here. */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  published: ['kind', 'release', 'version', 'manifestSha256'],
  superseded: ['kind', 'release', 'version'],
  unpublished: ['kind', 'release', 'version', 'reasonClass'],
  docket: ['kind', 'entry', 'outcome', 'sha256'],
};

it('says in the public log of an act that it happened, and what is public of it, and nothing else', async () => {
  const bundles = linked.filter(({ from }) => from.startsWith('/log/tile/entries/'));
  const entries = bundles
    .flatMap(({ bytes }) => must(bundleEntries(bytes), 'a bundle'))
    .filter((body) => body[0] === '{'.charCodeAt(0)) // not those that factories write past the application
    .map((body) => JSON.parse(Buffer.from(body).toString()) as { open?: Record<string, unknown> });
  expect(entries.length).toBeGreaterThan(50);
  const kinds = new Set<string>();
  for (const { open, ...closed } of entries) {
    expect(Object.keys(closed).sort()).toEqual(['at', 'commitment', 'v']);
    if (!open) continue;
    const kind = String(open['kind']);
    kinds.add(kind);
    expect([kind, Object.keys(open).sort()]).toEqual([kind, [...(OPEN[kind] ?? [])].sort()]);
  }
  expect([...kinds].sort()).toEqual(['docket', 'published', 'superseded', 'unpublished']);
});
