import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  makeDescribed,
  makeRendition,
  type ProvenanceSigner,
  provenanceSigner,
  render,
  type RenditionReceipt,
  verify,
} from '@app/media';
import { aMute, aPlan } from '../../factories/redaction-plan';
import { anchorOf, aProvenanceSigner, aSignedVideo, replaced } from '../../factories/provenance';
import { aClip, ffmpeg } from '../../fixtures/clips';
import { openTestBench, type TestBench } from '../../support/media-bench';
import { allBoxes } from '../../support/mp4-surgery';

// Read by somebody else's program: the reference implementation of C2PA (c2pa-rs), which knows nothing of Daylight.

interface Store {
  readonly active_manifest: string;
  readonly manifests: Readonly<
    Record<
      string,
      {
        readonly claim_generator_info: readonly { readonly name: string; readonly version: string }[];
        readonly title: string | null;
        readonly ingredients: readonly object[];
        readonly assertions: readonly { readonly label: string; readonly data: unknown }[];
        readonly signature_info: { readonly alg: string; readonly issuer: string };
      }
    >
  >;
  readonly validation_results: {
    readonly activeManifest: Readonly<
      Record<'success' | 'informational' | 'failure', readonly { readonly code: string }[]>
    >;
  };
}

/** `anchors`: PEM of the authorities that it is told of. */
type Read = (file: Buffer, anchors?: string) => Promise<Store>;
const signer = aProvenanceSigner();
const plan = aPlan(undefined, [aMute(0.6, 0.9)]);

let at: TestBench;
let read: Read;
let source: string;
let signed: string;
beforeAll(async () => {
  at = await openTestBench();
  read = await reader();
  source = aClip(at.folder, { seconds: 1.6 });
  signed = at.path('signed.mp4');
  await render(at.bench, { source, plan, mode: 'auto', output: signed, signer });
});
afterAll(() => at.close());

async function reader(): Promise<Read> {
  const { initSync, WasmReader } = await import('@contentauth/c2pa-wasm');
  const wasm = createRequire(__filename).resolve('@contentauth/c2pa-wasm/c2pa.wasm');
  initSync({ module: readFileSync(wasm) });
  return async (file, anchors) => {
    const told = anchors && JSON.stringify({ trust: { user_anchors: anchors } });
    return JSON.parse((await WasmReader.fromBytes('video/mp4', file, told)).json()) as Store;
  };
}

const codes = ({ validation_results: { activeManifest } }: Store, of: 'success' | 'failure'): string[] => [
  ...new Set(activeManifest[of].map(({ code }) => code)),
];

it('C2PA’s own program finds the manifest of a release, its signature and its hash right', async () => {
  const store = await read(readFileSync(signed));
  expect(codes(store, 'success')).toEqual(
    expect.arrayContaining(['claimSignature.validated', 'assertion.hashedURI.match', 'assertion.bmffHash.match']),
  );
  // Nobody has told it of this certificate.
  expect(codes(store, 'failure')).toEqual(['signingCredential.untrusted']);
});

