import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { testCluster } from './cluster';

interface OwnDatabase {
  /** A superuser, who owns the schema: for looking behind the application's back. */
  readonly owner: string;
  readonly drop: () => Promise<void>;
}

export interface FreshDatabase extends OwnDatabase {
  /** The role of api and worker. */
  readonly app: string;
  /** The role of the public site. */
  readonly portal: string;
}

/** A database of a test's own: schema, queues and roles, no rows. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { template, passwords } = testCluster();
  const own = await ownDatabase(`TEMPLATE ${template}`);
  return {
    ...own,
    app: urlOf(own.name, 'daylight_app', passwords.app),
    portal: urlOf(own.name, 'daylight_portal', passwords.portal),
  };
}

/** An empty database, for tests of the migrations themselves. */
export const emptyDatabase = (): Promise<OwnDatabase> => ownDatabase('');

/** One connection with plain SQL: what somebody can do who goes around the application. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined); // the database may be dropped under it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function ownDatabase(from: string): Promise<OwnDatabase & { name: string }> {
  const { superuser } = testCluster();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withClient(superuser, (client) => client.query(`CREATE DATABASE ${name} ${from}`));
  return {
    name,
    owner: urlOf(name),
    drop: async () => {
      await withClient(superuser, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

function urlOf(database: string, user?: string, password?: string): string {
  const address = new URL(testCluster().superuser);
  address.pathname = `/${database}`;
  if (user && password) Object.assign(address, { username: user, password });
  return address.href;
}
