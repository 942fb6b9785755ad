import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const PAGE = read('docs/asvs.md');

/** The cells of every row of the page, without the bars. */
const ROWS: readonly (readonly string[])[] = PAGE.split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.slice(1, -1).split('|').map((cell) => cell.trim())); // prettier-ignore

interface Line {
  readonly requirement: string;
  /** Tests, reasons, or both. */
  readonly shownBy: readonly string[];
}

const LINES: readonly Line[] = ROWS.filter(([first = '']) => /^\d+\.\d+\.\d+$/.test(first)).map(
  ([requirement = '', , shownBy = '']) => ({ requirement, shownBy: shownBy.split('<br>') }),
);

/** How many requirements of levels 1 and 2 each chapter of ASVS 5.0.0 has, and CSV of level 3; by hand. */
const CHAPTERS: Readonly<Record<string, number>> = { 1: 28, 2: 11, 3: 19, 4: 10, 5: 9, 8: 6, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13, 16: 16 }; // prettier-ignore

const isReason = (said: string): boolean => /^(?:Not applicable|Not met): \S.{3}/.test(said);
/** As it stands in a text that breaks its lines elsewhere. */
const unbroken = (text: string): string => text.replace(/\s+/g, ' ');
const PARTS = ' › ';
const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What is wrong with one thing that a requirement is shown by; null: nothing. */
function faultOf(said: string): string | null {
  if (isReason(said)) return null;
  const [, sentence] = /^Left to the operator: (.+)$/.exec(said) ?? [];
  const [file = '', name = '', ...cases] = (sentence ?? said).split(PARTS);
  if (!existsSync(join(ROOT, file))) return `there is no ${file}`;
  const text = read(file);
  if (sentence !== undefined)
    return unbroken(text).includes(name.replace(/^“|”$/g, '')) ? null : `${file} does not say ${name}`;
  const begins = text.search(new RegExp(`(?:\\bit|\\)\\(|\\bit\\.each|\\()\\s*'${literally(name)}'`));
  if (begins < 0) return `no test of ${file} is called ${name}`;
  const missing = cases.filter((one) => !text.includes(one));
  return missing.length === 0 ? null : `${file} has no case ${missing.join(', ')}`;
}

it('names for every requirement a test that is there, or a reason, or the sentence that tells the operator', () => {
  const faults = LINES.flatMap(({ requirement, shownBy }) =>
    shownBy.map((said) => [requirement, faultOf(said)]).filter(([, fault]) => fault !== null),
  );
  expect(faults).toEqual([]);
});

it('would see a test, a case and a sentence that are not there', () => {
  const here = 'test/architecture/asvs.spec.ts';
  expect(faultOf(`${here} › leaves out no requirement, and names none twice`)).toBeNull();
  for (const said of [
    'test/nowhere.spec.ts › anything',
    `${here} › leaves out`,
    `${here} › leaves out no requirement, and names none twice › ${'x'.repeat(9)}`,
    'Left to the operator: docs/operating.md › “Do as you like.”',
    'Not applicable: ',
    'Left to the operator: somebody does it',
  ])
    expect([said, faultOf(said)]).not.toEqual([said, null]);
});

it('leaves out no requirement, and names none twice', () => {
  const requirements = LINES.map((line) => line.requirement);
  expect(new Set(requirements).size).toBe(requirements.length);
  const counts: Record<string, number> = {};
  for (const requirement of requirements) {
    const [chapter = ''] = requirement.split('.');
    counts[chapter] = (counts[chapter] ?? 0) + 1;
  }
  expect(counts).toEqual(CHAPTERS);
});

/** Every file of the portal, and what it says. */
const PORTAL = globSync('apps/portal/**/*.{ts,tsx}', { cwd: ROOT })
  .filter((path) => !path.includes('.spec.'))
  .map(read)
  .join('\n');

const found = (text: string, ...patterns: RegExp[]): string[] =>
  [...new Set(patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = '']) => name)))].sort();

it('describes below every parameter and field that the public site reads', () => {
  const parameters = found(
    PORTAL,
    /\b(?:text|oneOf|flag|day|matching)\(\w+, '(\w+)'/g,
    /\b(?:given|query)\['(\w+)'\]/g,
    /@Query\('(\w+)'\)/g,
    /readonly (\w+)\?: unknown;/g,
  );
  const fields = found(read('libs/requests/domain/ask.ts'), /\btext\('(\w+)'\)/g);
  expect([parameters.length > 15, fields.length]).toEqual([true, 3]);
  const described = ROWS.flatMap(([name = '']) => /^`(\w+)`$/.exec(name)?.[1] ?? []);
  expect(described.sort()).toEqual([...parameters, ...fields].sort());
});

it('states every bound as the code has it', () => {
  const bounds = ROWS.flatMap(([, where = '']) => (/^(?:apps|libs)\/\S+ › /.test(where) ? [where.split(PARTS)] : []));
  expect(bounds.length).toBeGreaterThan(15);
  for (const [file = '', bound = ''] of bounds)
    expect([file, bound, new RegExp(`\\b${literally(bound)}[;,]`).test(read(file))]).toEqual([file, bound, true]);
});

it('describes every entry that the portal writes into its log', () => {
  const entries = found(PORTAL, /\blog\.\w+\([^']*'([^']+)'\)/g);
  expect(entries.length).toBeGreaterThan(3);
  const described = found(read('docs/operating.md'), /^\| (\S[^|]*?) +\|/gm).filter(
    (one) => !/^(?:entry$|-)/.test(one),
  );
  expect(described).toEqual(entries);
});
