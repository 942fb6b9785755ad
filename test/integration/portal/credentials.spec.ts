import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import type { Client } from 'pg';
import { confined, programFolders } from '../../../apps/ops/up/confine';
import type { Staff } from '../../../apps/ops/demo/steps';
import { aCaseAt, everybody } from '../../drivers/case';
import { CANARY, markEverything } from '../../factories/canary';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';

// The adversary of this file runs code of their own inside the portal: they have its password and its folders.

const READABLE = [
  'public_checkpoint',
  'public_counts',
  'public_decisions',
  'public_docket',
  'public_docket_month',
  'public_docket_tally',
  'public_facet',
  'public_file',
  'public_known_file',
  'public_pace',
  'public_policy',
  'public_prongs',
  'public_release',
  // The number that goes up when something public changes.
  'public_revision',
  'public_search',
  'public_search_tally',
  'public_translation',
];

let daylight: TestDaylight;
let staff: Staff;
/** Nobody has decided on it; the canary is in every text about it. */
let hidden: string;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true, portal: true });
  staff = await everybody(daylight);
  await aCaseAt('published', { daylight, staff, recipe: { name: 'public.mp4' } });
  hidden = await aCaseAt('solicitorReview', { daylight, staff, recipe: { name: `${CANARY}.mp4`, rate: '20' } });
  await markEverything(hidden, staff);
});
afterAll(async () => {
  neighbour?.kill();
  await daylight.stop();
});

/** Another process of the same user, with a secret in its environment. */
let neighbour: ChildProcess | undefined;
beforeAll(() => {
  neighbour = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    env: { SECRET: CANARY },
    stdio: 'ignore',
  });
});

interface Relation {
  readonly schema: string;
  readonly name: string;
}

const relations = async (client: Client): Promise<Relation[]> =>
  (
    await client.query<Relation>(
      `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f', 'S') AND n.nspname <> 'pg_toast' ORDER BY 1, 2`,
    )
  ).rows;

const isOurs = ({ schema }: Relation): boolean => !['pg_catalog', 'information_schema'].includes(schema);

