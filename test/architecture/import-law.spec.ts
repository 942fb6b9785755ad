import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ICruiseResult } from 'dependency-cruiser';
import { plant, type Planted, plantedFolder, projectRoot as root, removeFolder } from './planted-folder';

const law = createRequire(__filename)(join(root, '.dependency-cruiser.cjs')) as {
  forbidden: { name: string }[];
};
const CRUISER = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');

/** For each rule, files that it must refuse: path and text. Never part of the house; laid out in a folder of their own. */
const PLANTED: Readonly<Record<string, Planted>> = {
  'may-import:libs/kernel': imports('libs/kernel/planted.ts', '@app/calendar'),
  'may-import:libs/calendar': imports('libs/calendar/planted.ts', '@app/config'),
  'may-import:libs/access': imports('libs/access/planted.ts', '@app/ledger'),
  'may-import:libs/config': imports('libs/config/planted.ts', '@app/database'),
  'may-import:libs/api-client': imports('libs/api-client/planted.ts', '@app/access'),
  'may-import:libs/telemetry': imports('libs/telemetry/planted.ts', '@app/database'),
  'may-import:libs/database': imports('libs/database/planted.ts', '@app/ledger'),
  'may-import:libs/storage': imports('libs/storage/planted.ts', '@app/footage'),
  'may-import:libs/media': imports('libs/media/planted.ts', '@app/redactions'),
  'may-import:libs/jobs': imports('libs/jobs/planted.ts', '@app/media'),
  'may-import:libs/ledger': imports('libs/ledger/planted.ts', '@app/storage'),
  'may-import:libs/staff': imports('libs/staff/planted.ts', '@app/incidents'),
  'may-import:libs/incidents': imports('libs/incidents/planted.ts', '@app/footage'),
  'may-import:libs/requests': imports('libs/requests/planted.ts', '@app/publications'),
  'may-import:libs/publications': imports('libs/publications/planted.ts', '@app/footage'),
  'may-import:libs/static-site': imports('libs/static-site/planted.ts', '@app/footage'),
  'may-import:libs/public-pages': imports('libs/public-pages/planted.ts', '@app/footage'),
  'may-import:libs/footage': imports('libs/footage/planted.ts', '@app/determinations'),
  'may-import:libs/redactions': imports('libs/redactions/planted.ts', '@app/incidents'),
  'may-import:libs/determinations': imports('libs/determinations/planted.ts', '@app/media'),
  'may-import:apps/api': imports('apps/api/planted.ts', '@app/media'),
  'may-import:apps/worker': imports('apps/worker/planted.ts', '@app/access'),
  'may-import:apps/portal': imports('apps/portal/planted.ts', '@app/footage'),
  'may-import:apps/witness': imports('apps/witness/planted.ts', '@app/ledger'),
  'may-import:apps/console': imports('apps/console/planted.ts', '@app/determinations'),
  'may-import:apps/ops': imports('apps/ops/planted.ts', '@app/unheard-of'),
  'nothing-imports-an-app': imports('libs/footage/planted.ts', '../../apps/worker/planted'),
  'portal-cannot-reach-originals': {
    ...imports('apps/portal/planted.ts', '@app/publications'),
    ...imports('libs/publications/index.ts', './planted'),
    ...imports('libs/publications/planted.ts', '@app/redactions'),
  },
  'no-circular': {
    ...imports('libs/jobs/planted.ts', './planted-too'),
    ...imports('libs/jobs/planted-too.ts', './planted'),
  },
  'use-the-front-door': imports('libs/determinations/planted.ts', '@app/footage/data/secret'),
  'domain-is-pure': imports('libs/redactions/domain/planted.ts', 'node:fs'),
  'domain-imports-domain': imports('libs/footage/domain/planted.ts', '@app/incidents'),
  'only-data-holds-typeorm': imports('libs/footage/planted.ts', 'typeorm'),
  'only-database-opens-postgres': imports('libs/footage/planted.ts', 'pg'),
  'only-media-starts-processes': imports('apps/worker/planted.ts', 'node:child_process'),
  'editor-engine-has-no-react': imports('apps/console/redaction/engine/planted.ts', 'react'),
  'not-to-test': imports('libs/footage/planted.ts', '../../test/planted'),
  'no-biometrics': imports('apps/worker/planted.ts', '@vladmandic/face-api'),
  'folder-names': {
    ...imports('libs/footage/planted.ts', './utils/planted'),
    ...imports('libs/footage/utils/planted.ts', '@app/kernel'),
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

let folder: string;
beforeEach(() => {
  folder = plantedFolder(['tsconfig.json', 'package.json']);
});
afterEach(() => removeFolder(folder));

/** The rules that dependency-cruiser, run as `npm run check` runs it, finds broken in the folder laid out. */
function broken(): string[] {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [CRUISER, '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', 'apps', 'libs', 'test'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout) as ICruiseResult).summary.violations.map((violation) => violation.rule.name);
}

const placeholders = (): void =>
  plant(folder, Object.fromEntries([...THERE, ...ELSEWHERE].map((path) => [path, 'export const planted = 1;\n'])));

it('plants a violation of every rule of the import law', () => {
  expect(Object.keys(PLANTED).sort()).toEqual(law.forbidden.map((rule) => rule.name).sort());
});

it.each(Object.keys(PLANTED))('%s refuses its planted violation', (rule) => {
  placeholders();
  plant(folder, PLANTED[rule]!);
  expect(broken()).toContain(rule);
});

it('finds nothing wrong with files that obey', () => {
  placeholders();
  expect(broken()).toEqual([]);
});
