import { createServer } from 'node:net';
import { type EmbeddedPostgres, migrate, startEmbeddedPostgres } from '@app/database';
import { installQueues } from '@app/jobs';
import { MIGRATIONS } from '../../../migrations';
import { JOBS } from '../../worker/jobs';
import type { DataFolder, Secrets } from './data-folder';

export interface DatabaseUrls {
  readonly owner: string;
  readonly app: string;
  readonly portal: string;
}

/** Any free port of the loopback interface. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Starts the Postgres that comes along, or finds it running. */
export const startOwnPostgres = async (data: DataFolder): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ folder: data.postgres, password: data.secrets.postgres, port: await freePort() });

/** Brings a database up to date: schema, queues, and the two roles with the installation's passwords. */
export async function prepareDatabase(owner: string, secrets: Pick<Secrets, 'app' | 'portal'>): Promise<DatabaseUrls> {
  await migrate(owner, MIGRATIONS, secrets);
  await installQueues(owner, Object.values(JOBS));
  return {
    owner,
    app: asRole(owner, 'daylight_app', secrets.app),
    portal: asRole(owner, 'daylight_portal', secrets.portal),
  };
}

export function asRole(owner: string, role: string, password: string): string {
  const url = new URL(owner);
  url.username = role;
  url.password = password;
  return url.href;
}
