import { utf8 } from '@app/kernel';
import {
  fromBase64,
  leafHash,
  type LogProof,
  openNote,
  openStatement,
  parseBody,
  parseCheckpoint,
  parseTlogProof,
  type Sha256,
  type SignedStatement,
  type Verifier,
  verifyInclusion,
} from '@app/ledger/domain';
import canonicalize from 'canonicalize';
import { RELEASE_PREDICATE, type ReleaseAttestation } from './attestation';
import type { ReleaseBundle, SignOffStatement } from './bundle';
import type { RedactionCertificate } from './certificate';
import { BESIDE, FILE_ROLES, fileName, type FileRole, sha256Sums } from './manifest';
import { redactionsCsv, redactionsJson, redactionsVtt } from './redaction-ledger';
import type { ReleaseRecord } from './release-record';

/** One thing that was checked, and how it stands. */
export interface ReleaseCheck {
  readonly name:
    | 'address'
    | 'files'
    | 'manifest'
    | 'sums'
    | 'record'
    | 'redactions'
    | 'certificate'
    | 'provenance'
    | 'sign-off'
    | 'attestation'
    | 'log entry'
    | 'log inclusion'
    | 'log checkpoint'
    | 'log proof';
  readonly holds: boolean;
  readonly says: string;
}

/** What was found of the manifest of provenance (C2PA) in a video. */
export interface ProvenanceFound {
  /** Why it is not the one that Daylight writes for this video; null where it is. */
  readonly fault: string | null;
  /** SHA-256 of the certificate to which it leads; null where none could be read. */
  readonly anchor: string | null;
}

/** What the verifier is given: the bundle, what its files hash to, and how to hash and check signatures. */
export interface ReleaseEvidence {
  readonly bundle: ReleaseBundle;
  /** The hash by which its folder or address is called; null where it is called otherwise. */
  readonly called: string | null;
  /** Size and SHA-256 of each file as found; absent when it was not found. */
  readonly found: Partial<Record<FileRole, { readonly size: number; readonly sha256: string }>>;
  /** The public record and the certificate as found, parsed. */
  readonly record: unknown;
  readonly certificate: unknown;
  /** What stands beside the files, as found; null when it was not found. */
  readonly beside: { readonly sums: string | null; readonly attestation: unknown; readonly logProof: string | null };
  /** Of each video that was found: its manifest of provenance; null where it carries none. */
  readonly provenance: Partial<Record<FileRole, ProvenanceFound | null>>;
  /** Names of files that are in the folder and belong to no release. */
  readonly strangers: readonly string[];
  readonly sha256: Sha256;
  readonly hex: (bytes: Uint8Array) => string;
  /** A verifier for a key in the form `<name>+<id>+<base64>`; null when it is none, or not one that is trusted. */
  readonly verifierOf: (key: string) => Verifier | null;
}

type Name = ReleaseCheck['name'];
const good = (name: Name, says: string): ReleaseCheck => ({ name, holds: true, says });
const bad = (name: Name, says: string): ReleaseCheck => ({ name, holds: false, says });
const either = (name: Name, holds: boolean, says: string, saysNot: string): ReleaseCheck =>
  holds ? good(name, says) : bad(name, saysNot);

/** Checks a release with what came along, and nothing else: bytes, manifest, signatures, log. Pure; works offline. */
export function verifyRelease(evidence: ReleaseEvidence): ReleaseCheck[] {
  const manifestSha256 = evidence.hex(evidence.sha256(utf8(jcs(evidence.bundle.manifest))));
  return [
    ...addressCheck(evidence, manifestSha256),
    manifestCheck(evidence),
    ...fileChecks(evidence),
    sumsCheck(evidence),
    recordCheck(evidence),
    ...redactionChecks(evidence),
    ...certificateChecks(evidence),
    ...provenanceChecks(evidence),
    signOffCheck(evidence, manifestSha256),
    ...attestationChecks(evidence, manifestSha256),
    ...logChecks(evidence, manifestSha256),
  ];
}

const jcs = (value: unknown): string => canonicalize(value) ?? '';
const isSame = (a: unknown, b: unknown): boolean => jcs(a) === jcs(b);

/** Whoever asks for a hash gets what has that hash. */
const addressCheck = ({ called }: ReleaseEvidence, manifestSha256: string): ReleaseCheck[] =>
  called === null
    ? []
    : [
        either(
          'address',
          called === manifestSha256,
          'The folder is called by the hash of its manifest.',
          `The folder is called ${called}; its manifest has the hash ${manifestSha256}.`,
        ),
      ];

function manifestCheck({ bundle }: ReleaseEvidence): ReleaseCheck {
  const { files } = bundle.manifest;
  const roles = files.map((file) => file.role);
  const sound =
    roles.includes('video') &&
    roles.includes('record') &&
    new Set(roles).size === roles.length &&
    files.every(({ role, name }) => FILE_ROLES.includes(role) && name === fileName(role));
  return either(
    'manifest',
    sound,
    'The manifest names a video and its record, each once, and each file by its own name.',
    'The manifest does not name a video and its record, each once, and each file by its own name.',
  );
}

