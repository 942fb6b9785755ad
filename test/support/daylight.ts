import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '@app/access';
import { must } from '@app/kernel';
import {
  type ApiConfig,
  cityConfig,
  type PortalConfig,
  postedKeysConfig,
  type StorageConfig,
  type WitnessConfig,
  type WorkerConfig,
} from '@app/config';
import { type ProvenanceSigner, provenanceSigner } from '@app/media';
import { readFileSync } from 'node:fs';
import 'reflect-metadata';
import { createLogger } from '@app/telemetry';
import { type RunningApi, startApi } from '../../apps/api/api';
import { freePort } from '../../apps/ops/up/database';
import { type DataFolder, openDataFolder } from '../../apps/ops/up/data-folder';
import { type DemoAccount, demoAccounts, fillForDemonstration } from '../../apps/ops/up/demonstration';
import { signIn, type StaffSession } from '../../apps/ops/client/staff-session';
import { DEMONSTRATION_WITNESS, publishedLogKey } from '../../apps/ops/verify/log-key';
import { publicKeys } from '../../apps/ops/verify/public-keys';
import { startPortal } from '../../apps/portal/portal';
import { startWitness } from '../../apps/witness/witness';
import { startWorker } from '../../apps/worker/worker';
import { testCluster } from './cluster';
import { freshDatabase, type FreshDatabase } from './fresh-database';
import { discard, temporaryFolder } from './temporary';

export interface TestDaylight {
  readonly api: string;
  readonly portal: string;
  /** The portal where nobody counts requests. */
  readonly privatePortal: string;
  /** The api in this process: its routes and its services, for what no request can ask. */
  readonly running: RunningApi;
  /** How the public site was started, for a test that starts another one. */
  readonly portalConfig: PortalConfig;
  readonly data: DataFolder;
  readonly database: FreshDatabase;
  readonly storage: StorageConfig;
  readonly accounts: readonly DemoAccount[];
  /** Whoever has that role. */
  account(role: Role): DemoAccount;
  /** Somebody of that role, signed in; one session for each call. */
  as(role: Role): Promise<StaffSession>;
  /** A second worker, or the first if none was asked for. */
  addWorker(): Promise<{ stop(): Promise<void> }>;
  stop(): Promise<void>;
}

interface Options {
  /** Which processes run; the api always does. */
  readonly worker?: boolean;
  readonly portal?: boolean;
  readonly storage?: StorageConfig;
  /** What the public site opens: by default the same store, to S3 with credentials of its own. */
  readonly portalStorage?: StorageConfig;
  readonly change?: Partial<ApiConfig>;
  /** Whether a witness of its own is asked to cosign the log. */
  readonly witness?: boolean;
  /** Whether the public site is kept as files too, in the folder `export` of the data. */
  readonly export?: boolean;
  /** Where all its processes write their log, every entry of it; by default nowhere. */
  readonly logTo?: { write(line: string): void };
}

/**
 * A Daylight of the test's own in this process: real Postgres, real store, real HTTP on free ports, one account for
 * each role, an incident, a notice period of zero. Nothing is shared with another test.
 */
export async function startDaylight(options: Options = {}): Promise<TestDaylight> {
  const folder = temporaryFolder();
  const database = await freshDatabase();
  writeFileSync(
    join(folder, 'secrets.json'),
    JSON.stringify({ ...testCluster().passwords, session: 'test-session-secret-of-some-length-0123456789' }),
  );
  const data = openDataFolder(folder);
  await fillForDemonstration(database.owner, data);
  const log = options.logTo
    ? createLogger('test', 'trace', options.logTo)
    : createLogger('test', process.env['DAYLIGHT_TEST_LOG'] ?? 'silent');
  const witness = options.witness ? await startWitness(witnessOf(data), log) : null;
  const witnesses = witness ? [{ url: `http://127.0.0.1:${witness.port}`, key: witness.key }] : [];
  const configs = await configure(data, database, options, witnesses);
  const api = await startApi(configs.api, log);
  const portal = options.portal ? await startPortal(configs.portal, log) : null;
  const workers: { stop(): Promise<void> }[] = [];
  const addWorker = async (): Promise<{ stop(): Promise<void> }> => {
    const worker = await startWorker(configs.worker, log);
    workers.push(worker);
    return worker;
  };
  if (options.worker) await addWorker();
  const accounts = demoAccounts(data);
  const account = (role: Role): DemoAccount => must(accounts.find((one) => one.role === role), `an account for ${role}`); // prettier-ignore
  return {
    api: configs.api.url,
    portal: configs.portal.url,
    privatePortal: `http://127.0.0.1:${configs.portal.metricsPort}`,
    running: api,
    portalConfig: configs.portal,
    data,
    database,
    storage: configs.api.storage,
    accounts,
    account,
    as: (role) => {
      const { userName, password } = account(role);
      return signIn(configs.api.url, userName, password);
    },
    addWorker,
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await portal?.stop();
      await witness?.stop();
      await api.stop();
      await database.drop();
      discard(folder);
    },
  };
}

