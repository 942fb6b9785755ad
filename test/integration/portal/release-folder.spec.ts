import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BESIDE, type PostedKeys, type ReleaseBundle, type ReleaseRecord, SCHEMAS } from '@app/publications/domain';
import { digestOf } from '@app/ledger';
import { type LogProof, parseTlogProof, tlogProof } from '@app/ledger/domain';
import { LANGUAGE_CODES, languageOf } from '@app/public-pages';
import canonicalize from 'canonicalize';
import type { Client } from 'pg';
import { until } from '../../../apps/ops/client/wait';
import { DEMONSTRATION_WITNESS } from '../../../apps/ops/verify/log-key';
import { verifyReleaseAt } from '../../../apps/ops/verify/verify-release';
import { withClient } from '../../support/fresh-database';
import { aRelease, filesOf, type Released, type SignedFile, takenDown } from '../../support/public-site';
import { verifyWithPython } from '../../support/python';
import { schemaFaults } from '../../support/schemas';
import { signerOf, startDaylight, type TestDaylight } from '../../support/daylight';
import { allBoxes } from '../../support/mp4-surgery';

let daylight: TestDaylight;
let released: Released;
let folder: string;
let bundle: ReleaseBundle;
let files: SignedFile[];
/** Where the folder is by the hash of its manifest, and by the number of its version. */
let addresses: readonly string[];
beforeAll(async () => {
  daylight = await startDaylight({ portal: true, witness: true });
  const worker = await daylight.addWorker();
  released = await aRelease(daylight, { seconds: 2 });
  folder = `/releases/${released.release}/v/1`;
  bundle = (await (await get(`${folder}/release.json`)).json()) as ReleaseBundle;
  files = await filesOf(daylight.portal, released.release);
  await until('the witness', 60, async () => {
    const found = parseTlogProof(await (await get(`${folder}/${BESIDE.logProof}`)).text());
    return found !== null && cosignatures(found) === 1;
  });
  await worker.stop(); // the proof stays what a test makes of it
  addresses = [`/bundles/${digestOf(bundle.manifest)}`, folder];
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

it('each file is there by its name at both addresses and by its content, the same bytes', async () => {
  for (const { name, url, size, mediaType } of files) {
    const hashed = await fetch(url);
    const bytes = Buffer.from(await hashed.arrayBuffer());
    expect([name, bytes.length]).toEqual([name, size]);
    expect(hashed.headers.get('repr-digest')).toBe(`sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`);
    for (const address of addresses) {
      const named = await get(`${address}/${name}`);
      expect(bytes.equals(Buffer.from(await named.arrayBuffer()))).toBe(true);
      for (const header of ['content-type', 'etag', 'cache-control', 'accept-ranges', 'cross-origin-resource-policy'])
        expect([name, named.headers.get(header)]).toEqual([name, hashed.headers.get(header)]);
      expect(named.headers.get('content-type')).toMatch(new RegExp(`^${mediaType.replace('+', '\\+')}(;|$)`));
      const part = await get(`${address}/${name}`, { headers: { range: 'bytes=1-4' } });
      expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, bytes.subarray(1, 5)]);
    }
  }
});

it('what stands beside them is the same at both addresses, and no longer kept anywhere than a takedown may take', async () => {
  for (const name of Object.values(BESIDE)) {
    const [one, other] = await Promise.all(addresses.map((address) => get(`${address}/${name}`)));
    expect([one!.status, await one!.text()]).toEqual([200, await other!.text()]);
    for (const header of ['content-type', 'etag', 'cache-control'])
      expect([name, header, one!.headers.get(header)]).toEqual([name, header, other!.headers.get(header)]);
    expect(one!.headers.get('cache-control')).toBe('public, max-age=30, must-revalidate');
  }
});

it('the address by the hash has a page that leads to every file, in every language', async () => {
  for (const code of LANGUAGE_CODES) {
    const { path, words } = languageOf(code);
    const answer = await get(path(addresses[0]!));
    const html = await answer.text();
    expect([code, answer.status]).toEqual([code, 200]);
    expect(html).toContain(words('verify.folder-of', { version: 1 }));
    for (const name of [...files.map((file) => file.name), ...Object.values(BESIDE)])
      expect(html).toContain(`href="${addresses[0]}/${name}"`);
    for (const { sha256 } of files) expect(html).toContain(sha256);
    expect(html).toContain(`href="${path(`/releases/${released.release}`)}"`);
  }
});

