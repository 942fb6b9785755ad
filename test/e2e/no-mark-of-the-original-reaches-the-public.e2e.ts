import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { render, verify } from '@app/media';
import type { RedactionPlan } from '@app/redactions/domain';
import { until } from '../../apps/ops/client/wait';
import { addStaffTo } from '../../apps/ops/up/add-staff';
import { MarkedCase, markedStaff } from '../drivers/marked-case';
import { captions, LEAKING, operations } from '../factories/canaries/case-texts';
import { allMarks, markOf } from '../factories/canaries/marks';
import * as original from '../factories/canaries/original';
import { testCluster } from '../support/cluster';
import { crawl } from '../support/crawl';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { type Evidence, marksWritten } from '../support/find-marks';
import { openTestBench, type TestBench } from '../support/media-bench';
import { filesIn, marksShown, rowsOf } from '../support/public-bytes';
import { filesOf, proved } from '../support/public-site';

// Reliability § 5.2: a recording with a mark of 128 bits in every place where one can be, and another in every text that
// is written about it, goes the whole way to the public. There are no stills in Daylight, so no EXIF.

/** What is made to be public must come through, or the search would not be worth anything. */
const isPublic = (carrier: string): boolean => carrier.startsWith('public: ');
const SHOWN = Object.keys(original.SEEN).sort();
const HEARD = [...Object.keys(original.HEARD), ...Object.keys(original.HEARD_BESIDE)].sort();
const shownMarks = { seen: SHOWN.map(markOf), heard: HEARD.map(markOf) };

let the: TestBench;
let daylight: TestDaylight;
let films: Readonly<Record<'mp4' | 'mkv', string>>;
/** Everything that anybody can fetch, after both recordings have been released. */
let everything: Evidence[];
const videos: Record<string, string> = {};
/** All that api, worker and portal wrote into their logs. */
const logged: string[] = [];
/** Postgres's own log, of all tests of this run; and how long it was when this one began. */
const postgresLog = join(testCluster().folder, 'postgres.log');
const logBegins = statSync(postgresLog).size;

beforeAll(async () => {
  the = await openTestBench();
  daylight = await startDaylight({ worker: true, portal: true, logTo: { write: (line) => void logged.push(line) } });
  const named = (kind: string): string => `${markOf(`name of the ${kind} file`).text}.${kind}`;
  films = {
    mp4: original.markedMp4(the.folder, named('mp4')),
    mkv: original.markedMatroska(the.folder, named('mkv')),
  };
  const staff = await markedStaff(daylight);
  for (const [kind, film] of Object.entries(films)) {
    const one = await MarkedCase.receive(film, staff, daylight);
    await one.determine();
    expect(await one.redact()).toMatchObject({ mode: 'smart' });
    for (const [how, leak] of Object.entries(LEAKING)) expect([how, await one.caption(leak())]).toEqual([how, 400]);
    expect(await one.caption(captions())).toBe(200);
    videos[kind] = await videoOf(await one.publish(), kind);
  }
  everything = await crawl(daylight.portal);
}, 600_000);
afterAll(async () => {
  await daylight.stop();
  the.close();
});

/** Waits for the proof from the log, and keeps the release's video. */
async function videoOf(release: string, kind: string): Promise<string> {
  await until('the public page', 90, async () => (await fetch(`${daylight.portal}/releases/${release}`)).ok);
  await proved(`${daylight.portal}/releases/${release}`);
  const { url } = (await filesOf(daylight.portal, release)).find(({ role }) => role === 'video')!;
  const path = the.path(`public-${kind}.mp4`);
  writeFileSync(path, Buffer.from(await (await fetch(url)).arrayBuffer()));
  return path;
}

const carriersIn = (evidence: readonly Evidence[]): string[] =>
  [...new Set(marksWritten(evidence, allMarks()).map(({ carrier }) => carrier))].sort();

it('the search finds every mark where it was put: in the recordings, and in the records of staff', async () => {
  const film = (path: string): Evidence[] => filesIn(the.folder).filter(({ from }) => from === path);
  expect(carriersIn(film(films.mp4))).toEqual([...original.WRITTEN_IN_MP4].sort());
  expect(carriersIn(film(films.mkv))).toEqual([...original.WRITTEN_IN_MATROSKA].sort());
  for (const path of Object.values(films)) expect(marksShown(path, shownMarks)).toEqual({ seen: SHOWN, heard: HEARD });
  const inside = [
    ...filesIn(daylight.storage.kind === 'filesystem' ? daylight.storage.root : ''),
    ...(await rowsOf(daylight.database.owner)),
  ];
  const found = carriersIn(inside);
  const refused = ['caption: words'];
  expect(
    allMarks()
      .map(({ carrier }) => carrier)
      .filter((carrier) => !found.includes(carrier)),
  ).toEqual(expect.arrayContaining([...SHOWN, ...HEARD, ...refused]));
  expect(found.length + SHOWN.length + HEARD.length + refused.length).toBe(allMarks().length);
});

