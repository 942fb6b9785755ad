import { Transform } from 'class-transformer';
import {
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateIf,
} from 'class-validator';

/** Reads a number from its text; what is no number stays text, and the validator then says so. */
const FromNumber = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value,
  );

const IsPort = () => (target: object, key: string) => {
  const message = 'must be a port from 0 to 65535';
  FromNumber()(target, key);
  IsInt({ message })(target, key);
  Min(0, { message })(target, key);
  Max(65535, { message })(target, key);
};

const IsPostgresUrl = () =>
  Matches(/^postgres(ql)?:\/\/[^/]+\/[^/]+$/, { message: 'must look like postgres://user:password@host:5432/name' });

const IsHttpUrl = () =>
  IsUrl(
    { require_tld: false, protocols: ['http', 'https'], require_protocol: true },
    { message: 'must be an http(s) URL' },
  );

// A section's defaults are its documentation: a variable that is not named here does not exist.

export class ProcessSection {
  @IsIn(['development', 'test', 'production'], { message: 'must be development, test or production' })
  NODE_ENV: 'development' | 'test' | 'production' = 'development';

  @IsIn(['debug', 'info', 'warn', 'error', 'silent'], { message: 'must be debug, info, warn, error or silent' })
  LOG_LEVEL: 'debug' | 'info' | 'warn' | 'error' | 'silent' = 'info';
}

export class DatabaseSection {
  @IsPostgresUrl()
  DATABASE_URL: string = undefined as never;

  @FromNumber()
  @IsInt({ message: 'must be a whole number' })
  @Min(2, { message: 'must be at least 2' })
  DATABASE_POOL = 10;
}

export class StorageSection {
  @IsIn(['filesystem', 's3'], { message: 'must be filesystem or s3' })
  STORAGE: 'filesystem' | 's3' = 'filesystem';

  @ValidateIf((o: StorageSection) => o.STORAGE === 'filesystem')
  @IsString({ message: 'must be the folder that holds the buckets' })
  STORAGE_ROOT: string = undefined as never;

  @ValidateIf((o: StorageSection) => o.STORAGE === 's3')
  @IsHttpUrl()
  S3_ENDPOINT: string = undefined as never;

  @IsString()
  S3_REGION = 'us-east-1';

  @ValidateIf((o: StorageSection) => o.STORAGE === 's3')
  @IsString({ message: 'must be given with STORAGE=s3' })
  S3_ACCESS_KEY: string = undefined as never;

  @ValidateIf((o: StorageSection) => o.STORAGE === 's3')
  @IsString({ message: 'must be given with STORAGE=s3' })
  S3_SECRET_KEY: string = undefined as never;

  @Matches(/^[a-z0-9][a-z0-9-]{1,40}$/, { message: 'must be 2–41 lower-case letters, digits or hyphens' })
  S3_BUCKET_PREFIX = 'daylight';
}

export class ReleaseKeySection {
  @IsString({ message: 'must be the path of the Ed25519 key (PKCS #8 PEM) that signs releases and receipts' })
  RELEASE_KEY_FILE: string = undefined as never;
}

export class KeysSection extends ReleaseKeySection {
  @IsString({ message: 'must be the path of the Ed25519 key (PKCS #8 PEM) that signs ledger checkpoints' })
  LEDGER_KEY_FILE: string = undefined as never;
}

/** Content Credentials (C2PA): what a published video says of where it comes from is signed with this key. */
export class ProvenanceSection {
  @IsString({ message: 'must be the path of the Ed25519 key (PKCS #8 PEM) that signs the provenance of videos' })
  C2PA_KEY_FILE: string = undefined as never;

  @IsString({
    message:
      'must be the path of the certificates of that key (PEM): its own first, then who issued it, the trust anchor last',
  })
  C2PA_CHAIN_FILE: string = undefined as never;
}

export class LedgerSection {
  /** C2SP tlog-checkpoint: the origin names this log for ever; it is part of every signed checkpoint. */
  @Matches(/^[^\s+]+$/, { message: 'must be a name without blanks or plus signs' })
  LEDGER_ORIGIN = 'daylight.cambridgema.gov/ledger';
}

export class WitnessesSection {
  /** Address and verifier key of each witness that is asked to cosign checkpoints of the log. */
  @Matches(/^(https?:\/\/\S+ [^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{44}(, *(?=h)|$))*$/, {
    message: 'must be pairs like https://witness.example name+0123abcd+base64, with commas between them',
  })
  LEDGER_WITNESSES = '';
}

export class WitnessPortSection {
  @IsPort()
  WITNESS_PORT = 4004;
}

/** A witness: it cosigns checkpoints of logs that only ever grow. Run it where the log's own operator has no access. */
export class WitnessSection extends WitnessPortSection {
  @IsString()
  WITNESS_HOST = '127.0.0.1';

  @Matches(/^[^\s+]+$/, { message: 'must be a name without blanks or plus signs' })
  WITNESS_NAME = 'daylight.localhost/demonstration-witness';

  @IsString({ message: 'must be the path of the witness’s own Ed25519 key (PKCS #8 PEM)' })
  WITNESS_KEY_FILE: string = undefined as never;

  @IsString({ message: 'must be the folder in which the witness remembers what it has cosigned' })
  WITNESS_STATE: string = undefined as never;

  @Matches(/^([^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{44}( +(?=\S)|$))+$/, {
    message: 'must be the verifier keys of logs, name+0123abcd+base64, with blanks between them',
  })
  WITNESS_LOGS: string = undefined as never;
}

export class ApiPortSection {
  @IsPort()
  API_PORT = 4000;
}

export class ApiSection extends ApiPortSection {
  @IsString()
  API_HOST = '127.0.0.1';

