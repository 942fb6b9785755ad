import { generateKeyPairSync } from 'node:crypto';
import { hex, utf8 } from '@app/kernel';
import { CitySeal, sha256, signerFrom, verifierFrom } from '@app/ledger';
import {
  checkpointText,
  entryBody,
  inclusionProof,
  type LogProof,
  leafHash,
  signNote,
  tlogProof,
  toBase64,
  treeRoot,
  verifierKey,
} from '@app/ledger/domain';
import canonicalize from 'canonicalize';
import { fileName, releaseAttestation, type ReleaseBundle, type ReleaseEvidence, sha256Sums, verifyRelease } from '.';

const pem = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const seal = new CitySeal(pem());
const log = signerFrom(pem(), 'daylight.test/ledger');
const stranger = signerFrom(pem(), 'daylight.test/ledger');
const cityVerifier = verifierFrom(seal.publicKey.publicKey, seal.publicKey.name);
const CITY = verifierKey(sha256, cityVerifier);
const LOG = verifierKey(sha256, log);

const file = (role: 'video' | 'record', letter: string) =>
  ({ role, name: fileName(role), mediaType: 'x/y', sha256: letter.repeat(64), size: 10 }) as const;
const manifest = {
  schema: 'daylight-manifest-1',
  release: 'r',
  version: 1,
  files: [file('video', 'a'), file('record', 'b')],
} as const;
const ANCHOR = 'c'.repeat(64);
const hashOf = (value: unknown): string => hex(sha256(utf8(canonicalize(value) ?? '')));
const statement = {
  schema: 'daylight-sign-off-1',
  release: 'r',
  version: 1,
  manifestSha256: hashOf(manifest),
  signedAt: '2026-11-23T12:00:00Z',
  signedAs: 'City Solicitor or named designee',
};

/** A log of three entries, whose second is the publication. */
function logWith(open: object, signer = log): LogProof {
  const body = entryBody({ v: 1, at: '2026-11-23T12:00:00.000Z', commitment: '0', open: { ...open } });
  const leaves = [utf8('first'), body, utf8('third')].map((bytes) => leafHash(sha256, bytes));
  const text = checkpointText({ origin: log.name, size: 3, root: treeRoot(sha256, leaves) });
  const proof = inclusionProof(sha256, leaves, 1).map(toBase64);
  return { index: 1, body: toBase64(body), proof, checkpoint: signNote(sha256, text, [signer]) };
}
const PUBLISHED = { kind: 'published', release: 'r', version: 1, manifestSha256: hashOf(manifest) };

const BUNDLE: ReleaseBundle = {
  schema: 'daylight-release-2',
  release: 'r',
  version: 1,
  publishedAt: '2026-11-23T12:00:00Z',
  manifest,
  signOff: seal.sign('sign-off', statement),
  keys: { city: CITY, ledger: LOG, provenance: [ANCHOR] },
};

const PROVENANCE = { video: { fault: null, anchor: ANCHOR } } as const;

const FOUND = { video: { size: 10, sha256: 'a'.repeat(64) }, record: { size: 10, sha256: 'b'.repeat(64) } };

const PROOF = logWith(PUBLISHED);

const BESIDE: ReleaseEvidence['beside'] = {
  sums: sha256Sums(manifest),
  attestation: seal.sign('attestation', releaseAttestation(manifest, hashOf(manifest), new Date(0))),
  logProof: tlogProof(PROOF),
};

const verifierOf = (key: string) =>
  key === CITY ? cityVerifier : key === LOG ? verifierFrom(log.publicKey, log.name) : null;

const check = (bundle: Partial<ReleaseBundle> = {}, rest: Partial<ReleaseEvidence> = {}) =>
  verifyRelease({
    bundle: { ...BUNDLE, ...bundle },
    called: null,
    found: FOUND,
    record: { release: 'r', version: 1 },
    certificate: null,
    provenance: PROVENANCE,
    beside: BESIDE,
    strangers: [],
    sha256,
    hex,
    verifierOf,
    ...rest,
  });
const broken = (...of: Parameters<typeof check>) =>
  check(...of)
    .filter((one) => !one.holds)
    .map(({ name, says }) => `${name}: ${says}`);

it('holds for a release of which nothing was changed, and says what was checked', () => {
  expect(broken()).toEqual([]);
  expect(broken({}, { called: hashOf(manifest) })).toEqual([]);
  expect(new Set(check().map((one) => one.name))).toEqual(
    new Set([
      'manifest',
      'files',
      'sums',
      'record',
      'provenance',
      'sign-off',
      'attestation',
      'log entry',
      'log inclusion',
      'log checkpoint',
    ]),
  );
});

const KEY_UNKNOWN = 'sign-off: The City’s key is not one that is trusted, or no key at all.';
const NOT_SIGNED = 'sign-off: The sign-off was not signed with the City’s key.';
const other = (change: object) => seal.sign('sign-off', { ...statement, ...change });
const proved = (proof: LogProof): Parameters<typeof check> => [
  {},
  { beside: { ...BESIDE, logProof: tlogProof(proof) } },
];

