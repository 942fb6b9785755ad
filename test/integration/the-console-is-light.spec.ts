import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '@app/kernel';

// Design ux, C11. The build is the one that the api serves; each file has its packed copy beside it.

const CONSOLE = join(__dirname, '..', '..', 'dist', 'console');
const ASSETS = join(CONSOLE, 'assets');
const KB = 1000;

const text = (name: string): string => readFileSync(join(ASSETS, name), 'utf8');
const packed = (names: readonly string[]): number =>
  names.reduce((sum, name) => sum + readFileSync(join(ASSETS, `${name}.br`)).length, 0);

/** What the page itself asks for. */
const shell = [...readFileSync(join(CONSOLE, 'index.html'), 'utf8').matchAll(/\/console\/assets\/([\w-]+\.(?:js|css))/g)].map(([, name]) => name!); // prettier-ignore
const named = (beginning: string): string =>
  must(
    readdirSync(ASSETS).find((name) => name.startsWith(beginning) && name.endsWith('.js')),
    beginning,
  );
/** A chunk with what it imports, less what is there already. */
const chunk = (name: string): string[] => [
  name,
  ...[...text(name).matchAll(/from"\.\/([\w-]+\.js)"/g)].map(([, one]) => one!).filter((one) => !shell.includes(one)),
];

it('its shell is 200 KB at most, and knows nothing of the editor but its name', () => {
  expect(shell.length).toBeGreaterThanOrEqual(2);
  expect(packed(shell)).toBeLessThanOrEqual(200 * KB);
  const decodes = (name: string): boolean => text(name).includes('VideoDecoder');
  expect([shell.some(decodes), decodes(named('redaction-page-'))]).toEqual([false, true]);
});

it('its editor is 120 KB at most', () => {
  expect(packed(chunk(named('redaction-page-')))).toBeLessThanOrEqual(120 * KB);
});

it('makes no code out of text', () => {
  for (const name of readdirSync(ASSETS).filter((one) => one.endsWith('.js')))
    expect([name, /\beval\(|new Function\(/.test(text(name))]).toEqual([name, false]);
});
