import { Database, migrate } from '@app/database';
import { ENTITIES } from '@app/determinations';
import { STAFF_ENTITIES } from '@app/staff';
import { MIGRATIONS } from '../../../migrations';
import { prepareDatabase } from '../../../apps/ops/up/database';
import { testCluster } from '../../support/cluster';
import { emptyDatabase, withClient } from '../../support/fresh-database';

type Empty = Awaited<ReturnType<typeof emptyDatabase>>;
let empty: Empty;
beforeEach(async () => {
  empty = await emptyDatabase();
});
afterEach(() => empty.drop());

const NAMES = MIGRATIONS.map((Migration) => new Migration().name);

/** Everything about the schema that a second run could change. */
const shape = (url: string): Promise<unknown[]> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<object>(
      `SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, c.relacl::text
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 ORDER BY 1, 2`,
    );
    return rows;
  });

it('an empty database gets every migration in order, and a second run does nothing', async () => {
  expect(await migrate(empty.owner, MIGRATIONS)).toEqual(NAMES);
  const before = await shape(empty.owner);
  expect(await migrate(empty.owner, MIGRATIONS)).toEqual([]);
  expect(await shape(empty.owner)).toEqual(before);
});

it('two processes that migrate at once do not collide: each migration runs once', async () => {
  const { passwords } = testCluster();
  const ran = await Promise.all([1, 2, 3].map(() => migrate(empty.owner, MIGRATIONS, passwords)));
  expect(ran.flat().sort()).toEqual([...NAMES].sort());
});

it('queues and roles are made once more without harm', async () => {
  const { passwords } = testCluster();
  await prepareDatabase(empty.owner, passwords);
  await prepareDatabase(empty.owner, passwords);
});

it('names are in the order of time, and no migration goes back', async () => {
  expect([...NAMES].sort((a, b) => a.slice(-14).localeCompare(b.slice(-14)))).toEqual(NAMES);
  for (const Migration of MIGRATIONS)
    await expect(new Migration().down()).rejects.toThrow('migrations are forward-only');
});

it('the entities and the migrated tables have the same columns, types, nullability and keys', async () => {
  await migrate(empty.owner, MIGRATIONS);
  const database = await Database.connect({ url: empty.owner, pool: 1 }, [...ENTITIES, ...STAFF_ENTITIES]);
  try {
    const wanted = database.dataSource.entityMetadatas.flatMap((entity) =>
      entity.columns.map((column) => {
        const type = database.dataSource.driver.normalizeType(column);
        const length = column.length ? `(${column.length})` : '';
        const key = column.isPrimary ? ' key' : '';
        return `${entity.tableName}.${column.databaseName} ${type}${length}${column.isArray ? '[]' : ''}${column.isNullable ? '' : ' not null'}${key}`;
      }),
    );
    const tables = database.dataSource.entityMetadatas.map((entity) => entity.tableName);
    expect(wanted.sort()).toEqual((await columnsOf(empty.owner, tables)).sort());
  } finally {
    await database.close();
  }
});

/** As they stand in the database; columns that Postgres computes itself are nobody's to map. */
const columnsOf = (url: string, tables: readonly string[]): Promise<string[]> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ column: string }>(
      `SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
              || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
              || CASE WHEN a.attnum = ANY (k.conkey) THEN ' key' ELSE '' END AS column
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
         LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
        WHERE c.relname = ANY ($1) AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''`,
      [tables],
    );
    return rows.map((row) => row.column);
  });

it('every table of the schema is mapped, but for those that are not entities', async () => {
  await migrate(empty.owner, MIGRATIONS);
  const database = await Database.connect({ url: empty.owner, pool: 1 }, [...ENTITIES, ...STAFF_ENTITIES]);
  const mapped = database.dataSource.entityMetadatas.map((entity) => entity.tableName);
  await database.close();
  const { rows } = await withClient(empty.owner, (client) =>
    client.query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`),
  );
  const unmapped = rows.map((row) => row.name).filter((name) => !mapped.includes(name));
  expect(unmapped).toEqual([
    'public_docket_month',
    'public_docket_tally',
    'public_facet',
    'public_revision',
    'public_search',
    'public_search_tally',
    'schema_migration',
    'session',
    'standing',
    'standing_tally',
    'workflow_edge',
  ]);
});
