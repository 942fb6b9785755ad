import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ICruiseResult } from 'dependency-cruiser';
import { plant, type Planted, plantedFolder, projectRoot as root, removeFolder } from './planted-folder';

const law = createRequire(__filename)(join(root, '.dependency-cruiser.cjs')) as {
  forbidden: { name: string }[];
};
const CRUISER = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');

/** For each rule, files that it must refuse: path and text. Never part of the house; HERE is the rule's own name for them. */
const PLANTED: Readonly<Record<string, Planted>> = {
  'may-import:libs/kernel': imports('libs/kernel/HERE.ts', '@app/calendar'),
  'may-import:libs/calendar': imports('libs/calendar/HERE.ts', '@app/config'),
  'may-import:libs/access': imports('libs/access/HERE.ts', '@app/ledger'),
  'may-import:libs/config': imports('libs/config/HERE.ts', '@app/database'),
  'may-import:libs/api-client': imports('libs/api-client/HERE.ts', '@app/access'),
  'may-import:libs/telemetry': imports('libs/telemetry/HERE.ts', '@app/database'),
  'may-import:libs/database': imports('libs/database/HERE.ts', '@app/ledger'),
  'may-import:libs/storage': imports('libs/storage/HERE.ts', '@app/footage'),
  'may-import:libs/media': imports('libs/media/HERE.ts', '@app/redactions'),
  'may-import:libs/jobs': imports('libs/jobs/HERE.ts', '@app/media'),
  'may-import:libs/ledger': imports('libs/ledger/HERE.ts', '@app/storage'),
  'may-import:libs/staff': imports('libs/staff/HERE.ts', '@app/incidents'),
  'may-import:libs/incidents': imports('libs/incidents/HERE.ts', '@app/footage'),
  'may-import:libs/requests': imports('libs/requests/HERE.ts', '@app/publications'),
  'may-import:libs/publications': imports('libs/publications/HERE.ts', '@app/footage'),
  'may-import:libs/static-site': imports('libs/static-site/HERE.ts', '@app/footage'),
  'may-import:libs/public-pages': imports('libs/public-pages/HERE.ts', '@app/footage'),
  'may-import:libs/footage': imports('libs/footage/HERE.ts', '@app/determinations'),
  'may-import:libs/redactions': imports('libs/redactions/HERE.ts', '@app/incidents'),
  'may-import:libs/determinations': imports('libs/determinations/HERE.ts', '@app/media'),
  'may-import:apps/api': imports('apps/api/HERE.ts', '@app/media'),
  'may-import:apps/worker': imports('apps/worker/HERE.ts', '@app/access'),
  'may-import:apps/portal': imports('apps/portal/HERE.ts', '@app/footage'),
  'may-import:apps/witness': imports('apps/witness/HERE.ts', '@app/ledger'),
  'may-import:apps/console': imports('apps/console/HERE.ts', '@app/determinations'),
  'may-import:apps/ops': imports('apps/ops/HERE.ts', '@app/unheard-of'),
  'nothing-imports-an-app': imports('libs/footage/HERE.ts', '../../apps/worker/planted'),
  'portal-cannot-reach-originals': {
    ...imports('apps/portal/HERE.ts', '@app/publications'),
    ...imports('libs/publications/index.ts', './HERE'),
    ...imports('libs/publications/HERE.ts', '@app/redactions'),
  },
  'no-circular': {
    ...imports('libs/jobs/HERE.ts', './HERE-too'),
    ...imports('libs/jobs/HERE-too.ts', './HERE'),
  },
  'use-the-front-door': imports('libs/determinations/HERE.ts', '@app/footage/data/secret'),
  'domain-is-pure': imports('libs/redactions/domain/HERE.ts', 'node:fs'),
  'domain-imports-domain': imports('libs/footage/domain/HERE.ts', '@app/incidents'),
  'only-data-holds-typeorm': imports('libs/footage/HERE.ts', 'typeorm'),
  'only-database-opens-postgres': imports('libs/footage/HERE.ts', 'pg'),
  'only-media-starts-processes': imports('apps/worker/HERE.ts', 'node:child_process'),
  'editor-engine-has-no-react': imports('apps/console/redaction/engine/HERE.ts', 'react'),
  'not-to-test': imports('libs/footage/HERE.ts', '../../test/planted'),
  'no-biometrics': imports('apps/worker/HERE.ts', '@vladmandic/face-api'),
  'folder-names': {
    ...imports('libs/footage/HERE.ts', './utils/HERE'),
    ...imports('libs/footage/utils/HERE.ts', '@app/kernel'),
  },
};

function imports(path: string, what: string): Planted {
  return { [path]: `import { planted } from '${what}';\nexport const here = planted;\n` };
}

/** What every planted import finds at its other end. */
const THERE = [
  ...['access', 'calendar', 'config', 'database', 'determinations', 'footage', 'incidents', 'kernel', 'ledger'],
  ...['media', 'publications', 'redactions', 'requests', 'storage', 'unheard-of'],
].map((lib) => `libs/${lib}/index.ts`);
const ELSEWHERE = ['libs/footage/data/secret.ts', 'apps/worker/planted.ts', 'test/planted.ts'];

const ruleNames = Object.keys(PLANTED);

/** The files planted for a rule, under names that no other rule's have. */
const plantedFor = (rule: string): Planted =>
  Object.fromEntries(Object.entries(PLANTED[rule]!).map(([path, text]) => [named(path, rule), named(text, rule)]));

const named = (text: string, rule: string): string => text.replaceAll('HERE', `planted-${ruleNames.indexOf(rule)}`);

/** Which rules each file breaks, as dependency-cruiser finds them, run as `npm run check` runs it, where `files` are laid out. */
function broken(...files: Planted[]): Map<string, Set<string>> {
  const folder = plantedFolder(['tsconfig.json', 'package.json']);
  plant(folder, Object.fromEntries([...THERE, ...ELSEWHERE].map((path) => [path, 'export const planted = 1;\n'])));
  for (const some of files) plant(folder, some);
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [CRUISER, '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', 'apps', 'libs', 'test'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  removeFolder(folder);
  if (stdout === '') throw new Error(stderr);
  const found = new Map<string, Set<string>>();
  for (const { from, rule } of (JSON.parse(stdout) as ICruiseResult).summary.violations)
    found.set(from, (found.get(from) ?? new Set()).add(rule.name));
  return found;
}

it('plants a violation of every rule of the import law', () => {
  expect([...ruleNames].sort()).toEqual(law.forbidden.map((rule) => rule.name).sort());
});

describe('where a violation of every rule is planted', () => {
  let found: Map<string, Set<string>>;
  beforeAll(() => (found = broken(...ruleNames.map(plantedFor))));

  it.each(ruleNames)('%s refuses its own', (rule) => {
    const breaking = Object.keys(plantedFor(rule)).filter((path) => found.get(path)?.has(rule));
    expect(breaking).not.toEqual([]);
  });
});

it('finds nothing wrong with files that obey', () => {
  expect([...broken()]).toEqual([]);
});
