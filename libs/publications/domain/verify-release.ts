import { utf8 } from '@app/kernel';
import {
  fromBase64,
  leafHash,
  openNote,
  openStatement,
  parseBody,
  parseCheckpoint,
  type Sha256,
  type SignedStatement,
  type Verifier,
  verifyInclusion,
} from '@app/ledger/domain';
import canonicalize from 'canonicalize';
import type { ReleaseBundle, SignOffStatement } from './bundle';
import { FILE_ROLES, type FileRole } from './manifest';

/** One thing that was checked, and how it stands. */
export interface ReleaseCheck {
  readonly name: 'files' | 'manifest' | 'sign-off' | 'record' | 'log entry' | 'log inclusion' | 'log checkpoint';
  readonly holds: boolean;
  readonly says: string;
}

/** What the verifier is given: the bundle, what its files hash to, and how to hash and check signatures. */
export interface ReleaseEvidence {
  readonly bundle: ReleaseBundle;
  /** Size and SHA-256 of each file as found; absent when it was not found. */
  readonly found: Partial<Record<FileRole, { readonly size: number; readonly sha256: string }>>;
  /** The public record as found, parsed. */
  readonly record: unknown;
  readonly sha256: Sha256;
  readonly hex: (bytes: Uint8Array) => string;
  /** A verifier for a key in the form `<name>+<id>+<base64>`; null when it is none, or not one that is trusted. */
  readonly verifierOf: (key: string) => Verifier | null;
}

/** Checks a release with what came along, and nothing else: bytes, manifest, signature, log. Pure; works offline. */
export function verifyRelease(evidence: ReleaseEvidence): ReleaseCheck[] {
  const manifestSha256 = evidence.hex(evidence.sha256(utf8(canonicalize(evidence.bundle.manifest) ?? '')));
  return [
    ...fileChecks(evidence),
    recordCheck(evidence),
    ...signOffChecks(evidence, manifestSha256),
    ...logChecks(evidence, manifestSha256),
  ];
}

function fileChecks({ bundle, found }: ReleaseEvidence): ReleaseCheck[] {
  const listed = bundle.manifest.files;
  const checks = listed.map((file): ReleaseCheck => {
    const is = found[file.role];
    const says = (text: string): ReleaseCheck => ({ name: 'files', holds: false, says: `${file.name} ${text}` });
    if (!is) return says('is missing.');
    if (is.size !== file.size) return says(`has ${is.size} bytes; signed were ${file.size}.`);
    if (is.sha256 !== file.sha256) return says(`has the hash ${is.sha256}; signed was ${file.sha256}.`);
    return { name: 'files', holds: true, says: `${file.name} is the signed file, to the last bit.` };
  });
  const roles = listed.map((file) => file.role);
  const sound =
    roles.includes('video') &&
    roles.includes('record') &&
    new Set(roles).size === roles.length &&
    roles.every((role) => FILE_ROLES.includes(role));
  const one: ReleaseCheck = {
    name: 'manifest',
    holds: sound,
    says: sound
      ? 'The manifest names a video and its record, each once.'
      : 'The manifest does not name a video and its record, each once.',
  };
  return [one, ...checks];
}

function recordCheck({ bundle, record }: ReleaseEvidence): ReleaseCheck {
  const found = record as { release?: unknown; version?: unknown } | null;
  const holds =
    found !== null &&
    typeof found === 'object' &&
    found.release === bundle.release &&
    found.version === bundle.version &&
    bundle.manifest.release === bundle.release &&
    bundle.manifest.version === bundle.version;
  return {
    name: 'record',
    holds,
    says: holds
      ? 'Record and manifest are of this release and this version.'
      : 'Record or manifest are of another release or another version.',
  };
}

function signOffChecks({ bundle, verifierOf }: ReleaseEvidence, manifestSha256: string): ReleaseCheck[] {
  const fail = (says: string): ReleaseCheck[] => [{ name: 'sign-off', holds: false, says }];
  const verifier = verifierOf(bundle.keys.city);
  if (!verifier) return fail('The City’s key is not one that is trusted, or no key at all.');
  const statement = openStatement(bundle.signOff as SignedStatement, verifier, 'sign-off') as SignOffStatement | null;
  if (!statement) return fail('The sign-off was not signed with the City’s key.');
  if (statement.manifestSha256 !== manifestSha256)
    return fail(
      `The sign-off is on other files: it names the manifest ${statement.manifestSha256}; this one is ${manifestSha256}.`,
    );
  if (statement.release !== bundle.release || statement.version !== bundle.version)
    return fail('The sign-off is on another release or version.');
  return [
    {
      name: 'sign-off',
      holds: true,
      says: `Signed off on ${statement.signedAt} by the ${statement.signedAs}, on exactly these files.`,
    },
  ];
}

function logChecks({ bundle, sha256, hex, verifierOf }: ReleaseEvidence, manifestSha256: string): ReleaseCheck[] {
  const { ledger, keys } = bundle;
  if (!ledger || keys.ledger === null)
    return [
      {
        name: 'log inclusion',
        holds: false,
        says: 'There is no proof from the City’s log yet; it follows within a minute of publication.',
      },
    ];
  const body = fromBase64(ledger.body);
  const open = (body && parseBody(body)?.open) as
    { kind?: string; release?: string; version?: number; manifestSha256?: string } | null | undefined;
  const isPublication =
    open?.kind === 'published' &&
    open.release === bundle.release &&
    open.version === bundle.version &&
    open.manifestSha256 === manifestSha256;
  const entry: ReleaseCheck = {
    name: 'log entry',
    holds: isPublication,
    says: isPublication
      ? 'The log’s entry is the publication of exactly these files.'
      : 'The log’s entry is not the publication of these files.',
  };
  const verifier = verifierOf(keys.ledger);
  const text = verifier && openNote(sha256, ledger.checkpoint, [verifier]);
  const checkpoint = text ? parseCheckpoint(text) : null;
  if (!checkpoint || checkpoint.origin !== verifier?.name)
    return [entry, { name: 'log checkpoint', holds: false, says: 'The checkpoint was not signed with the log’s key.' }];
  const signed: ReleaseCheck = {
    name: 'log checkpoint',
    holds: true,
    says: `The checkpoint of ${checkpoint.size} entries (root ${hex(checkpoint.root).slice(0, 16)}…) is signed by ${checkpoint.origin}.`,
  };
  const proof = ledger.proof.map(fromBase64);
  const included =
    body !== null &&
    proof.every((hash) => hash !== null) &&
    verifyInclusion(
      sha256,
      { leaf: leafHash(sha256, body), index: ledger.index, size: checkpoint.size, root: checkpoint.root },
      proof,
    );
  const inclusion: ReleaseCheck = {
    name: 'log inclusion',
    holds: included,
    says: included
      ? `The entry is number ${ledger.index} of that log.`
      : 'The proof does not show that the entry is in that log.',
  };
  return [entry, inclusion, signed];
}