const fileChecks = ({ bundle, found, strangers }: ReleaseEvidence): ReleaseCheck[] => [
  ...bundle.manifest.files.map((file): ReleaseCheck => {
    const is = found[file.role];
    if (!is) return bad('files', `${file.name} is missing.`);
    if (is.size !== file.size) return bad('files', `${file.name} has ${is.size} bytes; signed were ${file.size}.`);
    if (is.sha256 !== file.sha256)
      return bad('files', `${file.name} has the hash ${is.sha256}; signed was ${file.sha256}.`);
    return good('files', `${file.name} is the signed file, to the last bit.`);
  }),
  ...strangers.map((name) => bad('files', `${name} is in the folder, but is no file of this release.`)),
];

const sumsCheck = ({ bundle, beside }: ReleaseEvidence): ReleaseCheck =>
  beside.sums === null
    ? bad('sums', `${BESIDE.sums} is missing.`)
    : either(
        'sums',
        beside.sums === sha256Sums(bundle.manifest),
        `${BESIDE.sums} lists exactly the signed files.`,
        `${BESIDE.sums} does not list exactly the signed files.`,
      );

function recordCheck({ bundle, record }: ReleaseEvidence): ReleaseCheck {
  const found = record as { release?: unknown; version?: unknown } | null;
  const holds =
    found !== null &&
    typeof found === 'object' &&
    found.release === bundle.release &&
    found.version === bundle.version &&
    bundle.manifest.release === bundle.release &&
    bundle.manifest.version === bundle.version;
  return either(
    'record',
    holds,
    'Record and manifest are of this release and this version.',
    'Record or manifest are of another release or another version.',
  );
}

/** The three forms of the redaction ledger, each as it follows from the record. */
const LEDGERS: Partial<Record<FileRole, (record: ReleaseRecord) => string>> = {
  'redactions-json': redactionsJson,
  'redactions-csv': redactionsCsv,
  'redactions-vtt': redactionsVtt,
};

/** The redaction ledger is written anew from the record, and compared with what was signed. */
const redactionChecks = ({ bundle, record, sha256, hex }: ReleaseEvidence): ReleaseCheck[] =>
  bundle.manifest.files.flatMap(({ role, name, sha256: signed }) => {
    const write = LEDGERS[role];
    if (!write) return [];
    const written = attempt(() => write(record as ReleaseRecord));
    return either(
      'redactions',
      written !== null && hex(sha256(utf8(written))) === signed,
      `${name} lists what the record says is hidden: no more, no less.`,
      `${name} does not list what the record says is hidden.`,
    );
  });

/** Whatever somebody wrote into a file must not make us fall. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

function certificateChecks({ bundle, record, certificate }: ReleaseEvidence): ReleaseCheck[] {
  const { files } = bundle.manifest;
  if (!files.some(({ role }) => role === 'certificate')) return [];
  const video = files.find(({ role }) => role === 'video');
  const holds = attempt(() => {
    const { release, version, video: certified, rules, parts } = certificate as RedactionCertificate;
    const { hidden } = record as ReleaseRecord;
    return (
      release === bundle.release &&
      version === bundle.version &&
      certified.sha256 === video?.sha256 &&
      rules.every(({ violations }) => violations === 0) &&
      isSame(
        parts.map(({ from, to, what }) => [from, to, what]),
        hidden.map(({ from, to, what }) => [from, to, what]),
      )
    );
  });
  return [
    either(
      'certificate',
      holds === true,
      'The certificate is on this video and on every hidden part, and names no violation.',
      'The certificate is not on this video and on every hidden part, or names a violation.',
    ),
  ];
}

/** That the release names the trust anchors of its videos, and no others: by them a reader can tell whose they are. */
function provenanceChecks({ bundle, provenance }: ReleaseEvidence): ReleaseCheck[] {
  const named = bundle.keys.provenance;
  const videos = bundle.manifest.files.flatMap(({ role, name }) => {
    const found = provenance[role];
    return found === undefined ? [] : [{ name, found }];
  });
  const led = videos.flatMap(({ found }) => found?.anchor ?? []);
  const unused = led.length === 0 ? [] : named.filter((anchor) => !led.includes(anchor));
  return [
    ...videos.map(({ name, found }) => provenanceCheck(name, found, named)),
    ...unused.map((anchor) =>
      bad('provenance', `The release names the certificate ${anchor}; none of its videos does.`),
    ),
  ];
}

function provenanceCheck(name: string, found: ProvenanceFound | null, named: readonly string[]): ReleaseCheck {
  if (found === null)
    return either(
      'provenance',
      named.length === 0,
      `${name} carries no Content Credentials, and the release names no certificate for them.`,
      `${name} carries no Content Credentials.`,
    );
  const { fault, anchor } = found;
  if (fault !== null) return bad('provenance', `The Content Credentials in ${name} do not hold: ${fault}.`);
  return either(
    'provenance',
    anchor !== null && named.includes(anchor),
    `${name} carries Content Credentials (C2PA) on these bytes; they lead to the certificate ${anchor ?? ''}.`,
    `The Content Credentials in ${name} lead to a certificate that the release does not name: ${anchor ?? ''}.`,
  );
}

