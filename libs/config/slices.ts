import { readFileSync } from 'node:fs';
import { DEVELOPMENT_MARK } from './development';
import { ConfigError, type Env, load } from './load';
import {
  ApiPortSection,
  ApiSection,
  DatabaseSection,
  ExportSection,
  ExportSourceSection,
  FaceDetectionSection,
  KeysSection,
  LedgerSection,
  MediaSection,
  MetricsSection,
  OpsSection,
  PortalSection,
  ProcessSection,
  ProvenanceSection,
  PublicSiteSection,
  RecordsOfficeSection,
  ReleaseKeySection,
  StorageSection,
  WitnessesSection,
  WitnessPortSection,
  WitnessSection,
  WorkerSection,
} from './sections';

export interface DatabaseConfig {
  readonly url: string;
  readonly pool: number;
}

export type StorageConfig =
  | { readonly kind: 'filesystem'; readonly root: string }
  | {
      readonly kind: 's3';
      readonly endpoint: string;
      readonly region: string;
      readonly accessKey: string;
      readonly secretKey: string;
      readonly bucketPrefix: string;
    };

/** PKCS #8 PEM texts. */
export interface KeysConfig {
  readonly releaseKey: string;
  readonly ledgerKey: string;
  readonly ledgerOrigin: string;
}

/** PEM texts: a PKCS #8 key, and its certificates up to the trust anchor. */
export interface ProvenanceConfig {
  readonly key: string;
  readonly chain: string;
}

export interface MediaConfig {
  readonly scratch: string;
  readonly sandbox: 'required' | 'best-effort';
}

export interface FaceDetectionConfig {
  readonly modelFile: string;
  readonly modelSha256: string;
  /** The Solicitor's written opinion that permits it (law, § 17). */
  readonly opinion: string;
}

interface ProcessConfig {
  readonly production: boolean;
  readonly logLevel: ProcessSection['LOG_LEVEL'];
}

export interface ApiConfig extends ProcessConfig {
  readonly host: string;
  readonly port: number;
  readonly url: string;
  readonly portalUrl: string;
  readonly sessionSecret: string;
  readonly uploadsDir: string;
  /** Folder of the built staff console. */
  readonly consoleDir: string;
  readonly maxUploadBytes: number;
  readonly trustedProxies: number;
  readonly database: DatabaseConfig;
  readonly storage: StorageConfig;
  /** The api signs receipts and decisions; checkpoints of the ledger are the worker's. */
  readonly keys: Pick<KeysConfig, 'releaseKey'>;
  /** Public key by which checkpoints of the ledger are checked, `name+id+base64`; null when nobody gave it. */
  readonly ledgerVerifierKey: string | null;
}

/** How else than by post; null where the City has not said. */
export interface RecordsOfficeConfig {
  readonly telephone: string | null;
  readonly email: string | null;
}

export interface PortalConfig extends ProcessConfig {
  readonly host: string;
  readonly port: number;
  readonly metricsHost: string;
  readonly metricsPort: number;
  readonly url: string;
  readonly processes: number;
  readonly trustedProxies: number;
  readonly database: DatabaseConfig;
  readonly storage: StorageConfig;
  readonly recordsOffice: RecordsOfficeConfig;
  /** The site as files, for when Postgres does not answer; null where there is no export. */
  readonly exportFolder: string | null;
}

export interface WorkerConfig extends ProcessConfig {
  readonly metricsHost: string;
  readonly metricsPort: number;
  readonly concurrency: number;
  readonly portalUrl: string;
  readonly database: DatabaseConfig;
  readonly storage: StorageConfig;
  readonly keys: KeysConfig;
  /** The worker alone signs what videos say of where they come from. */
  readonly provenance: ProvenanceConfig;
  /** Who is asked to cosign checkpoints of the ledger. */
  readonly witnesses: readonly { readonly url: string; readonly key: string }[];
  readonly media: MediaConfig;
  /** The folder that is kept as the public site is, and the portal that is asked for it; null: there is none. */
  readonly export: { readonly folder: string; readonly from: string } | null;
  /** Null: off, as it is unless the operator and the Solicitor both say otherwise. */
  readonly faceDetection: FaceDetectionConfig | null;
}

export interface WitnessConfig extends ProcessConfig {
  readonly host: string;
  readonly port: number;
  readonly name: string;
  /** PKCS #8 PEM. */
  readonly key: string;
  /** Folder of what it has cosigned. */
  readonly state: string;
  /** Verifier keys of the logs that it watches. */
  readonly logs: readonly string[];
}

