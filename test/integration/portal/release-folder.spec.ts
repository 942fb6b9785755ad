import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BESIDE, type PostedKeys, type ReleaseBundle, type ReleaseRecord, SCHEMAS } from '@app/publications/domain';
import canonicalize from 'canonicalize';
import { DEMONSTRATION_WITNESS } from '../../../apps/ops/verify/log-key';
import { verifyReleaseAt } from '../../../apps/ops/verify/verify-release';
import { aRelease, type Released, takenDown } from '../../support/public-site';
import { verifyWithPython } from '../../support/python';
import { schemaFaults } from '../../support/schemas';
import { signerOf, startDaylight, type TestDaylight } from '../../support/daylight';
import { allBoxes } from '../../support/mp4-surgery';

let daylight: TestDaylight;
let released: Released;
let folder: string;
let bundle: ReleaseBundle;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true, portal: true, witness: true });
  released = await aRelease(daylight, { seconds: 2 });
  folder = `/releases/${released.release}/v/1`;
  bundle = (await (await get(`${folder}/release.json`)).json()) as ReleaseBundle;
});
afterAll(() => daylight.stop());

const get = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${daylight.portal}${path}`, init);

const ROLES = [
  'video',
  'captions',
  'transcript',
  'poster',
  'record',
  'redactions-json',
  'redactions-csv',
  'redactions-vtt',
  'determination',
  'certificate',
];

it('a release carries every file of its bundle, signed', () => {
  expect(bundle.manifest.files.map(({ role }) => role)).toEqual(ROLES);
});

it('each file is there by its name and by its content, the same bytes with the same proof of them', async () => {
  for (const { name, url, sha256, size, mediaType } of bundle.files) {
    const [named, hashed] = [await get(`${folder}/${name}`), await fetch(url)];
    const bytes = Buffer.from(await named.arrayBuffer());
    expect([name, bytes.length]).toEqual([name, size]);
    expect(bytes.equals(Buffer.from(await hashed.arrayBuffer()))).toBe(true);
    for (const header of ['content-type', 'etag', 'repr-digest', 'cache-control', 'accept-ranges'])
      expect([name, named.headers.get(header)]).toEqual([name, hashed.headers.get(header)]);
    expect(named.headers.get('content-type')).toMatch(new RegExp(`^${mediaType.replace('+', '\\+')}(;|$)`));
    expect(named.headers.get('repr-digest')).toBe(`sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`);
    const part = await get(`${folder}/${name}`, { headers: { range: 'bytes=1-4' } });
    expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, bytes.subarray(1, 5)]);
  }
});

it('its page has the hash of each file and of all of them, and leads to each proof', async () => {
  const page = await (await get(`/releases/${released.release}`)).text();
  for (const { sha256 } of bundle.files) expect(page).toContain(sha256);
  expect(page).toContain(createHash('sha256').update(canonicalize(bundle.manifest)!).digest('hex'));
  for (const name of Object.values(BESIDE)) expect(page).toContain(`href="${folder}/${name}"`);
});

it('its video carries Content Credentials under the worker’s certificates, which the release names', async () => {
  const { chain } = signerOf(daylight.data);
  const anchor = createHash('sha256').update(chain.at(-1)!).digest('hex');
  expect(bundle.keys.provenance).toEqual([anchor]);
  const bytes = Buffer.from(await (await get(`${folder}/video.mp4`)).arrayBuffer());
  const last = allBoxes(bytes).at(-1)!;
  expect(bytes.toString('latin1', last.start + 4, last.start + 8)).toBe('uuid');
  for (const certificate of chain) expect(bytes.indexOf(certificate)).toBeGreaterThan(last.start);
  expect(await (await get(`/releases/${released.release}`)).text()).toContain('Content Credentials (C2PA)');
});

it('the release of its page is the release of its folder', async () => {
  expect(await (await get(`/releases/${released.release}/release.json`)).json()).toEqual(bundle);
});

it('each JSON of the folder is as its published schema says', async () => {
  for (const [name, kept] of Object.entries(SCHEMAS)) {
    const published = (await (await get(`/schemas/${name}`)).json()) as object;
    expect(published).toEqual({ ...kept, $id: `${daylight.portal}/schemas/${name}` });
    const file = await get(name === 'keys.json' ? '/verify/keys.json' : `${folder}/${name}`);
    expect([name, schemaFaults(published, await file.json())]).toEqual([name, []]);
    expect(JSON.parse(readFileSync(join('docs', 'schemas', name), 'utf8'))).toEqual(kept);
  }
  expect(bundle.$schema).toBe(`${daylight.portal}/schemas/release.json`);
  expect((await get('/schemas/other.json')).status).toBe(404);
});

it('the certificate says of each hidden part how much of it the verifier looked at, and what it found', async () => {
  const certificate = (await (await get(`${folder}/certificate.json`)).json()) as {
    rules: { rule: string; violations: number }[];
    parts: { what: string; from: number; to: number; found: Record<string, number> }[];
  };
  const { hidden, video } = (await (await get(`${folder}/record.json`)).json()) as ReleaseRecord;
  expect(certificate.rules.length).toBeGreaterThan(10);
  expect(certificate.rules.filter(({ violations }) => violations !== 0)).toEqual([]);
  expect(certificate.parts).toHaveLength(hidden.length);
  const rate = video.frames / video.duration;
  for (const { what, from, to, found } of certificate.parts) {
    const [frames, seconds] = [Math.round((to - from) * rate), to - from];
    if (what === 'sound') {
      expect(found['seconds']).toBeCloseTo(seconds, 1);
      expect(found['loudest']).toBeLessThanOrEqual(-90);
    } else {
      expect(found['frames']).toBe(frames);
      expect(found['largestFillVariance']).toBeLessThan(10);
    }
  }
  expect(new Set(certificate.parts.map(({ what }) => what))).toContain('sound');
});

it('the City’s keys are on a page of their own, not only in the release that somebody doubts', async () => {
  const posted = (await (await get('/verify/keys.json')).json()) as PostedKeys;
  expect(posted.city.map(({ key }) => key)).toEqual([bundle.keys.city]);
  expect(posted.log.map(({ key }) => key)).toEqual([bundle.keys.ledger]);
  expect(posted.witnesses.map(({ name }) => name)).toEqual([DEMONSTRATION_WITNESS]);
  expect(posted.contentCredentials.map(({ fingerprint }) => fingerprint)).toEqual(bundle.keys.provenance);
  const page = await (await get('/verify')).text();
  for (const { name, fingerprint } of [
    ...posted.city,
    ...posted.log,
    ...posted.witnesses,
    ...posted.contentCredentials,
  ])
    // prettier-ignore
    expect([page.includes(`>${name}</bdi>`), page.includes(fingerprint)]).toEqual([true, true]);
  expect(await (await get('/data')).text()).toContain('href="/verify/keys.json"');
});

/** Keys as the command on the page gives them to whoever copies it. */
async function keysOnVerify(): Promise<string[]> {
  const [, command = ''] = /<pre dir="ltr">(python3 verify_release\.py [^<]+)</.exec(await (await get('/verify')).text()) ?? []; // prettier-ignore
  return [...command.matchAll(/--key &#x27;([^&]+)&#x27;/g)].map(([, key]) => key!);
}

it('a saved copy satisfies sha256sum, and both verifiers with the City’s keys alone', async () => {
  const saved = join(daylight.data.root, 'copy');
  const keys = await keysOnVerify();
  const online = await verifyReleaseAt(`${daylight.portal}${folder}`, {
    trusted: keys.join('\n'),
    save: saved,
    witnesses: null,
  });
  expect(online.checks.filter(({ holds }) => !holds)).toEqual([]);
  const sums = spawnSync('sha256sum', ['--check', '--strict', BESIDE.sums], { cwd: saved, encoding: 'utf8' });
  expect({ code: sums.status, lines: sums.stdout.trim().split('\n') }).toEqual({
    code: 0,
    lines: bundle.manifest.files.map(({ name }) => `${name}: OK`),
  });
  expect((await verifyReleaseAt(saved, { trusted: keys.join('\n'), save: null, witnesses: null })).holds).toBe(true);
  expect(verifyWithPython(saved, keys)).toMatchObject({ code: 0, faults: [] });
});

it('what stands beside the files by hand is what the site serves, byte for byte', async () => {
  const saved = join(daylight.data.root, 'by-hand');
  spawnSync('mkdir', ['-p', saved]);
  for (const name of [...bundle.files.map((file) => file.name), ...Object.values(BESIDE)])
    writeFileSync(join(saved, name), Buffer.from(await (await get(`${folder}/${name}`)).arrayBuffer()));
  expect((await verifyReleaseAt(saved, { trusted: null, save: null, witnesses: null })).holds).toBe(true);
});

it.each(['other.mp4', 'video-small.mp4', '..%2frelease.json', 'VIDEO.MP4', 'constructor', 'SHA256SUMS/'])(
  'there is no %s in the folder',
  async (name) => {
    const status = (await get(`${folder}/${name}`)).status;
    expect(name === 'SHA256SUMS/' ? 200 : 404).toBe(status);
  },
);

it('a version that never was answers like a release that never was', async () => {
  for (const name of ['video.mp4', ...Object.values(BESIDE)]) {
    const never = await get(`/releases/00000000-0000-4000-8000-000000000000/v/1/${name}`);
    const other = await get(`/releases/${released.release}/v/2/${name}`);
    expect([never.status, other.status, await never.text()]).toEqual([404, 404, await other.text()]);
  }
});

it('once it is taken down, no file of the folder is left, by name or by content', async () => {
  await takenDown(daylight, released);
  for (const { name, url } of bundle.files) {
    expect([name, (await get(`${folder}/${name}`)).status]).toEqual([name, 410]);
    // By content only a video is told of: from the hash of a text that differs in one name that name could be guessed.
    expect([name, (await fetch(url)).status]).toEqual([name, url.endsWith('.mp4') ? 410 : 404]);
  }
  for (const name of Object.values(BESIDE))
    expect([name, (await get(`${folder}/${name}`)).status]).toEqual([name, 410]);
});