function signOffCheck({ bundle, verifierOf }: ReleaseEvidence, manifestSha256: string): ReleaseCheck {
  const verifier = verifierOf(bundle.keys.city);
  if (!verifier) return bad('sign-off', 'The City’s key is not one that is trusted, or no key at all.');
  const statement = openStatement(bundle.signOff, verifier, 'sign-off') as SignOffStatement | null;
  if (!statement) return bad('sign-off', 'The sign-off was not signed with the City’s key.');
  if (statement.manifestSha256 !== manifestSha256)
    return bad(
      'sign-off',
      `The sign-off is on other files: it names the manifest ${statement.manifestSha256}; this one is ${manifestSha256}.`,
    );
  if (statement.release !== bundle.release || statement.version !== bundle.version)
    return bad('sign-off', 'The sign-off is on another release or version.');
  return good('sign-off', `Signed off on ${statement.signedAt} by the ${statement.signedAs}, on exactly these files.`);
}

/** What somebody’s JSON says it is. */
type Claimed<T> = { readonly [K in keyof T]: T[K] extends string ? string : T[K] };

/** Nothing where the City’s key is not trusted: that has been said of the sign-off. */
function attestationChecks({ bundle, beside, verifierOf }: ReleaseEvidence, manifestSha256: string): ReleaseCheck[] {
  const fail = (says: string): ReleaseCheck[] => [bad('attestation', says)];
  const verifier = verifierOf(bundle.keys.city);
  if (!verifier) return [];
  if (beside.attestation === null) return fail(`${BESIDE.attestation} is missing.`);
  const envelope = beside.attestation as SignedStatement;
  const opened = attempt(() => openStatement(envelope, verifier, 'attestation'));
  if (!opened) return fail('The attestation was not signed with the City’s key.');
  const subject = bundle.manifest.files.map(({ name, sha256 }) => ({ name, digest: { sha256 } }));
  const holds = attempt(() => {
    const { _type, predicateType, subject: attested, predicate } = opened as Claimed<ReleaseAttestation>;
    return (
      _type === 'https://in-toto.io/Statement/v1' &&
      predicateType === RELEASE_PREDICATE &&
      isSame(attested, subject) &&
      predicate.manifestSha256 === manifestSha256 &&
      predicate.release === bundle.release &&
      predicate.version === bundle.version
    );
  });
  if (holds !== true) return fail('The attestation is on other files, or on another release or version.');
  return [good('attestation', 'The City attests exactly these files (in-toto, DSSE).')];
}

function logChecks(evidence: ReleaseEvidence, manifestSha256: string): ReleaseCheck[] {
  const { logProof } = evidence.beside;
  if (logProof === null)
    return [
      bad(
        'log proof',
        `There is no proof from the City’s log yet: ${BESIDE.logProof} follows within a minute of publication.`,
      ),
    ];
  const proof = parseTlogProof(logProof);
  if (!proof) return [bad('log proof', `${BESIDE.logProof} is no proof (C2SP tlog-proof).`)];
  return [entryCheck(evidence.bundle, proof, manifestSha256), ...inclusionChecks(evidence, proof)];
}

function entryCheck(bundle: ReleaseBundle, { body }: LogProof, manifestSha256: string): ReleaseCheck {
  const bytes = fromBase64(body);
  const open = (bytes && parseBody(bytes)?.open) as
    { kind?: string; release?: string; version?: number; manifestSha256?: string } | null | undefined;
  return either(
    'log entry',
    open?.kind === 'published' &&
      open.release === bundle.release &&
      open.version === bundle.version &&
      open.manifestSha256 === manifestSha256,
    'The log’s entry is the publication of exactly these files.',
    'The log’s entry is not the publication of these files.',
  );
}

function inclusionChecks({ bundle, sha256, hex, verifierOf }: ReleaseEvidence, found: LogProof): ReleaseCheck[] {
  const verifier = verifierOf(bundle.keys.ledger);
  const text = verifier && openNote(sha256, found.checkpoint, [verifier]);
  const checkpoint = text ? parseCheckpoint(text) : null;
  if (!checkpoint || checkpoint.origin !== verifier?.name)
    return [bad('log checkpoint', 'The checkpoint was not signed with the log’s key.')];
  const [body, proof] = [fromBase64(found.body), found.proof.map(fromBase64)];
  const included =
    body !== null &&
    proof.every((hash) => hash !== null) &&
    verifyInclusion(
      sha256,
      { leaf: leafHash(sha256, body), index: found.index, size: checkpoint.size, root: checkpoint.root },
      proof,
    );
  return [
    either(
      'log inclusion',
      included,
      `The entry is number ${found.index} of that log.`,
      'The proof does not show that the entry is in that log.',
    ),
    good(
      'log checkpoint',
      `The checkpoint of ${checkpoint.size} entries (root ${hex(checkpoint.root).slice(0, 16)}…) is signed by ${checkpoint.origin}.`,
    ),
  ];
}