it('release.json is the same, byte for byte, before the log is sealed, after it, and once witnesses have signed', async () => {
  const owner = <T>(work: (client: Client) => Promise<T>): Promise<T> => withClient(daylight.database.owner, work);
  const [{ proof }] = (await owner((client) => client.query('SELECT proof FROM publication'))).rows as [{ proof: LogProof }]; // prettier-ignore
  const [own = ''] = /^(?:.+\n)+\n— .+\n/.exec(proof.checkpoint) ?? [];
  const uncosigned = { ...proof, checkpoint: own };
  expect([cosignatures(proof), cosignatures(uncosigned)]).toEqual([1, 0]);
  const seen = new Map<string, Set<string>>();
  for (const stage of [null, uncosigned, proof]) {
    await owner((client) => client.query('UPDATE publication SET proof = $1', [stage && JSON.stringify(stage)]));
    for (const address of [...addresses, `/releases/${released.release}`])
      for (const name of [
        BESIDE.bundle,
        ...(address.endsWith(released.release) ? [] : [BESIDE.sums, BESIDE.attestation]),
      ])
        seen.set(name, (seen.get(name) ?? new Set()).add(await (await get(`${address}/${name}`)).text()));
    for (const address of addresses) {
      const answer = await get(`${address}/${BESIDE.logProof}`);
      expect([answer.status, stage && (await answer.text())]).toEqual([stage ? 200 : 404, stage && tlogProof(stage)]);
    }
    const checked = await verifyReleaseAt(`${daylight.portal}${addresses[0]}`, { trusted: null, save: null, witnesses: null }); // prettier-ignore
    expect(checked.checks.filter(({ holds }) => !holds).map(({ says }) => says)).toEqual(
      stage ? [] : [expect.stringContaining('There is no proof from the City’s log yet')],
    );
  }
  expect([...seen].map(([name, texts]) => [name, texts.size])).toEqual([[BESIDE.bundle, 1], [BESIDE.sums, 1], [BESIDE.attestation, 1]]); // prettier-ignore
});

/** How many others than the log itself have signed its checkpoint. */
const cosignatures = ({ checkpoint }: LogProof): number => checkpoint.split('\n').filter((line) => line.startsWith('— ')).length - 1; // prettier-ignore

it('its page has the hash of each file and of all of them, and leads to each proof', async () => {
  const page = await (await get(`/releases/${released.release}`)).text();
  for (const { sha256 } of files) expect(page).toContain(sha256);
  expect(page).toContain(createHash('sha256').update(canonicalize(bundle.manifest)!).digest('hex'));
  for (const name of Object.values(BESIDE)) expect(page).toContain(`href="${addresses[0]}/${name}"`);
  expect(page).toContain(`href="${addresses[0]}"`);
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
  const saved = join(daylight.data.root, digestOf(bundle.manifest));
  spawnSync('mkdir', ['-p', saved]);
  for (const name of [...files.map((file) => file.name), ...Object.values(BESIDE)])
    writeFileSync(join(saved, name), Buffer.from(await (await get(`${addresses[0]}/${name}`)).arrayBuffer()));
  expect((await verifyReleaseAt(saved, { trusted: null, save: null, witnesses: null })).holds).toBe(true);
});

it.each(['other.mp4', 'video-small.mp4', '..%2frelease.json', 'VIDEO.MP4', 'constructor', 'SHA256SUMS/'])(
  'there is no %s in the folder',
  async (name) => {
    for (const address of addresses)
      expect((await get(`${address}/${name}`)).status).toBe(name === 'SHA256SUMS/' ? 200 : 404);
  },
);

it('a version that never was answers like a release that never was', async () => {
  for (const name of ['video.mp4', ...Object.values(BESIDE)]) {
    const never = await get(`/releases/00000000-0000-4000-8000-000000000000/v/1/${name}`);
    const other = await get(`/releases/${released.release}/v/2/${name}`);
    expect([never.status, other.status, await never.text()]).toEqual([404, 404, await other.text()]);
    const hash = await get(`/bundles/${'0'.repeat(64)}/${name}`);
    expect([hash.status, (await get(`/bundles/${files[0]!.sha256}/${name}`)).status]).toEqual([404, 404]);
  }
});

it('once it is taken down, no file of the folder is left, by name or by content', async () => {
  await takenDown(daylight, released);
  for (const { name, url } of files) {
    for (const address of addresses) expect([name, (await get(`${address}/${name}`)).status]).toEqual([name, 410]);
    // By content only a video is told of: from the hash of a text that differs in one name that name could be guessed.
    expect([name, (await fetch(url)).status]).toEqual([name, url.endsWith('.mp4') ? 410 : 404]);
  }
  for (const name of Object.values(BESIDE))
    for (const address of addresses) expect([name, (await get(`${address}/${name}`)).status]).toEqual([name, 410]);
  const [byHash, byVersion] = await Promise.all(addresses.map((address) => get(address)));
  expect([byHash!.status, byVersion!.status]).toEqual([410, 410]);
  expect(await byHash!.text()).toContain(files[0]!.sha256); // the tombstone
});