  @IsHttpUrl()
  API_URL = 'http://127.0.0.1:4000';

  @MinLength(32, { message: 'must be at least 32 characters' })
  SESSION_SECRET: string = undefined as never;

  @IsString({ message: 'must be the folder for uploads in progress, on the same filesystem as STORAGE_ROOT' })
  UPLOADS_DIR: string = undefined as never;

  @IsString({ message: 'must be the folder of the built console' })
  CONSOLE_DIR = 'dist/console';

  /** The log's public key: by it the api checks the signatures of checkpoints. Without it, it says that it did not. */
  @IsOptional()
  @Matches(/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{44}$/, { message: 'must look like name+0123abcd+base64' })
  LEDGER_VERIFIER_KEY?: string = undefined as never;

  @FromNumber()
  @IsInt({ message: 'must be a whole number of bytes' })
  @Min(1, { message: 'must be a whole number of bytes' })
  MAX_UPLOAD_BYTES: number = 200 * 1024 ** 3;

  @FromNumber()
  @IsInt()
  @Min(0)
  TRUSTED_PROXIES = 0;
}

export class PortalSection {
  @IsString()
  PORTAL_HOST = '127.0.0.1';

  @IsPort()
  PORTAL_PORT = 4001;

  @IsPort()
  PORTAL_METRICS_PORT = 4003;

  /** Processes that share the port: a page is handed out by one processor. */
  @FromNumber()
  @IsInt()
  @Min(1)
  @Max(32)
  PORTAL_PROCESSES = 2;

  @FromNumber()
  @IsInt()
  @Min(0)
  TRUSTED_PROXIES = 0;
}

/** How the records access officer is reached, as every page says that names them: by post in any case. */
export class RecordsOfficeSection {
  @IsOptional()
  @Matches(/^\+?[\d() .-]{7,30}$/, { message: 'must be a telephone number' })
  RECORDS_OFFICE_TELEPHONE?: string = undefined as never;

  @IsOptional()
  @IsEmail({}, { message: 'must be an email address' })
  RECORDS_OFFICE_EMAIL?: string = undefined as never;
}

export class PublicSiteSection {
  @IsHttpUrl()
  PORTAL_URL = 'http://127.0.0.1:4001';
}

/** The public site as files: the worker keeps them current, the portal serves them while Postgres does not answer. */
export class ExportSection {
  @IsOptional()
  @IsString()
  EXPORT_FOLDER?: string = undefined as never;
}

/** The portal's second port, where nobody counts requests: the export asks for every page there is. */
export class ExportSourceSection {
  @IsHttpUrl()
  EXPORT_FROM = 'http://127.0.0.1:4003';
}

export class WorkerSection {
  @IsPort()
  WORKER_METRICS_PORT = 4002;

  @FromNumber()
  @IsInt()
  @Min(1)
  @Max(64)
  WORKER_CONCURRENCY = 1;
}

export class MediaSection {
  @IsIn(['required', 'best-effort'], { message: 'must be required or best-effort' })
  @IsOptional()
  MEDIA_SANDBOX?: 'required' | 'best-effort' = undefined as never;

  @IsString({ message: 'must be the folder in which media jobs get their private folders' })
  MEDIA_SCRATCH: string = undefined as never;
}

/**
 * Face detection, which is off (Cambridge ordinance 2.128; law, § 17). Daylight brings no detector's model: whoever
 * turns it on names a file of their own, its hash, and the Solicitor's written opinion.
 */
export class FaceDetectionSection {
  @IsIn(['off', 'on'], { message: 'must be off or on' })
  FACE_DETECTION: 'off' | 'on' = 'off';

  @ValidateIf((o: FaceDetectionSection) => o.FACE_DETECTION === 'on')
  @IsString({ message: 'must be the path of the detector’s model (ONNX), with FACE_DETECTION=on' })
  FACE_DETECTION_MODEL_FILE: string = undefined as never;

  @ValidateIf((o: FaceDetectionSection) => o.FACE_DETECTION === 'on')
  @Matches(/^[0-9a-f]{64}$/, { message: 'must be the SHA-256 of that file, 64 digits from 0 to f' })
  FACE_DETECTION_MODEL_SHA256: string = undefined as never;

  @ValidateIf((o: FaceDetectionSection) => o.FACE_DETECTION === 'on')
  @Matches(/\S.{3}/, {
    message:
      'must name the City Solicitor’s written opinion under Cambridge ordinance 2.128: without it, leave FACE_DETECTION off',
  })
  FACE_DETECTION_OPINION: string = undefined as never;
}

/** Where portal and worker answer for health and metrics: this machine only, unless a container's network is the fence. */
export class MetricsSection {
  @IsString()
  METRICS_HOST = '127.0.0.1';
}

export class OpsSection {
  @IsString()
  DAYLIGHT_DATA = './data';

  @IsOptional()
  @IsPostgresUrl()
  DATABASE_URL?: string = undefined as never;

  /** Where the console of `npm start` is opened, if not at 127.0.0.1: for passkeys at a name, such as http://localhost:4000. */
  @IsOptional()
  @IsHttpUrl()
  API_URL?: string = undefined as never;

  @IsIn(['0', '1'], { message: 'must be 0 or 1' })
  DAYLIGHT_NO_INSTALL: '0' | '1' = '0';

  /** Passwords that `ops migrate` gives the two roles of a database of yours; unset, it leaves them as they are. */
  @IsOptional()
  @IsString()
  DAYLIGHT_APP_PASSWORD?: string = undefined as never;

  @IsOptional()
  @IsString()
  DAYLIGHT_PORTAL_PASSWORD?: string = undefined as never;
}
