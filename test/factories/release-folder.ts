import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CitySeal, digestOf, sha256, type Signer, signerFrom } from '@app/ledger';
import {
  checkpointText,
  entryBody,
  inclusionProof,
  leafHash,
  type LogProof,
  signNote,
  toBase64,
  tlogProof,
  treeRoot,
  verifierKey,
  witnessKey,
} from '@app/ledger/domain';
import { utf8 } from '@app/kernel';
import type { ProvenanceSigner } from '@app/media';
import {
  BESIDE,
  certificateJson,
  determinationOnRelease,
  fileName,
  type FileRole,
  fixedJson,
  type ManifestFile,
  mediaTypeOf,
  posterCard,
  redactionsCsv,
  redactionsJson,
  redactionsVtt,
  releaseAttestation,
  type ReleaseBundle,
  type ReleaseManifest,
  sha256Sums,
  transcriptText,
} from '@app/publications/domain';
import canonicalize from 'canonicalize';
import { anchorOf, aProvenanceSigner, aSignedVideo } from './provenance';
import { aRecord, FINDINGS, PARTS } from './release-record';

const pem = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

/** The City with its key, its log and its certificates; `nobody` has keys of the same names, made by themselves. */
export const aCity = (): { readonly seal: CitySeal; readonly log: Signer; readonly signer: ProvenanceSigner } => ({
  seal: new CitySeal(pem()),
  log: signerFrom(pem(), 'daylight.test/ledger'),
  signer: aProvenanceSigner(),
});
export type City = ReturnType<typeof aCity>;

export interface ReleaseFolder {
  readonly bundle: ReleaseBundle;
  /** That the log holds its publication. */
  readonly proof: LogProof;
  /** Verifier keys of the City and of its log. */
  readonly keys: readonly [city: string, log: string];
  /** Everything that stands in the folder, by its name. */
  readonly files: Readonly<Record<string, Buffer>>;
}

export const keysOf = ({ seal, log }: City): [city: string, log: string] => [
  verifierKey(sha256, seal.publicKey),
  verifierKey(sha256, log),
];

/** Its public keys as an operator gives them to the public site. */
export const asConfigured = (city: City) => ({
  city: [verifierKey(sha256, city.seal.publicKey)],
  log: [verifierKey(sha256, city.log)],
  witnesses: [witnessKey(sha256, signerFrom(pem(), 'witness.test'))],
  anchors: city.signer.chain.slice(-1).map((certificate) => certificate.toString('base64')),
});

interface OtherVideo {
  /** In place of one with its manifest of provenance. */
  readonly video?: Buffer;
  /** Which certificates the release says that its video leads to. */
  readonly anchors?: readonly string[];
}

/** A published release as the site would serve it, made by Daylight's own functions. */
export function aReleaseFolder(
  city: City,
  change: Parameters<typeof aRecord>[0] = {},
  { video = aSignedVideo(city.signer), anchors = [anchorOf(city.signer)] }: OtherVideo = {},
): ReleaseFolder {
  const record = aRecord(change);
  const contents = contentsOf(record, video);
  const files = Object.entries(contents).map(([role, bytes]) => fileOf(role as FileRole, bytes));
  const { release, version } = record;
  const manifest: ReleaseManifest = { schema: 'daylight-manifest-1', release, version, files };
  const manifestSha256 = digestOf(manifest);
  const at = new Date('2026-11-23T12:00:00.000Z');
  const signedAs = 'City Solicitor or named designee';
  const statement = { schema: 'daylight-sign-off-1', release, version, manifestSha256, signedAt: at, signedAs };
  const proof = aLogProof(city.log, { kind: 'published', release, version, manifestSha256 });
  const attestation = city.seal.sign('attestation', releaseAttestation(manifest, manifestSha256, at));
  const keys = keysOf(city);
  const bundle: ReleaseBundle = {
    schema: 'daylight-release-2',
    release,
    version,
    publishedAt: at.toISOString(),
    manifest,
    signOff: city.seal.sign('sign-off', { ...statement, signedAt: at.toISOString() }),
    keys: { city: keys[0], ledger: keys[1], provenance: anchors },
  };
  return {
    bundle,
    proof,
    keys,
    files: {
      ...Object.fromEntries(Object.entries(contents).map(([role, bytes]) => [fileName(role as FileRole), bytes])),
      [BESIDE.bundle]: Buffer.from(fixedJson(bundle)),
      [BESIDE.sums]: Buffer.from(sha256Sums(manifest)),
      [BESIDE.attestation]: Buffer.from(fixedJson(attestation)),
      [BESIDE.logProof]: Buffer.from(tlogProof(proof)),
    },
  };
}

const fileOf = (role: FileRole, bytes: Buffer): ManifestFile => ({
  role,
  name: fileName(role),
  mediaType: mediaTypeOf(role),
  sha256: createHash('sha256').update(bytes).digest('hex'),
  size: bytes.length,
});

function contentsOf(record: ReturnType<typeof aRecord>, video: Buffer): Partial<Record<FileRole, Buffer>> {
  const texts: Partial<Record<FileRole, string>> = {
    captions: 'WEBVTT\n\n00:00:00.500 --> 00:00:01.200\n<v Officer 1>Step back.\n',
    transcript: transcriptText(record),
    poster: posterCard(record.title, record.camera.label),
    record: `${canonicalize(record) ?? ''}\n`,
    'redactions-json': redactionsJson(record),
    'redactions-csv': redactionsCsv(record),
    'redactions-vtt': redactionsVtt(record),
    determination: determinationOnRelease(record),
    certificate: certificateJson(record, fileOf('video', video), FINDINGS, PARTS),
  };
  const asBytes = Object.entries(texts).map(([role, text]) => [role, Buffer.from(text)] as const);
  return { video, ...Object.fromEntries(asBytes) };
}

/** A log of seven entries, whose third is this one. */
export function aLogProof(log: Signer, open: object): LogProof {
  const body = entryBody({ v: 1, at: '2026-11-23T12:00:00.000Z', commitment: '0'.repeat(64), open: { ...open } });
  const leaves = ['a', 'b', null, 'd', 'e', 'f', 'g'].map((text) =>
    leafHash(sha256, text === null ? body : utf8(text)),
  );
  const text = checkpointText({ origin: log.name, size: leaves.length, root: treeRoot(sha256, leaves) });
  const proof = inclusionProof(sha256, leaves, 2).map(toBase64);
  return { index: 2, body: toBase64(body), proof, checkpoint: signNote(sha256, text, [log]) };
}

export function writeFolder(folder: string, files: Readonly<Record<string, Buffer>>): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  return folder;
}
