import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEVELOPMENT_MARK } from '@app/config';
import { developmentCertificates } from './development-certificates';

/** Everything that a default installation keeps, below one folder. */
export interface DataFolder {
  readonly root: string;
  readonly postgres: string;
  readonly store: string;
  readonly uploads: string;
  readonly scratch: string;
  /** The public site as files. */
  readonly export: string;
  readonly logs: string;
  readonly releaseKey: string;
  readonly ledgerKey: string;
  readonly witnessKey: string;
  /** Signs the provenance of videos; and the certificates for it. */
  readonly provenanceKey: string;
  readonly provenanceChain: string;
  /** What the demonstration witness has cosigned. */
  readonly witness: string;
  readonly lock: string;
  readonly demoStaff: string;
  readonly secrets: Secrets;
}

/** Passwords and the session secret of a development installation. Production brings its own, and refuses these. */
export interface Secrets {
  readonly postgres: string;
  readonly app: string;
  readonly portal: string;
  readonly session: string;
}

/** Opens the folder; on first use makes it, with secrets and keys of its own. */
export function openDataFolder(root: string): DataFolder {
  mkdirSync(root, { recursive: true }); // Postgres, which has an account of its own, has to enter it
  for (const name of [
    'store/originals',
    'store/working',
    'store/published',
    'uploads',
    'scratch',
    'logs',
    'keys',
    'witness',
    'export',
  ]) {
    mkdirSync(join(root, name), { recursive: true, mode: 0o700 });
  }
  return {
    root,
    postgres: join(root, 'postgres'),
    store: join(root, 'store'),
    uploads: join(root, 'uploads'),
    scratch: join(root, 'scratch'),
    export: join(root, 'export'),
    logs: join(root, 'logs'),
    releaseKey: key(join(root, 'keys', 'release.pem')),
    ledgerKey: key(join(root, 'keys', 'ledger.pem')),
    witnessKey: key(join(root, 'keys', 'witness.pem')),
    ...provenance(join(root, 'keys', 'c2pa.pem'), join(root, 'keys', 'c2pa-chain.pem')),
    witness: join(root, 'witness'),
    lock: join(root, 'up.json'),
    demoStaff: join(root, 'demonstration-staff.json'),
    secrets: secrets(join(root, 'secrets.json')),
  };
}

const secret = (): string => `${DEVELOPMENT_MARK}-${randomBytes(24).toString('hex')}`;

function secrets(path: string): Secrets {
  if (!existsSync(path)) {
    const fresh: Secrets = { postgres: secret(), app: secret(), portal: secret(), session: secret() };
    writeFileSync(path, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600 });
  }
  return JSON.parse(readFileSync(path, 'utf8')) as Secrets;
}

/** An Ed25519 key. */
function key(path: string): string {
  if (!existsSync(path)) {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    writeMarked(path, pem);
  }
  return path;
}

function provenance(key: string, chain: string): Pick<DataFolder, 'provenanceKey' | 'provenanceChain'> {
  if (!existsSync(key) || !existsSync(chain)) {
    const made = developmentCertificates();
    writeMarked(key, made.key);
    writeMarked(chain, made.chain);
  }
  return { provenanceKey: key, provenanceChain: chain };
}

/** RFC 7468 lets a PEM file begin with a line of explanation. */
const writeMarked = (path: string, pem: string): void =>
  writeFileSync(path, `${DEVELOPMENT_MARK}: made by npm start, refused in production.\n${pem}`, { mode: 0o600 });
