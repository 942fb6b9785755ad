import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hex } from '@app/kernel';
import { BoundReader, checkManifest } from '@app/media';
import { sha256, type Verifier, verifierFrom } from '@app/ledger';
import { parseTlogProof, parseVerifierKey } from '@app/ledger/domain';
import {
  BESIDE,
  FILE_ROLES,
  type FileRole,
  type ManifestFile,
  mediaTypeOf,
  type ReleaseCheck,
  type ReleaseEvidence,
  verifyRelease,
} from '@app/publications/domain';
import { cosignedBy, knownWitnesses } from './log-key';
import { fromAddress, fromFolder, type ReleaseSource, safeName } from './release-source';

export interface ReleaseVerdict {
  readonly release: string;
  readonly version: number;
  readonly holds: boolean;
  readonly checks: readonly ReleaseCheck[];
  /** How many of the witnesses that somebody knows cosigned its checkpoint; null where none is known, or none is there. */
  readonly cosigned: string | null;
  readonly keys: {
    readonly city: string;
    readonly ledger: string;
    readonly provenance: readonly string[];
    readonly trusted: 'given' | 'from the release itself';
  };
}

/** Checks a release from a folder or an address. `trusted`: verifier keys, one a line; without it the release’s own are used, and the verdict says so. */
export async function verifyReleaseAt(
  where: string,
  options: { trusted: string | null; save: string | null; witnesses: string | null },
): Promise<ReleaseVerdict> {
  const source = /^https?:\/\//.test(where) ? await fromAddress(where) : fromFolder(where);
  const { bundle, called, strangers } = source;
  if (options.save) mkdirSync(options.save, { recursive: true });
  const files = await readFiles(source, options.save);
  const beside = await readBeside(source, options.save);
  const trusted =
    options.trusted
      ?.split('\n')
      .map((line) => line.trim())
      .filter(Boolean) ?? null;
  const verifierOf = (key: string): Verifier | null => {
    const parsed = trusted === null || trusted.includes(key) ? parseVerifierKey(sha256, key) : null;
    return parsed && verifierFrom(parsed.publicKey, parsed.name);
  };
  const checks = verifyRelease({ bundle, called, ...files, beside, strangers, sha256, hex, verifierOf });
  return {
    release: bundle.release,
    version: bundle.version,
    holds: checks.every((check) => check.holds),
    checks,
    cosigned: cosignedIn(beside.logProof, options.witnesses),
    keys: { ...bundle.keys, trusted: trusted === null ? 'from the release itself' : 'given' },
  };
}

function cosignedIn(logProof: string | null, witnesses: string | null): string | null {
  const proof = logProof === null ? null : parseTlogProof(logProof);
  return proof && witnesses !== null ? cosignedBy(proof.checkpoint, knownWitnesses(witnesses)) : null;
}

async function readBeside({ text }: ReleaseSource, save: string | null): Promise<ReleaseEvidence['beside']> {
  const read = async (name: keyof typeof BESIDE): Promise<string | null> => {
    const found = await text(name);
    if (save !== null && found !== null) writeFileSync(join(save, BESIDE[name]), found);
    return found;
  };
  await read('bundle');
  const [sums, attestation, logProof] = [await read('sums'), await read('attestation'), await read('logProof')];
  return { sums, attestation: jsonOrNull(attestation ?? ''), logProof };
}

/** Files of which the checks read more than the hash; none of them is ever so long. */
const READ: readonly FileRole[] = ['record', 'certificate'];
const MOST_READ = 64 << 20;

const isVideo = (role: FileRole): boolean => FILE_ROLES.includes(role) && mediaTypeOf(role) === 'video/mp4';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Found = Pick<ReleaseEvidence, 'found' | 'record' | 'certificate' | 'provenance'>;

async function readFiles({ bundle, open }: ReleaseSource, save: string | null): Promise<Found> {
  const found: Partial<Record<FileRole, { size: number; sha256: string }>> = {};
  const read: Partial<Record<FileRole, unknown>> = {};
  const provenance: Mutable<ReleaseEvidence['provenance']> = {};
  for (const file of bundle.manifest.files) {
    const { role } = file;
    const hashed = await hashFile(file, open, save);
    if (!hashed) continue;
    found[role] = { size: hashed.size, sha256: hashed.sha256 };
    if (READ.includes(role)) read[role] = jsonOrNull(hashed.text);
    if (isVideo(role)) provenance[role] = checkManifest(hashed.bound.end());
  }
  return { found, record: read.record ?? null, certificate: read.certificate ?? null, provenance };
}

async function hashFile(
  file: ManifestFile,
  open: ReleaseSource['open'],
  save: string | null,
): Promise<{ size: number; sha256: string; text: string; bound: BoundReader } | null> {
  const body = await open(file.name);
  if (!body) return null;
  const hash = createHash('sha256');
  const copy = save ? createWriteStream(join(save, safeName(file.name))) : null;
  const kept: Buffer[] = [];
  const bound = new BoundReader();
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
    if (isVideo(file.role)) bound.update(chunk);
    if (READ.includes(file.role) && size <= MOST_READ) kept.push(chunk);
    if (copy && !copy.write(chunk)) await new Promise<void>((resolve) => copy.once('drain', () => resolve()));
  }
  if (copy) await new Promise<void>((resolve) => copy.end(() => resolve()));
  return { size, sha256: hash.digest('hex'), text: Buffer.concat(kept).toString(), bound };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