it('it reads who made the file and how, no name, no date, and nothing of the original', async () => {
  const { active_manifest, manifests } = await read(readFileSync(signed));
  const manifest = manifests[active_manifest]!;
  expect(active_manifest).toMatch(/^urn:c2pa:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(manifest.claim_generator_info).toMatchObject([{ name: 'Daylight', version: '1.0' }]);
  expect(manifest.title ?? null).toBeNull();
  expect(manifest.ingredients).toEqual([{ relationship: 'parentOf', label: 'c2pa.ingredient.v3' }]);
  const actions = manifest.assertions.find(({ label }) => label.startsWith('c2pa.actions'))?.data;
  expect((actions as { actions: { action: string }[] }).actions.map(({ action }) => action)).toEqual([
    'c2pa.opened',
    'c2pa.edited',
    'c2pa.repackaged',
  ]);
  expect(manifest.signature_info).toMatchObject({ alg: 'Ed25519', issuer: 'Daylight' });
  expect(JSON.stringify(manifests)).not.toMatch(/\d{4}-\d\d-\d\dT/);
});

it.each([
  ['a bit of the video', 'assertion.bmffHash.mismatch', (file: Buffer) => { file[file.length >> 1]! ^= 1; return file; }],
  ['an action', 'assertion.hashedURI.mismatch', (file: Buffer) => replaced(file, 'c2pa.repackaged', 'c2pa.transcoded')],
  ['the claim', 'claimSignature.mismatch', (file: Buffer) => replaced(file, 'xmp:iid:', 'xmp:iie:')],
])('it sees that %s was changed', async (_what, code, change) => {
  expect(codes(await read(change(readFileSync(signed))), 'failure')).toContain(code);
}); // prettier-ignore

it('the manifest is the last box, and everything before it is the release without one', async () => {
  const output = at.path('unsigned.mp4');
  const unsigned = await render(at.bench, { source, plan, mode: 'auto', output });
  const [file, without] = [readFileSync(signed), readFileSync(output)];
  expect(file.subarray(0, without.length).equals(without)).toBe(true);
  const last = allBoxes(file).at(-1)!;
  expect({ start: last.start, end: last.start + last.size }).toEqual({ start: without.length, end: file.length });
  expect(unsigned.provenance).toBeNull();
});

it('rendered again it is the same file, and passes as the worker verifies it', async () => {
  const output = at.path('again.mp4');
  const receipt = await render(at.bench, { source, plan, mode: 'auto', output, signer });
  expect(readFileSync(output).equals(readFileSync(signed))).toBe(true);
  expect(receipt).toMatchObject({ provenance: anchorOf(signer), outputBytes: readFileSync(output).length });
  expect(await verify(at.bench, { source, plan, output, provenance: signer.chain })).toMatchObject({ passed: true });
});

it('a City makes its key and its certificates with a script, which names their trust anchor', async () => {
  const secrets = mkdtempSync(join(at.folder, 'secrets-'));
  const script = join(__dirname, '..', '..', '..', 'docker', 'certificates.sh');
  const made = spawnSync('sh', [script, 'City of Cambridge', secrets], { encoding: 'utf8' });
  const text = (name: string): string => readFileSync(join(secrets, name), 'utf8');
  const city = provenanceSigner({ key: text('c2pa.pem'), chain: text('c2pa-chain.pem') });
  expect(made).toMatchObject({ status: 0, stdout: `${anchorOf(city)}\n` });
  const video = readFileSync(signed);
  const signedAnew = aSignedVideo(city, video.subarray(0, allBoxes(video).at(-1)!.start));
  const store = await read(signedAnew, text('c2pa-authority.crt'));
  expect(codes(store, 'failure')).toEqual([]);
  expect(codes(store, 'success')).toContain('signingCredential.trusted');
  expect(store.manifests[store.active_manifest]!.signature_info.issuer).toBe('City of Cambridge');
});

describe('a further form of a release', () => {
  const files = () => {
    const sha256 = createHash('sha256').update(readFileSync(signed)).digest('hex');
    return { source: { path: signed, sha256 }, output: at.path('further.mp4') };
  };
  const make: Record<string, (signer: ProvenanceSigner, of: ReturnType<typeof files>) => Promise<RenditionReceipt>> = {
    'small copy': (by, of) =>
      makeRendition(at.bench, { ...of, role: 'video-small', flashing: { trips: false, spans: [] }, signer: by }),
    'described version': (by, of) => {
      const sound = at.path('sound.wav');
      ffmpeg(['-i', signed, '-vn', sound]);
      return makeDescribed(at.bench, { ...of, sound, plan, signer: by });
    },
  };

  it.each(Object.keys(make))('as the %s carries a manifest of its own', async (name) => {
    const of = files();
    const receipt = await make[name]!(signer, of);
    expect(receipt.provenance).toBe(anchorOf(signer));
    const store = await read(readFileSync(of.output));
    expect(store.active_manifest).not.toBe((await read(readFileSync(signed))).active_manifest);
    expect(codes(store, 'success')).toContain('assertion.bmffHash.match');
    expect(codes(store, 'failure')).toEqual(['signingCredential.untrusted']);
  });

  it.each(Object.keys(make))('as the %s is refused when it was not signed by who should have', async (name) => {
    const forged = { chain: signer.chain, sign: aProvenanceSigner().sign };
    await expect(make[name]!(forged, files())).rejects.toThrow(/not signed with the key of its certificate/);
  });
});

it('words of the original are looked for in a manifest that nobody vouches for', async () => {
  const named = aClip(at.folder, { name: 'named.mp4', options: ['-metadata', 'title=c2pa.repackaged'] });
  const output = at.path('named.mp4');
  await render(at.bench, { source: named, plan: aPlan(), mode: 'auto', output, signer });
  const found = async (own?: typeof signer.chain): Promise<string[]> =>
    (await verify(at.bench, { source: named, plan: aPlan(), output, ...(own && { provenance: own }) })).violations.map(
      ({ rule }) => rule,
    );
  expect(await found()).toEqual(['no-metadata']);
  expect(await found(signer.chain)).toEqual([]);
});
