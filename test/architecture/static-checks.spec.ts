import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { plant, type Planted, plantedFolder, projectRoot, removeFolder } from './planted-folder';

let folder: string;
beforeEach(() => {
  folder = plantedFolder(['tsconfig.json', 'package.json', 'eslint.config.mjs', '.prettierrc.json', 'knip.json']);
});
afterEach(() => removeFolder(folder));

/** Runs one of the programs of `npm run check` in the folder laid out. */
function run(program: string, ...args: string[]): { code: number | null; text: string } {
  const path = join(projectRoot, 'node_modules', ...program.split('/'));
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return { code: status, text: `${stdout}${stderr}` };
}

const lines = (count: number, line: string): string => `${line}\n`.repeat(count);
const never = 'declare const never: () => Promise<void>;\n';

/** Code that each lint rule of ours must refuse: one file each. */
const LINT: readonly (readonly [rule: string, code: string])[] = Object.entries({
  '@typescript-eslint/no-floating-promises': `${never}export const start = (): void => {\n  never();\n};\n`,
  '@typescript-eslint/no-misused-promises': `${never}export const list = [1].filter(async () => {\n  await never();\n});\n`,
  '@typescript-eslint/no-explicit-any': 'export const anything: any = 1;\n',
  '@typescript-eslint/no-unsafe-return': 'export const read = (text: string): string => JSON.parse(text);\n',
  '@typescript-eslint/switch-exhaustiveness-check':
    "export function name(kind: 'a' | 'b'): string {\n  switch (kind) {\n    case 'a':\n      return 'A';\n  }\n  return '';\n}\n",
  '@typescript-eslint/consistent-type-imports': "import { Kind } from './kind';\n\nexport type Other = Kind;\n",
  '@typescript-eslint/prefer-readonly':
    'export class Box {\n  private value = 1;\n\n  read(): number {\n    return this.value;\n  }\n}\n',
  'no-restricted-syntax': 'export enum Kind {\n  one,\n}\n',
  'no-restricted-properties': "export const secret = process.env['SECRET'];\n",
  'max-lines': lines(401, '// a line'),
  'max-lines-per-function': `export function long(): void {\n${lines(61, "  'x'.trim();")}}\n`,
  'no-console': "console.log('here');\n",
  eqeqeq: 'export const same = (a: unknown, b: unknown): boolean => a == b;\n',
  'no-eval': 'export const run = (text: string): unknown => eval(text);\n',
  '@typescript-eslint/no-implied-eval': "export const make = (text: string): unknown => new Function('a', text);\n",
});
/** What is random is a secret or an identity; the rule is the same as that of the environment. */
const RANDOM = ['no-restricted-properties', 'export const dice = (): number => Math.random();\n'] as const;

it('ESLint refuses the planted violation of each of our rules', () => {
  const files = [...LINT, RANDOM].map(([rule, text], i) => ({ rule, text, path: `libs/kernel/planted-${i}.ts` }));
  plant(folder, { 'libs/kernel/kind.ts': 'export type Kind = 1;\n' });
  plant(folder, Object.fromEntries(files.map(({ path, text }) => [path, text])));
  const { text } = run('eslint/bin/eslint.js', '--format', 'json', 'libs');
  const found = new Map(
    (JSON.parse(text) as { filePath: string; messages: { ruleId: string | null }[] }[]).map((file) => [
      file.filePath.slice(folder.length + 1),
      file.messages.map((message) => message.ruleId),
    ]),
  );
  for (const { rule, path } of files) expect([rule, found.get(path)]).toEqual([rule, expect.arrayContaining([rule])]);
});

it('ESLint lets the operator’s commands read the environment', () => {
  plant(folder, { 'apps/ops/planted.ts': "export const folder = process.env['DAYLIGHT_DATA'];\n" });
  expect(run('eslint/bin/eslint.js', 'apps')).toMatchObject({ code: 0 });
});

/** What the strict compiler must refuse, by its error's number. */
const TYPES: Readonly<Record<string, string>> = {
  TS7006: 'export const twice = (n) => n * 2;\n',
  TS2322: 'export const first = (list: readonly string[]): string => list[0];\n',
  TS2375: 'interface Named {\n  readonly name?: string;\n}\nexport const nobody: Named = { name: undefined };\n',
  TS4111: 'export const of = (record: Record<string, number>): number | undefined => record.one;\n',
  TS6133: 'export function unused(): void {\n  const nothing = 1;\n}\n',
  TS7030: 'export function maybe(yes: boolean): number | undefined {\n  if (yes) return 1;\n}\n',
  TS18046:
    "export const message = (): string => {\n  try {\n    return '';\n  } catch (error) {\n    return error.message;\n  }\n};\n",
};

it('the compiler refuses what strict types forbid', () => {
  plant(
    folder,
    Object.fromEntries(Object.entries(TYPES).map(([code, text]) => [`libs/${code.toLowerCase()}.ts`, text])),
  );
  const { code, text } = run('typescript/bin/tsc', '--noEmit', '--pretty', 'false');
  expect(code).not.toBe(0);
  for (const error of Object.keys(TYPES)) expect(text).toMatch(new RegExp(`${error.toLowerCase()}.*error ${error}:`));
});

it('Prettier refuses a file that it would write otherwise', () => {
  plant(folder, { 'libs/kernel/planted.ts': 'export const  two = [ 1,2 ]\n' });
  expect(run('prettier/bin/prettier.cjs', '--check', 'libs')).toMatchObject({
    code: 1,
    text: expect.stringContaining('libs/kernel/planted.ts') as string,
  });
});

it('knip refuses a file, an export and a dependency that nobody uses', () => {
  const files: Planted = {
    'apps/api/main.ts': "import { used } from '../../libs/kernel/index';\n\nused();\n",
    'libs/kernel/index.ts': 'export const used = (): void => undefined;\nexport const unusedExport = 1;\n',
    'libs/kernel/unused-file.ts': 'export const nothing = 1;\n',
  };
  plant(folder, files);
  const { code, text } = run('knip/bin/knip.js', '--no-progress');
  expect(code).not.toBe(0);
  for (const found of ['libs/kernel/unused-file.ts', 'unusedExport', 'fluent-ffmpeg']) expect(text).toContain(found);
});
