import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { AppError, hex } from '@app/kernel';
import { sha256, type Verifier, verifierFrom } from '@app/ledger';
import { parseVerifierKey } from '@app/ledger/domain';
import { type FileRole, type ReleaseBundle, type ReleaseCheck, verifyRelease } from '@app/publications/domain';
import { cosignedBy, knownWitnesses } from './log-key';

export interface ReleaseVerdict {
  readonly release: string;
  readonly version: number;
  readonly holds: boolean;
  readonly checks: readonly ReleaseCheck[];
  /** How many of the witnesses that somebody knows cosigned its checkpoint; null where none is known, or none is there. */
  readonly cosigned: string | null;
  readonly keys: {
    readonly city: string;
    readonly ledger: string | null;
    readonly trusted: 'given' | 'from the release itself';
  };
}

interface Source {
  readonly bundle: ReleaseBundle;
  readonly open: (file: ReleaseBundle['files'][number]) => Promise<Readable | null>;
}

/** Checks a release from a folder or an address. `trusted`: verifier keys, one a line; without it the release’s own are used, and the verdict says so. */
export async function verifyReleaseAt(
  where: string,
  options: { trusted: string | null; save: string | null; witnesses: string | null },
): Promise<ReleaseVerdict> {
  const source = /^https?:\/\//.test(where) ? await fromAddress(where) : fromFolder(where);
  const { bundle } = source;
  if (options.save) saveBundle(options.save, bundle);
  const { found, record } = await readFiles(source, options.save);
  const trusted =
    options.trusted
      ?.split('\n')
      .map((line) => line.trim())
      .filter(Boolean) ?? null;
  const verifierOf = (key: string): Verifier | null => {
    const parsed = trusted === null || trusted.includes(key) ? parseVerifierKey(sha256, key) : null;
    return parsed && verifierFrom(parsed.publicKey, parsed.name);
  };
  const checks = verifyRelease({ bundle, found, record, sha256, hex, verifierOf });
  return {
    release: bundle.release,
    version: bundle.version,
    holds: checks.every((check) => check.holds),
    checks,
    cosigned:
      options.witnesses !== null && bundle.ledger
        ? cosignedBy(bundle.ledger.checkpoint, knownWitnesses(options.witnesses))
        : null,
    keys: { ...bundle.keys, trusted: trusted === null ? 'from the release itself' : 'given' },
  };
}

function fromFolder(folder: string): Source {
  const path = join(folder, 'release.json');
  if (!existsSync(path))
    throw new AppError(
      'invalid-input',
      `There is no release.json in ${folder}. Give the folder of a release, or its address.`,
    );
  return {
    bundle: parse(readFileSync(path, 'utf8')),
    open: ({ name }) => {
      const file = join(folder, name.replace(/[/\\]/g, '_'));
      return Promise.resolve(
        existsSync(file) && statSync(file).isFile() ? createReadStream(file, { highWaterMark: 1 << 20 }) : null,
      );
    },
  };
}

async function fromAddress(where: string): Promise<Source> {
  const address = where.endsWith('/release.json')
    ? where
    : `${where.replace(/[?#].*$/, '').replace(/\/$/, '')}/release.json`;
  const answer = await fetch(address).catch((cause: unknown) => {
    throw new AppError('unavailable', `${address} cannot be reached.`, { cause });
  });
  if (answer.status === 410)
    throw new AppError('gone', 'This release was taken down. Do not rely on copies of it; its page says when and why.');
  if (!answer.ok) throw new AppError('not-found', `There is no release at ${address} (${answer.status}).`);
  return {
    bundle: parse(await answer.text()),
    open: async ({ url }) => {
      const file = await fetch(new URL(url, address));
      return file.ok && file.body ? Readable.fromWeb(file.body) : null;
    },
  };
}

function parse(text: string): ReleaseBundle {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError('invalid-input', 'release.json is not JSON.');
  }
  if (isBundle(value)) return value;
  throw new AppError('invalid-input', 'That is no release: release.json is not of a kind this program knows.');
}

/** Whether everything the checks look into is there. Whoever wrote the file may mean to deceive, or to make us fall. */
function isBundle(value: unknown): value is ReleaseBundle {
  const { schema, manifest, files, signOff, ledger, keys } = fieldsOf(value);
  const { proof, body, checkpoint } = fieldsOf(ledger);
  return (
    schema === 'daylight-release-1' &&
    isListOf(['role', 'name', 'sha256'], fieldsOf(manifest)['files']) &&
    isListOf(['role', 'name', 'url'], files) &&
    areTexts([fieldsOf(signOff)['payload']]) &&
    isListOf(['sig'], fieldsOf(signOff)['signatures']) &&
    (ledger === null || (areTexts(proof) && areTexts([body, checkpoint]))) &&
    areTexts([fieldsOf(keys)['city'], fieldsOf(keys)['ledger'] ?? ''])
  );
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const areTexts = (values: unknown): boolean =>
  Array.isArray(values) && values.every((value) => typeof value === 'string');

const isListOf = (texts: readonly string[], list: unknown): boolean =>
  Array.isArray(list) && list.every((one) => areTexts(texts.map((name) => fieldsOf(one)[name])));

const MOST_RECORD = 64 << 20;

async function readFiles(
  { bundle, open }: Source,
  save: string | null,
): Promise<{ found: Partial<Record<FileRole, { size: number; sha256: string }>>; record: unknown }> {
  const found: Partial<Record<FileRole, { size: number; sha256: string }>> = {};
  let record: unknown = null;
  for (const file of bundle.files) {
    const body = await open(file);
    if (!body) continue;
    const hash = createHash('sha256');
    const copy = save ? createWriteStream(join(save, file.name.replace(/[/\\]/g, '_'))) : null;
    const kept: Buffer[] = [];
    let size = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      hash.update(chunk);
      size += chunk.length;
      if (file.role === 'record' && size <= MOST_RECORD) kept.push(chunk);
      if (copy && !copy.write(chunk)) await new Promise<void>((resolve) => copy.once('drain', () => resolve()));
    }
    if (copy) await new Promise<void>((resolve) => copy.end(() => resolve()));
    found[file.role] = { size, sha256: hash.digest('hex') };
    if (file.role === 'record') record = jsonOrNull(Buffer.concat(kept).toString());
  }
  return { found, record };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function saveBundle(folder: string, bundle: ReleaseBundle): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'release.json'), `${JSON.stringify(bundle, null, 2)}\n`);
}
