import { join } from 'node:path';
import type { OpsConfig } from '@app/config';
import { confined, programFolders } from './confine';
import type { DataFolder } from './data-folder';
import { DEMONSTRATION_WITNESS, demonstrationWitnessKey } from '../verify/log-key';
import { publicKeys } from '../verify/public-keys';
import type { DatabaseUrls } from './database';
import type { Service } from './supervisor';

/** What every process gets of this one's environment: how to find programs, and nothing that is a secret. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'LANG',
  'TZ',
  'NODE_ENV',
  'LOG_LEVEL',
  'MEDIA_SANDBOX',
  'MAX_UPLOAD_BYTES',
  'NODE_OPTIONS',
];
/** What the public site says of the City. */
const CITY = [
  'RECORDS_OFFICER_NAME',
  'RECORDS_OFFICER_TITLE',
  'RECORDS_OFFICER_ADDRESS',
  'RECORDS_OFFICER_TELEPHONE',
  'RECORDS_OFFICER_EMAIL',
  'ORDER_URL',
];
const S3 = ['STORAGE', 'S3_ENDPOINT', 'S3_REGION', 'S3_ACCESS_KEY', 'S3_SECRET_KEY', 'S3_BUCKET_PREFIX'];

export interface Installation {
  readonly root: string;
  readonly config: OpsConfig;
  readonly data: DataFolder;
  readonly urls: DatabaseUrls;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export const addresses = ({ ports, apiUrl }: OpsConfig): { api: string; portal: string } => ({
  api: apiUrl === null ? `http://127.0.0.1:${ports.api}` : new URL(apiUrl).origin,
  portal: `http://127.0.0.1:${ports.portal}`,
});

/** The api, the portal, one worker and a witness, each with its own slice of the configuration. */
export function services(installation: Installation): {
  api: Service;
  portal: Service;
  worker: Service;
  witness: Service;
  portalIsConfined: boolean;
} {
  const { root, config, data } = installation;
  const { api, portal } = addresses(config);
  const main = (app: string): string => join(root, 'dist', 'apps', app, 'main.js');
  const service = (name: string, health: string, env: Record<string, string>): Service => ({
    name,
    command: process.execPath,
    args: ['--enable-source-maps', main(name)],
    env,
    log: join(data.logs, `${name}.log`),
    health,
  });
  const staffSide = {
    ...common(installation),
    ...storage(installation),
    ...picked(installation.env, CITY),
    STORAGE_ROOT: data.store,
    RELEASE_KEY_FILE: data.releaseKey,
    DATABASE_URL: installation.urls.app,
    PORTAL_URL: portal,
  };
  const witness = `http://127.0.0.1:${config.ports.witness}`;
  const posted = postedKeys(installation, witness);
  const logKey = posted.LEDGER_VERIFIER_KEY;
  const portalService = service('portal', `${portal}/health/live`, { ...portalEnv(installation, portal), ...posted });
  const cage = confined([...programFolders(root), join(data.store, 'published'), data.export]);
  return {
    api: service('api', `${api}/health/live`, {
      ...staffSide,
      API_PORT: String(config.ports.api),
      API_URL: api,
      SESSION_SECRET: data.secrets.session,
      UPLOADS_DIR: data.uploads,
      CONSOLE_DIR: join(root, 'dist', 'console'),
      LEDGER_VERIFIER_KEY: logKey,
    }),
    worker: service('worker', `http://127.0.0.1:${config.ports.worker}/health/live`, {
      ...staffSide,
      WORKER_METRICS_PORT: String(config.ports.worker),
      LEDGER_KEY_FILE: data.ledgerKey,
      C2PA_KEY_FILE: data.provenanceKey,
      C2PA_CHAIN_FILE: data.provenanceChain,
      LEDGER_WITNESSES: posted.LEDGER_WITNESSES,
      MEDIA_SCRATCH: data.scratch,
      EXPORT_FOLDER: data.export,
      EXPORT_FROM: `http://127.0.0.1:${config.ports.portalMetrics}`,
    }),
    witness: service('witness', `${witness}/health/live`, witnessEnv(installation, logKey)),
    portal: cage
      ? { ...portalService, command: cage.command, args: [...cage.args, portalService.command, ...portalService.args] }
      : portalService,
    portalIsConfined: cage !== null,
  };
}

/** The keys that the public site posts, the demonstration's witness among them. */
const postedKeys = ({ config, data, env }: Installation, witness: string) => ({
  ...publicKeys({ ...data, ledgerOrigin: config.ledgerOrigin }),
  LEDGER_WITNESSES: env['LEDGER_WITNESSES'] ?? `${witness} ${demonstrationWitnessKey(data.witnessKey)}`,
});

/** The witness gets its own key and the log's public one, and no way to the database or the store. */
const witnessEnv = (installation: Installation, logKey: string): Record<string, string> => ({
  ...common(installation),
  WITNESS_PORT: String(installation.config.ports.witness),
  WITNESS_NAME: DEMONSTRATION_WITNESS,
  WITNESS_KEY_FILE: installation.data.witnessKey,
  WITNESS_STATE: installation.data.witness,
  WITNESS_LOGS: logKey,
});

/** The portal's database role sees published rows, its storage credentials the public bucket, and it gets no key. */
function portalEnv(installation: Installation, url: string): Record<string, string> {
  const { config, data, urls, env } = installation;
  const s3 =
    env['STORAGE'] === 's3'
      ? {
          ...storage(installation),
          S3_ACCESS_KEY: env['PORTAL_S3_ACCESS_KEY'] ?? '',
          S3_SECRET_KEY: env['PORTAL_S3_SECRET_KEY'] ?? '',
        }
      : {};
  return {
    ...common(installation),
    ...s3,
    ...picked(env, CITY),
    STORAGE_ROOT: data.store,
    EXPORT_FOLDER: data.export,
    DATABASE_URL: urls.portal,
    PORTAL_URL: url,
    PORTAL_PORT: String(config.ports.portal),
    PORTAL_METRICS_PORT: String(config.ports.portalMetrics),
  };
}

const common = ({ env }: Installation): Record<string, string> => picked(env, PASSED_ON);
const storage = ({ env }: Installation): Record<string, string> => picked(env, S3);

const picked = (env: Installation['env'], names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