/** Everything a relation shows to that role, as text; null when it shows nothing at all. */
async function shownBy(client: Client, { schema, name }: Relation): Promise<string | null> {
  try {
    const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM "${schema}"."${name}" t`);
    return rows.map(({ row }) => row).join('\n');
  } catch {
    return null;
  }
}

it('has put the canary where the owner of the database sees it', async () => {
  const seen = await withClient(daylight.database.owner, async (client) => {
    const found: string[] = [];
    for (const relation of (await relations(client)).filter(isOurs))
      if ((await shownBy(client, relation))?.includes(CANARY)) found.push(relation.name);
    return found;
  });
  expect(seen).toEqual(
    expect.arrayContaining([
      'clip',
      'clip_flag',
      'determination',
      'incident',
      'ledger_entry',
      'notice',
      'records_request',
      'upload',
    ]),
  );
});

it('lets the portal’s role read what is public and no other relation of any schema', async () => {
  const readable = await withClient(daylight.database.portal, async (client) => {
    const found: string[] = [];
    for (const relation of (await relations(client)).filter(isOurs))
      if ((await shownBy(client, relation)) !== null) found.push(relation.name);
    return found;
  });
  expect(readable.toSorted()).toEqual(READABLE);
});

it('shows the portal’s role nothing of an unpublished clip in any relation, the catalogues included', async () => {
  const { rows } = await withClient(daylight.database.owner, (client) =>
    client.query<{ secret: string }>(
      `SELECT unnest(ARRAY[c.id::text, c.original_sha256, c.incident_id::text, c.uploaded_by::text, d.id::text, d.release_id::text]) AS secret
         FROM clip c JOIN determination d ON d.clip_id = c.id WHERE c.id = $1`,
      [hidden],
    ),
  );
  const secrets = [CANARY, ...rows.map(({ secret }) => secret)];
  await withClient(daylight.database.portal, async (client) => {
    for (const relation of await relations(client)) {
      const shown = (await shownBy(client, relation)) ?? '';
      for (const secret of secrets)
        expect([relation.name, secret, shown.includes(secret)]).toEqual([relation.name, secret, false]);
    }
  });
});

it('gives the portal’s role no function that acts with the rights of somebody else', async () => {
  const { rows } = await withClient(daylight.database.portal, (client) =>
    client.query<{ name: string; definer: boolean }>(
      `SELECT p.proname AS name, p.prosecdef AS definer FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
          AND has_schema_privilege(n.oid, 'USAGE') AND has_function_privilege(p.oid, 'EXECUTE')`,
    ),
  );
  expect(rows.filter((one) => one.definer)).toEqual([]);
  expect(rows.map((one) => one.name)).toContain('holds_role'); // there are some, so the list is not empty by mistake
  await refused(`SELECT holds_role(gen_random_uuid(), 'solicitor')`);
});

async function refused(sql: string): Promise<void> {
  await withClient(daylight.database.portal, async (client) => {
    await expect(client.query(sql)).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|0A000|25006|55000)$/) as string,
    });
  });
}

it.each([
  'SET ROLE daylight_app',
  'SET SESSION AUTHORIZATION postgres',
  'CREATE TABLE public.mine (a int)',
  'CREATE SCHEMA mine',
  'CREATE ROLE mine',
  `UPDATE publication SET state = 'published'`,
  `INSERT INTO docket_entry (id) VALUES (gen_random_uuid())`,
  'DELETE FROM session',
  'DELETE FROM public_docket',
  'SELECT * FROM public_ask',
  'UPDATE public_search SET title = title',
  `UPDATE public_release SET state = 'published'`,
  'TRUNCATE ledger_entry',
  'SELECT * FROM pg_authid',
  'SELECT * FROM pg_largeobject',
  `SELECT pg_read_file('/etc/passwd')`,
  `SELECT pg_ls_dir('/')`,
  `SELECT lo_import('/etc/passwd')`,
  `COPY (SELECT 1) TO '/tmp/stolen'`,
  `COPY (SELECT 1) TO PROGRAM 'id'`,
  `ALTER ROLE daylight_portal SUPERUSER`,
])('refuses the portal’s role: %s', (sql) => refused(sql));

/** A program that reads what it can of each path, whole folders too, and of every other process's environment. */
const THIEF = `
  const fs = require('node:fs'), path = require('node:path');
  const bytes = (at) => { try {
    const stat = fs.statSync(at);
    if (stat.isDirectory()) return fs.readdirSync(at).reduce((sum, name) => sum + bytes(path.join(at, name)), 0);
    return fs.readFileSync(at).length;
  } catch { return 0; } };
  const found = Object.fromEntries(JSON.parse(process.argv[1]).map((at) => [at, bytes(at)]));
  const environments = fs.readdirSync('/proc').filter((name) => /^\\d+$/.test(name) && name !== String(process.pid))
    .map((pid) => { try { return fs.readFileSync('/proc/' + pid + '/environ', 'utf8'); } catch { return ''; } });
  const others = environments.filter((text) => text.includes('${CANARY}')).length;
  process.stdout.write(JSON.stringify({ found, others }));
`;

interface Loot {
  readonly found: Readonly<Record<string, number>>;
  readonly others: number;
}

function steal(paths: readonly string[], cage: ReturnType<typeof confined> | 'free'): Loot {
  if (cage === null) throw new Error('bubblewrap does not run here: the portal could not be confined');
  const program = [process.execPath, '-e', THIEF, JSON.stringify(paths)];
  const [command, ...args] = cage === 'free' ? program : [cage.command, ...cage.args, ...program];
  const { stdout, stderr, status } = spawnSync(command!, args, { encoding: 'utf8', env: {} });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Loot;
}

it('gives code inside the confined portal no byte of originals, working copies, keys or other processes', () => {
  const { root, store, secrets: _known, ...folders } = daylight.data;
  const forbidden = [
    root,
    join(store, 'originals'),
    join(store, 'working'),
    ...Object.values(folders).filter((path) => typeof path === 'string' && !path.startsWith(join(store, 'published'))),
    join(root, 'secrets.json'),
    '/etc/shadow',
    '/etc/passwd',
    '/root',
    '/home',
  ];
  const published = join(store, 'published');
  const project = join(__dirname, '..', '..', '..');
  const cage = confined([...programFolders(project), published]);
  const caged = steal([...forbidden, published], cage);
  const publicBytes = caged.found[published]!;
  expect(publicBytes).toBe(sizeOf(published)); // what it is there for, it can read
  for (const path of forbidden) {
    const allowed = published.startsWith(`${path}/`) ? publicBytes : 0;
    expect([path, caged.found[path]! - allowed]).toEqual([path, 0]);
  }
  expect(caged.others).toBe(0);
});

it('would see all of that without the cage: the test above can fail', () => {
  const { store, releaseKey, provenanceKey } = daylight.data;
  const loot = steal([join(store, 'originals'), join(store, 'working'), releaseKey, provenanceKey], 'free');
  for (const size of Object.values(loot.found)) expect(size).toBeGreaterThan(0);
  expect(loot.others).toBeGreaterThan(0);
});

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

it('keeps the canary out of every file of the public bucket', () => {
  const folder = join(daylight.data.store, 'published');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(0);
  for (const { parentPath, name } of files) expect(readFileSync(join(parentPath, name)).includes(CANARY)).toBe(false);
});
