import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

interface Line {
  readonly requirement: string;
  readonly shownBy: string;
}

const LINES: readonly Line[] = readFileSync(join(ROOT, 'docs', 'asvs.md'), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => /^\d+\.\d+\.\d+$/.test(cells[1] ?? ''))
  .map(([, requirement = '', , shownBy = '']) => ({ requirement, shownBy }));

/** How many requirements of levels 1 and 2 each chapter of ASVS 5.0.0 has, and CSV of level 3; by hand. */
const CHAPTERS: Readonly<Record<string, number>> = { 1: 28, 2: 11, 3: 19, 4: 10, 5: 9, 8: 6, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13, 16: 16 }; // prettier-ignore

it('names for every requirement a test that is there, or a reason', () => {
  for (const { requirement, shownBy } of LINES) {
    if (/^(?:Not applicable|Left to the operator): \S.{3}/.test(shownBy)) continue;
    const [file = '', name = ''] = shownBy.split(' › ');
    expect([requirement, file, existsSync(join(ROOT, file))]).toEqual([requirement, file, true]);
    const tests = readFileSync(join(ROOT, file), 'utf8');
    expect([requirement, name, tests.includes(`'${name}'`)]).toEqual([requirement, name, true]);
  }
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