/** One change of each part, and what the verifier says of it. */
const TAMPERED: [string, Parameters<typeof check>, string][] = [
  ['a missing file', [{}, { found: { record: FOUND.record } }], 'files: video.mp4 is missing.'],
  [
    'a longer file',
    [{}, { found: { ...FOUND, video: { size: 11, sha256: 'a'.repeat(64) } } }],
    'files: video.mp4 has 11 bytes; signed were 10.',
  ],
  [
    'a changed file',
    [{}, { found: { ...FOUND, video: { size: 10, sha256: 'c'.repeat(64) } } }],
    `files: video.mp4 has the hash ${'c'.repeat(64)}; signed was ${'a'.repeat(64)}.`,
  ],
  [
    'a record of another release',
    [{}, { record: { release: 'x', version: 1 } }],
    'record: Record or manifest are of another release or another version.',
  ],
  ['no record', [{}, { record: null }], 'record: Record or manifest are of another release or another version.'],
  [
    'a video without its manifest of provenance',
    [{}, { provenance: { video: null } }],
    'provenance: video.mp4 carries no Content Credentials.',
  ],
  [
    'a manifest of provenance that does not hold',
    [{}, { provenance: { video: { fault: 'of another video', anchor: ANCHOR } } }],
    'provenance: The Content Credentials in video.mp4 do not hold: of another video.',
  ],
  [
    'a certificate that the release does not name',
    [{ keys: { ...BUNDLE.keys, provenance: [] } }],
    `provenance: The Content Credentials in video.mp4 lead to a certificate that the release does not name: ${ANCHOR}.`,
  ],
  [
    'a certificate to which no video leads',
    [{ keys: { ...BUNDLE.keys, provenance: [ANCHOR, 'd'.repeat(64)] } }],
    `provenance: The release names the certificate ${'d'.repeat(64)}; none of its videos does.`,
  ],
  ['a city key nobody trusts', [{ keys: { ...BUNDLE.keys, city: 'x+y+z' } }], KEY_UNKNOWN],
  ['a sign-off by somebody else', [{ signOff: new CitySeal(pem()).sign('sign-off', statement) }], NOT_SIGNED],
  ['a receipt in place of a sign-off', [{ signOff: seal.sign('receipt', statement) }], NOT_SIGNED],
  [
    'a sign-off of another release',
    [{ signOff: other({ release: 'x' }) }],
    'sign-off: The sign-off is on another release or version.',
  ],
  [
    'a sign-off on other files',
    [{ signOff: other({ manifestSha256: 'f'.repeat(64) }) }],
    `sign-off: The sign-off is on other files: it names the manifest ${'f'.repeat(64)}; this one is ${hashOf(manifest)}.`,
  ],
  [
    'no proof',
    [{}, { beside: { ...BESIDE, logProof: null } }],
    'log proof: There is no proof from the City’s log yet: release.tlog-proof follows within a minute of publication.',
  ],
  [
    'a proof that is none',
    [{}, { beside: { ...BESIDE, logProof: 'words' } }],
    'log proof: release.tlog-proof is no proof (C2SP tlog-proof).',
  ],
  [
    'a folder that is called by another hash',
    [{}, { called: 'f'.repeat(64) }],
    `address: The folder is called ${'f'.repeat(64)}; its manifest has the hash ${hashOf(manifest)}.`,
  ],
  [
    'the log’s entry of another release',
    proved(logWith({ ...PUBLISHED, release: 'x' })),
    'log entry: The log’s entry is not the publication of these files.',
  ],
  [
    'the entry of a takedown',
    proved(logWith({ ...PUBLISHED, kind: 'unpublished' })),
    'log entry: The log’s entry is not the publication of these files.',
  ],
  [
    'another place in the log',
    proved({ ...PROOF, index: 2 }),
    'log inclusion: The proof does not show that the entry is in that log.',
  ],
  [
    'a shortened proof',
    proved({ ...PROOF, proof: PROOF.proof.slice(1) }),
    'log inclusion: The proof does not show that the entry is in that log.',
  ],
  [
    'a checkpoint that somebody else signed',
    proved(logWith(PUBLISHED, stranger)),
    'log checkpoint: The checkpoint was not signed with the log’s key.',
  ],
];

it('holds for a release of before videos carried Content Credentials, and says so', () => {
  const before = [{ keys: { ...BUNDLE.keys, provenance: [] } }, { provenance: { video: null } }] as const;
  expect(broken(...before)).toEqual([]);
  expect(check(...before).find(({ name }) => name === 'provenance')?.says).toMatch(/carries no Content Credentials/);
});

describe('each part that was tampered with is caught and named', () => {
  it.each(TAMPERED)('%s', (_, evidence, says) => {
    expect(broken(...evidence)).toEqual([says]);
  });

  it('a manifest that was changed is no longer the signed one, nor the one in the log', () => {
    const changed = { ...manifest, files: [{ ...manifest.files[0], sha256: 'c'.repeat(64) }, manifest.files[1]] };
    expect(broken({ manifest: changed }).map((line) => line.split(':')[0])).toEqual([
      'files',
      'sums',
      'sign-off',
      'attestation',
      'log entry',
    ]);
    const twice = { ...manifest, files: [manifest.files[0], manifest.files[0]] };
    expect(broken({ manifest: twice })[0]).toBe(
      'manifest: The manifest does not name a video and its record, each once, and each file by its own name.',
    );
  });
});
