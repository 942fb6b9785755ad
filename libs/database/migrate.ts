import { Client } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';

/** The two roles that Daylight's processes use; neither may change the schema. */
export interface DatabaseNames {
  readonly app: 'daylight_app';
  readonly portal: 'daylight_portal';
}

/** Passwords to give the two roles; absent where an administrator has made them already. */
export type RolePasswords = { readonly [Role in keyof DatabaseNames]?: string };

const ROLES: DatabaseNames = { app: 'daylight_app', portal: 'daylight_portal' };
/** Any fixed number: two migrations of one database wait for each other on it. */
const LOCK = 7_266_004;

/**
 * Brings the database at `ownerUrl` to the newest schema: roles, then every migration not yet run, each in its own
 * transaction. Safe to run twice and by two at once. Returns the names of the migrations it ran.
 */
export async function migrate(
  ownerUrl: string,
  migrations: readonly (new () => MigrationInterface)[],
  passwords: RolePasswords = {},
): Promise<string[]> {
  const lock = new Client({ connectionString: ownerUrl });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await ensureRoles(lock, passwords);
    return await runMigrations(ownerUrl, migrations);
  } finally {
    await lock.end();
  }
}

async function ensureRoles(client: Client, passwords: RolePasswords): Promise<void> {
  for (const key of ['app', 'portal'] as const) {
    const role = ROLES[key];
    const password = passwords[key];
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    if (rowCount === 0) await client.query(`CREATE ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT`);
    if (password !== undefined) {
      await client.query(`ALTER ROLE ${role} PASSWORD ${client.escapeLiteral(password)}`);
    }
  }
}

async function runMigrations(url: string, migrations: readonly (new () => MigrationInterface)[]): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations: [...migrations],
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
  });
  await source.initialize();
  try {
    return (await source.runMigrations()).map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}