it('the search finds a mark however it is written', () => {
  const text = 'fbefbe0123456789abcdef0123456789';
  const bytes = Buffer.from(text, 'hex');
  const mark = { carrier: 'of this test', bytes, text };
  const wide = Buffer.from(text, 'utf16le');
  const percent = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const plain = [bytes, text, text.toUpperCase(), wide, Buffer.from(wide).swap16(), percent].map((one) =>
    Buffer.from(one),
  );
  for (const before of ['', 'a', 'ab'])
    for (const one of plain) {
      const inside = Buffer.concat([Buffer.from(before), one, Buffer.from('rest')]);
      expect(marksWritten([{ from: 'here', bytes: inside }], [mark])).not.toEqual([]);
      expect(
        marksWritten([{ from: 'here', bytes: Buffer.concat([Buffer.from('x'), gzipSync(inside)]) }], [mark]),
      ).not.toEqual([]);
    }
  for (const before of ['', 'a', 'ab'])
    for (const encoding of ['base64', 'base64url'] as const)
      for (const one of plain.slice(0, 3)) {
        const inside = Buffer.concat([Buffer.from(before), one, Buffer.from('rest')]).toString(encoding);
        expect(marksWritten([{ from: 'here', bytes: Buffer.from(inside) }], [mark])).not.toEqual([]);
      }
});

it('nothing that anybody can fetch holds a mark but those that are made to be public', () => {
  const addresses = everything.map(({ from }) => from);
  expect(addresses).toEqual(expect.arrayContaining(['/', '/docket', '/feed.atom', 'head of /', '/log/checkpoint']));
  for (const kind of ['.mp4', '.vtt', '.svg', '.json', 'release.json'])
    expect(addresses.filter((from) => from.endsWith(kind)).length).toBeGreaterThanOrEqual(2);
  const hits = marksWritten(everything, allMarks());
  expect(hits.filter(({ carrier }) => !isPublic(carrier))).toEqual([]);
  const shown = new Set(hits.map(({ carrier }) => carrier));
  expect([...shown].sort()).toEqual(
    allMarks()
      .map(({ carrier }) => carrier)
      .filter(isPublic)
      .sort(),
  );
});

it('no internal name of the case reaches the public either', async () => {
  const inside = (await rowsOf(daylight.database.owner)).find(({ from }) => from === 'table public.clip')!;
  const clips = JSON.parse(inside.bytes.toString()) as { row: Record<string, string> }[];
  const names = clips.flatMap(({ row }) => [row['id']!, row['incident_id']!, row['original_sha256']!]);
  expect(names).toHaveLength(6);
  for (const name of names)
    expect(everything.filter(({ bytes }) => bytes.includes(name)).map(({ from }) => [name, from])).toEqual([]);
});

it('no mark is in any log: not in those of api, worker and portal, not in that of Postgres, where a statement with it failed', async () => {
  const userName = `${markOf('e-mail of the solicitor').text}@cambridgema.gov`;
  const again = {
    userName,
    displayName: markOf('name of the solicitor').text,
    password: 'password-of-another',
    roles: [],
  };
  await expect(addStaffTo(daylight.database.owner, again)).rejects.toThrow();
  const logs = [
    { from: 'api, worker and portal', bytes: Buffer.from(logged.join('')) },
    { from: 'Postgres', bytes: readFileSync(postgresLog).subarray(logBegins) },
  ];
  const said = logs.map(({ bytes }) => bytes.toString());
  for (const entry of ['"msg":"request"', '"msg":"job ran"', '/clips/:id']) expect(said[0]).toContain(entry);
  expect(said[1]).toContain('duplicate key value violates unique constraint');
  expect(marksWritten(logs, allMarks())).toEqual([]);
});

it.each(['mp4', 'mkv'])('the published picture and sound of the %s hold the controls only', (kind) => {
  expect(marksShown(videos[kind]!, shownMarks)).toEqual({ seen: ['luma outside'], heard: ['sound outside'] });
});

it.each([['mp4', 'full'], ['mkv', 'full'], ['mp4', 'auto'], ['mkv', 'auto']] as const)(
  'rendered from %s in mode %s, the controls survive and nothing else', async (kind, mode) => {
    const output = the.path('release.mp4');
    await render(the.bench, { source: films[kind], plan: plan(), mode, output });
    expect((await verify(the.bench, { source: films[kind], plan: plan(), output })).violations).toEqual([]);
    const written = filesIn(the.folder).filter(({ from }) => from === output);
    expect(written).toHaveLength(1);
    expect(marksWritten(written, allMarks())).toEqual([]);
    expect(marksShown(output, shownMarks)).toEqual({ seen: ['luma outside'], heard: ['sound outside'] });
  },
); // prettier-ignore

/** The plan of which the redactor's operations are the parts. */
const plan = (): RedactionPlan => ({
  version: 1,
  video: operations().flatMap((one) => (one.op === 'add-track' ? [one.track] : [])),
  audio: operations().flatMap((one) => (one.op === 'add-audio' ? [one.interval] : [])),
});

it('and where nothing is hidden, every mark of picture and sound is found in the release', async () => {
  const output = join(the.folder, 'bare.mp4');
  await render(the.bench, { source: films.mp4, plan: { version: 1, video: [], audio: [] }, mode: 'full', output });
  expect(marksShown(output, shownMarks)).toEqual({ seen: SHOWN, heard: Object.keys(original.HEARD).sort() });
});
