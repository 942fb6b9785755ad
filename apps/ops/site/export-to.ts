import { mkdirSync } from 'node:fs';
import type { PortalConfig, StorageConfig } from '@app/config';
import { ExportFolder, type Exported, exportSite } from '@app/static-site';
import { createLogger } from '@app/telemetry';
import 'reflect-metadata';
import { startPortal } from '../../portal/portal';
import { freePort } from '../up/database';
import { type DatabaseContext, withDatabase } from '../up/with-database';

interface Wanted {
  /** A portal that runs; null: one is started. */
  readonly from: string | null;
  /** Address by which the public knows the site; null: that of the configuration. */
  readonly site: string | null;
}

const DEFAULT_SITE = 'http://127.0.0.1:4001';

/** Writes the site into a folder, as a portal shows it: with the portal's own pages, and no more rights than it has. */
export async function exportTo(root: string, { from, site }: Wanted): Promise<Exported> {
  mkdirSync(root, { recursive: true });
  const siteUrl = (site ?? setting('PORTAL_URL') ?? DEFAULT_SITE).replace(/\/$/, '');
  const folder = new ExportFolder(root);
  if (from !== null) return exportSite({ from: from.replace(/\/$/, ''), siteUrl, folder });
  return withDatabase(async (context) => {
    const config = await ownPortal(context, siteUrl);
    const portal = await startPortal(config, createLogger('portal', 'error'));
    try {
      return await exportSite({ from: `http://127.0.0.1:${config.metricsPort}`, siteUrl, folder });
    } finally {
      await portal.stop();
    }
  });
}

/** On ports that nobody knows, and without an export to fall back on: what Postgres does not say is not exported. */
async function ownPortal({ data, prepare }: DatabaseContext, url: string): Promise<PortalConfig> {
  const loopback = '127.0.0.1';
  const urls = await prepare();
  return {
    production: false,
    logLevel: 'error',
    host: loopback,
    port: await freePort(),
    metricsHost: loopback,
    metricsPort: await freePort(),
    url,
    processes: 1,
    trustedProxies: 0,
    database: { url: urls.portal, pool: 4 },
    storage: publicStorage(data.store),
    exportFolder: null,
    recordsOffice: {
      telephone: setting('RECORDS_OFFICE_TELEPHONE') ?? null,
      email: setting('RECORDS_OFFICE_EMAIL') ?? null,
    },
  };
}

function publicStorage(root: string): StorageConfig {
  if (setting('STORAGE') !== 's3') return { kind: 'filesystem', root };
  return {
    kind: 's3',
    endpoint: setting('S3_ENDPOINT') ?? '',
    region: setting('S3_REGION') ?? 'us-east-1',
    accessKey: setting('PORTAL_S3_ACCESS_KEY') ?? '',
    secretKey: setting('PORTAL_S3_SECRET_KEY') ?? '',
    bucketPrefix: setting('S3_BUCKET_PREFIX') ?? 'daylight',
  };
}

const setting = (name: string): string | undefined => process.env[name];
