import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A module for the reader's browser, under a name of its content; `nest build` copies it beside the compiled code. */
function moduleOf(name: string, imports: readonly { readonly from: string; readonly name: string }[] = []) {
  const text = imports.reduce(
    (changed, one) => changed.replace(`'./${one.from}.mjs'`, `'./${one.name}'`),
    readFileSync(join(__dirname, `${name}.mjs`), 'utf8'),
  );
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return { from: name, name: `${name}-${hash}.js`, body: Buffer.from(text) };
}

const SHA256 = moduleOf('sha256');
const CHECK_FILE = moduleOf('check-file', [SHA256]);

/** The script of the page that checks a file. */
export const CHECK_FILE_NAME = CHECK_FILE.name;

export const VERIFY_SCRIPTS = Object.fromEntries(
  [SHA256, CHECK_FILE].map(({ name, body }) => [name, { body, type: 'text/javascript; charset=utf-8' }]),
);
