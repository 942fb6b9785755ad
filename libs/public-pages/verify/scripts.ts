import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `nest build` copies these beside the compiled code. */
const read = (...path: readonly string[]): string => readFileSync(join(__dirname, ...path), 'utf8');
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** A module for the reader's browser, under a name of its content. */
function moduleOf(name: string, imports: readonly { readonly from: string; readonly name: string }[] = []) {
  const text = imports.reduce(
    (changed, one) => changed.replace(`'./${one.from}.mjs'`, `'./${one.name}'`),
    read(`${name}.mjs`),
  );
  return { from: name, name: `${name}-${hashOf(text)}.js`, body: Buffer.from(text) };
}

const SHA256 = moduleOf('sha256');
const CHECK_FILE = moduleOf('check-file', [SHA256]);

/** The script of the page that checks a file. */
export const CHECK_FILE_NAME = CHECK_FILE.name;

const VERIFIER = read('..', '..', '..', 'docs', 'verify_release.py');

/** The second verifier, for readers who have no copy of Daylight. */
export const VERIFIER_NAME = `verify_release-${hashOf(VERIFIER)}.py`;

export const VERIFY_SCRIPTS = {
  ...Object.fromEntries(
    [SHA256, CHECK_FILE].map(({ name, body }) => [name, { body, type: 'text/javascript; charset=utf-8' }]),
  ),
  [VERIFIER_NAME]: { body: Buffer.from(VERIFIER), type: 'text/x-python; charset=utf-8' },
};
