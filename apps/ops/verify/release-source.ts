import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { AppError } from '@app/kernel';
import { BESIDE, type ReleaseBundle } from '@app/publications/domain';

/** A release as it lies in a folder, or as the site answers. */
export interface ReleaseSource {
  readonly bundle: ReleaseBundle;
  readonly open: (file: ReleaseBundle['files'][number]) => Promise<Readable | null>;
  /** What stands beside the signed files; null where it is not there. */
  readonly text: (name: keyof ReleaseBundle['beside']) => Promise<string | null>;
  /** Names in the folder that the release does not know. */
  readonly strangers: readonly string[];
}

/** More than any text beside a release has. */
const MOST_TEXT = 16 << 20;

/** A name from a bundle never leads out of the folder. */
export const safeName = (name: string): string => name.replace(/[/\\]/g, '_').replace(/^\.+/, '_');

export function fromFolder(folder: string): ReleaseSource {
  const path = join(folder, BESIDE.bundle);
  if (!existsSync(path))
    throw new AppError(
      'invalid-input',
      `There is no release.json in ${folder}. Give the folder of a release, or its address.`,
    );
  const bundle = parse(readFileSync(path, 'utf8'));
  const known = new Set<string>([...Object.values(BESIDE), ...bundle.manifest.files.map(({ name }) => name)]);
  const isFile = (file: string): boolean => existsSync(file) && statSync(file).isFile();
  return {
    bundle,
    open: ({ name }) => {
      const file = join(folder, safeName(name));
      return Promise.resolve(isFile(file) ? createReadStream(file, { highWaterMark: 1 << 20 }) : null);
    },
    text: (name) => {
      const file = join(folder, BESIDE[name]);
      return Promise.resolve(isFile(file) && statSync(file).size <= MOST_TEXT ? readFileSync(file, 'utf8') : null);
    },
    // Names that begin with a dot are those of the computer that shows the folder.
    strangers: readdirSync(folder).filter((name) => !name.startsWith('.') && !known.has(name)),
  };
}

export async function fromAddress(where: string): Promise<ReleaseSource> {
  const address = where.endsWith(`/${BESIDE.bundle}`)
    ? where
    : `${where.replace(/[?#].*$/, '').replace(/\/$/, '')}/${BESIDE.bundle}`;
  const answer = await fetch(address).catch((cause: unknown) => {
    throw new AppError('unavailable', `${address} cannot be reached.`, { cause });
  });
  if (answer.status === 410)
    throw new AppError('gone', 'This release was taken down. Do not rely on copies of it; its page says when and why.');
  if (!answer.ok) throw new AppError('not-found', `There is no release at ${address} (${answer.status}).`);
  const bundle = parse(await answer.text());
  return {
    bundle,
    open: async ({ url }) => {
      const file = await fetch(new URL(url, address));
      return file.ok && file.body ? Readable.fromWeb(file.body) : null;
    },
    text: async (name) => {
      const url = bundle.beside[name];
      const file = url === null ? null : await fetch(new URL(url, address));
      return file?.ok ? file.text() : null;
    },
    strangers: [],
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
  const { schema, manifest, files, beside, signOff, ledger, keys } = fieldsOf(value);
  const { proof, body, checkpoint } = fieldsOf(ledger);
  const { sums, attestation, logProof } = fieldsOf(beside);
  return (
    schema === 'daylight-release-1' &&
    isListOf(['role', 'name', 'sha256'], fieldsOf(manifest)['files']) &&
    isListOf(['role', 'name', 'url'], files) &&
    areTexts([sums, attestation ?? '', logProof ?? '']) &&
    areTexts([fieldsOf(signOff)['payload']]) &&
    isListOf(['sig'], fieldsOf(signOff)['signatures']) &&
    (ledger === null || (areTexts(proof) && areTexts([body, checkpoint]))) &&
    areTexts([fieldsOf(keys)['city'], fieldsOf(keys)['ledger'] ?? '']) &&
    areTexts(fieldsOf(keys)['provenance'])
  );
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const areTexts = (values: unknown): boolean =>
  Array.isArray(values) && values.every((value) => typeof value === 'string');

const isListOf = (texts: readonly string[], list: unknown): boolean =>
  Array.isArray(list) && list.every((one) => areTexts(texts.map((name) => fieldsOf(one)[name])));
