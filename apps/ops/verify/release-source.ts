import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { AppError, isSha256Hex } from '@app/kernel';
import { digestOf } from '@app/ledger';
import { BESIDE, bundlePath, type ReleaseBundle } from '@app/publications/domain';

/** A release as it lies in a folder, or as the site answers. */
export interface ReleaseSource {
  readonly bundle: ReleaseBundle;
  /** The hash by which the folder or its address is called; null where it is called otherwise. */
  readonly called: string | null;
  /** A file of it by its name; null where it is not there. */
  readonly open: (name: string) => Promise<Readable | null>;
  /** What stands beside the signed files; null where it is not there. */
  readonly text: (name: keyof typeof BESIDE) => Promise<string | null>;
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
    called: hashOrNull(basename(resolve(folder))),
    open: (name) => {
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

/** A folder on the web: of a release's page, which has only its release.json, the one that is called by its hash. */
export async function fromAddress(where: string): Promise<ReleaseSource> {
  const given = where.replace(/[?#].*$/, '').replace(/\/?(?:release\.json)?$/, '');
  const json = await releaseJsonAt(`${given}/${BESIDE.bundle}`);
  const bundle = parse(json);
  const folder = PAGE.test(given) ? new URL(bundlePath(digestOf(bundle.manifest)), given).href : given;
  const ask = async (name: string): Promise<Response | null> => {
    const answer = await fetch(`${folder}/${encodeURIComponent(safeName(name))}`);
    return answer.ok ? answer : null;
  };
  return {
    bundle,
    called: hashOrNull(basename(folder)),
    open: async (name) => {
      const body = (await ask(name))?.body;
      return body ? Readable.fromWeb(body) : null;
    },
    text: async (name) => (name === 'bundle' ? json : ((await (await ask(BESIDE[name]))?.text()) ?? null)),
    strangers: [],
  };
}

const PAGE = /\/releases\/[^/]+$/;

async function releaseJsonAt(address: string): Promise<string> {
  const answer = await fetch(address).catch((cause: unknown) => {
    throw new AppError('unavailable', `${address} cannot be reached.`, { cause });
  });
  if (answer.status === 410)
    throw new AppError('gone', 'This release was taken down. Do not rely on copies of it; its page says when and why.');
  if (!answer.ok) throw new AppError('not-found', `There is no release at ${address} (${answer.status}).`);
  return answer.text();
}

const hashOrNull = (name: string): string | null => (isSha256Hex(name) ? name : null);

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
  const { schema, manifest, signOff, keys } = fieldsOf(value);
  const { city, ledger, provenance } = fieldsOf(keys);
  return (
    schema === 'daylight-release-2' &&
    isListOf(['role', 'name', 'sha256'], fieldsOf(manifest)['files']) &&
    areTexts([fieldsOf(signOff)['payload']]) &&
    isListOf(['sig'], fieldsOf(signOff)['signatures']) &&
    areTexts([city, ledger]) &&
    areTexts(provenance)
  );
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const areTexts = (values: unknown): boolean =>
  Array.isArray(values) && values.every((value) => typeof value === 'string');

const isListOf = (texts: readonly string[], list: unknown): boolean =>
  Array.isArray(list) && list.every((one) => areTexts(texts.map((name) => fieldsOf(one)[name])));