export interface OpsConfig {
  readonly production: boolean;
  readonly data: string;
  readonly databaseUrl: string | null;
  /** Where the console is opened; null: on this machine, by its number. */
  readonly apiUrl: string | null;
  /** For the two roles of a database of one's own; null leaves a role's password as it is. */
  readonly rolePasswords: { readonly app: string | null; readonly portal: string | null };
  readonly mayInstall: boolean;
  readonly ledgerOrigin: string;
  readonly ports: {
    readonly api: number;
    readonly portal: number;
    readonly worker: number;
    readonly portalMetrics: number;
    readonly witness: number;
  };
}

export function apiConfig(env: Env): ApiConfig {
  const s = load(env, {
    process: ProcessSection,
    api: ApiSection,
    site: PublicSiteSection,
    database: DatabaseSection,
    storage: StorageSection,
    keys: ReleaseKeySection,
  });
  refuseDevelopmentSecrets(s.process, { SESSION_SECRET: s.api.SESSION_SECRET, DATABASE_URL: s.database.DATABASE_URL });
  return Object.freeze({
    ...processConfig(s.process),
    host: s.api.API_HOST,
    port: s.api.API_PORT,
    url: s.api.API_URL,
    portalUrl: s.site.PORTAL_URL,
    sessionSecret: s.api.SESSION_SECRET,
    uploadsDir: s.api.UPLOADS_DIR,
    consoleDir: s.api.CONSOLE_DIR,
    maxUploadBytes: s.api.MAX_UPLOAD_BYTES,
    trustedProxies: s.api.TRUSTED_PROXIES,
    database: databaseConfig(s.database),
    storage: storageConfig(s.storage),
    keys: { releaseKey: readKey(s.process, 'RELEASE_KEY_FILE', s.keys.RELEASE_KEY_FILE) },
    ledgerVerifierKey: s.api.LEDGER_VERIFIER_KEY ?? null,
  });
}

export function portalConfig(env: Env): PortalConfig {
  const s = load(env, {
    process: ProcessSection,
    portal: PortalSection,
    metrics: MetricsSection,
    site: PublicSiteSection,
    database: DatabaseSection,
    storage: StorageSection,
    export: ExportSection,
    office: RecordsOfficeSection,
  });
  refuseDevelopmentSecrets(s.process, { DATABASE_URL: s.database.DATABASE_URL });
  return Object.freeze({
    ...processConfig(s.process),
    host: s.portal.PORTAL_HOST,
    port: s.portal.PORTAL_PORT,
    metricsHost: s.metrics.METRICS_HOST,
    metricsPort: s.portal.PORTAL_METRICS_PORT,
    url: s.site.PORTAL_URL,
    processes: s.portal.PORTAL_PROCESSES,
    trustedProxies: s.portal.TRUSTED_PROXIES,
    database: databaseConfig(s.database),
    storage: storageConfig(s.storage),
    exportFolder: s.export.EXPORT_FOLDER ?? null,
    recordsOffice: {
      telephone: s.office.RECORDS_OFFICE_TELEPHONE ?? null,
      email: s.office.RECORDS_OFFICE_EMAIL ?? null,
    },
  });
}

export function workerConfig(env: Env): WorkerConfig {
  const s = load(env, {
    process: ProcessSection,
    worker: WorkerSection,
    metrics: MetricsSection,
    site: PublicSiteSection,
    database: DatabaseSection,
    storage: StorageSection,
    keys: KeysSection,
    provenance: ProvenanceSection,
    ledger: LedgerSection,
    witnesses: WitnessesSection,
    media: MediaSection,
    faces: FaceDetectionSection,
    export: ExportSection,
    source: ExportSourceSection,
  });
  refuseDevelopmentSecrets(s.process, { DATABASE_URL: s.database.DATABASE_URL });
  const sandbox = s.media.MEDIA_SANDBOX ?? (s.process.NODE_ENV === 'production' ? 'required' : 'best-effort');
  return Object.freeze({
    ...processConfig(s.process),
    metricsHost: s.metrics.METRICS_HOST,
    metricsPort: s.worker.WORKER_METRICS_PORT,
    concurrency: s.worker.WORKER_CONCURRENCY,
    portalUrl: s.site.PORTAL_URL,
    database: databaseConfig(s.database),
    storage: storageConfig(s.storage),
    keys: keysConfig(s.process, s.keys, s.ledger),
    provenance: {
      key: readKey(s.process, 'C2PA_KEY_FILE', s.provenance.C2PA_KEY_FILE),
      chain: readKey(s.process, 'C2PA_CHAIN_FILE', s.provenance.C2PA_CHAIN_FILE),
    },
    witnesses: witnessesFrom(s.witnesses),
    media: { scratch: s.media.MEDIA_SCRATCH, sandbox },
    faceDetection: faceDetectionConfig(s.faces),
    export:
      s.export.EXPORT_FOLDER === undefined ? null : { folder: s.export.EXPORT_FOLDER, from: s.source.EXPORT_FROM },
  });
}