/** Nobody’s number (NANP: 555-0100), nobody’s address (RFC 2606). */
const CITY = cityConfig({
  RECORDS_OFFICER_NAME: 'Robin Records',
  RECORDS_OFFICER_TELEPHONE: '617-555-0100',
  RECORDS_OFFICER_EMAIL: 'records@cambridge.example',
  ORDER_URL: 'https://cambridge.example/orders/2026-02-05',
});

/** Name of the log. */
const LEDGER = 'daylight.test/ledger';

const witnessOf = (data: DataFolder): WitnessConfig => ({
  production: false,
  logLevel: 'silent',
  host: '127.0.0.1',
  port: 0,
  name: DEMONSTRATION_WITNESS,
  key: readFileSync(data.witnessKey, 'utf8'),
  state: data.witness,
  logs: [publishedLogKey({ keyFile: data.ledgerKey, origin: LEDGER })],
});

const provenanceOf = (data: DataFolder): WorkerConfig['provenance'] => ({
  key: readFileSync(data.provenanceKey, 'utf8'),
  chain: readFileSync(data.provenanceChain, 'utf8'),
});

const postedBy = (data: DataFolder, witnesses: WorkerConfig['witnesses']): PortalConfig['postedKeys'] =>
  postedKeysConfig({
    ...publicKeys({ ...data, ledgerOrigin: LEDGER }),
    LEDGER_WITNESSES: witnesses.map(({ url, key }) => `${url} ${key}`).join(', '),
  });

/** Whoever signs the provenance of an installation's videos: its worker. */
export const signerOf = (data: DataFolder): ProvenanceSigner => provenanceSigner(provenanceOf(data));

async function configure(
  data: DataFolder,
  database: FreshDatabase,
  { storage = { kind: 'filesystem', root: data.store }, portalStorage = storage, change = {}, ...options }: Options,
  witnesses: WorkerConfig['witnesses'],
): Promise<{ api: ApiConfig; portal: PortalConfig; worker: WorkerConfig }> {
  const [apiPort, portalPort, privatePort] = [await freePort(), await freePort(), await freePort()];
  const portalUrl = `http://127.0.0.1:${portalPort}`;
  const exportFolder = options.export ? join(data.root, 'export') : null;
  const releaseKey = readFileSync(data.releaseKey, 'utf8');
  const process = { production: false, logLevel: 'silent' as const };
  return {
    api: {
      ...process,
      host: '127.0.0.1',
      port: apiPort,
      url: `http://127.0.0.1:${apiPort}`,
      portalUrl,
      sessionSecret: data.secrets.session,
      uploadsDir: data.uploads,
      consoleDir: 'dist/console',
      maxUploadBytes: 64 * 2 ** 30,
      trustedProxies: 0,
      database: { url: database.app, pool: 10 },
      storage,
      keys: { releaseKey },
      ledgerVerifierKey: publishedLogKey({ keyFile: data.ledgerKey, origin: LEDGER }),
      city: CITY,
      ...change,
    },
    portal: {
      ...process,
      ...{ host: '127.0.0.1', port: portalPort, metricsHost: '127.0.0.1', metricsPort: privatePort, url: portalUrl },
      ...{ processes: 1, trustedProxies: 0 },
      database: { url: database.portal, pool: 5 },
      storage: portalStorage,
      exportFolder,
      city: CITY,
      postedKeys: postedBy(data, witnesses),
    },
    worker: {
      ...process,
      metricsHost: '127.0.0.1',
      metricsPort: 0,
      concurrency: 2,
      portalUrl,
      database: { url: database.app, pool: 10 },
      storage,
      keys: { releaseKey, ledgerKey: readFileSync(data.ledgerKey, 'utf8'), ledgerOrigin: LEDGER },
      provenance: provenanceOf(data),
      witnesses,
      faceDetection: null,
      media: { scratch: data.scratch, sandbox: 'required' },
      export: exportFolder === null ? null : { folder: exportFolder, from: `http://127.0.0.1:${privatePort}` },
    },
  };
}