export function witnessConfig(env: Env): WitnessConfig {
  const s = load(env, { process: ProcessSection, witness: WitnessSection });
  return Object.freeze({
    ...processConfig(s.process),
    host: s.witness.WITNESS_HOST,
    port: s.witness.WITNESS_PORT,
    name: s.witness.WITNESS_NAME,
    key: readKey(s.process, 'WITNESS_KEY_FILE', s.witness.WITNESS_KEY_FILE),
    state: s.witness.WITNESS_STATE,
    logs: s.witness.WITNESS_LOGS.split(/ +/),
  });
}

export function opsConfig(env: Env): OpsConfig {
  const s = load(env, {
    process: ProcessSection,
    ops: OpsSection,
    ledger: LedgerSection,
    api: ApiPortSection, // ops makes the api's secrets itself
    portal: PortalSection,
    worker: WorkerSection,
    witness: WitnessPortSection,
  });
  return Object.freeze({
    production: s.process.NODE_ENV === 'production',
    data: s.ops.DAYLIGHT_DATA,
    databaseUrl: s.ops.DATABASE_URL ?? null,
    apiUrl: s.ops.API_URL ?? null,
    rolePasswords: { app: s.ops.DAYLIGHT_APP_PASSWORD ?? null, portal: s.ops.DAYLIGHT_PORTAL_PASSWORD ?? null },
    mayInstall: s.ops.DAYLIGHT_NO_INSTALL === '0',
    ledgerOrigin: s.ledger.LEDGER_ORIGIN,
    ports: {
      api: s.api.API_PORT,
      portal: s.portal.PORTAL_PORT,
      worker: s.worker.WORKER_METRICS_PORT,
      portalMetrics: s.portal.PORTAL_METRICS_PORT,
      witness: s.witness.WITNESS_PORT,
    },
  });
}

const processConfig = (s: Readonly<ProcessSection>): ProcessConfig => ({
  production: s.NODE_ENV === 'production',
  logLevel: s.LOG_LEVEL,
});

const witnessesFrom = (s: Readonly<WitnessesSection>): { url: string; key: string }[] =>
  s.LEDGER_WITNESSES.split(/, */).flatMap((pair) => {
    const [url, key] = pair.split(' ');
    return url && key ? [{ url, key }] : [];
  });

const faceDetectionConfig = (s: Readonly<FaceDetectionSection>): FaceDetectionConfig | null =>
  s.FACE_DETECTION === 'off'
    ? null
    : {
        modelFile: s.FACE_DETECTION_MODEL_FILE,
        modelSha256: s.FACE_DETECTION_MODEL_SHA256,
        opinion: s.FACE_DETECTION_OPINION,
      };

const databaseConfig = (s: Readonly<DatabaseSection>): DatabaseConfig => ({
  url: s.DATABASE_URL,
  pool: s.DATABASE_POOL,
});

const storageConfig = (s: Readonly<StorageSection>): StorageConfig =>
  s.STORAGE === 'filesystem'
    ? { kind: 'filesystem', root: s.STORAGE_ROOT }
    : {
        kind: 's3',
        endpoint: s.S3_ENDPOINT,
        region: s.S3_REGION,
        accessKey: s.S3_ACCESS_KEY,
        secretKey: s.S3_SECRET_KEY,
        bucketPrefix: s.S3_BUCKET_PREFIX,
      };

function keysConfig(
  process: Readonly<ProcessSection>,
  keys: Readonly<KeysSection>,
  ledger: Readonly<LedgerSection>,
): KeysConfig {
  return {
    releaseKey: readKey(process, 'RELEASE_KEY_FILE', keys.RELEASE_KEY_FILE),
    ledgerKey: readKey(process, 'LEDGER_KEY_FILE', keys.LEDGER_KEY_FILE),
    ledgerOrigin: ledger.LEDGER_ORIGIN,
  };
}

function readKey(process: Readonly<ProcessSection>, variable: string, path: string): string {
  const text = read(variable, path);
  refuseDevelopmentSecrets(process, { [variable]: text });
  return text;
}

function read(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new ConfigError([`${variable}: the file ${path} cannot be read`]);
  }
}

function refuseDevelopmentSecrets(process: Readonly<ProcessSection>, secrets: Readonly<Record<string, string>>): void {
  if (process.NODE_ENV !== 'production') return;
  const faults = Object.entries(secrets)
    .filter(([, value]) => value.includes(DEVELOPMENT_MARK))
    .map(([name]) => `${name}: is a development secret; production needs one of its own`);
  if (faults.length > 0) throw new ConfigError(faults);
}
