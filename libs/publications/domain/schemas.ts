import { RELEASE_PREDICATE } from './attestation';
import { FILE_ROLES } from './manifest';

/** JSON Schema (2020-12), as far as it is used here. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const text: JsonSchema = { type: 'string' };
const count: JsonSchema = { type: 'integer', minimum: 0 };
const number: JsonSchema = { type: 'number' };
const flag: JsonSchema = { type: 'boolean' };
const sha256: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const instant: JsonSchema = { type: 'string', format: 'date-time' };
const address: JsonSchema = { type: 'string', format: 'uri' };
const base64: JsonSchema = { type: 'string', pattern: '^[A-Za-z0-9+/]+={0,2}$' };
const release: JsonSchema = { type: 'string', format: 'uuid' };
const version: JsonSchema = { type: 'integer', minimum: 1 };

const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const exactly = (value: unknown): JsonSchema => ({ const: value });

/** An object with exactly these members. */
const object = (properties: Readonly<Record<string, JsonSchema>>, description?: string): JsonSchema => ({
  type: 'object',
  ...(description !== undefined && { description }),
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

const FILE = {
  role: { enum: FILE_ROLES },
  name: { type: 'string', pattern: '^[a-z][a-z-]*\\.[a-z0-9]+$' },
  mediaType: text,
  sha256,
  size: count,
};

const envelope = (payloadType: string, description: string): JsonSchema =>
  object(
    {
      payloadType: exactly(payloadType),
      payload: base64,
      signatures: { ...listOf(object({ keyid: text, sig: base64 })), minItems: 1 },
    },
    description,
  );

const verifierKey: JsonSchema = {
  type: 'string',
  pattern: '^\\S+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+$',
  description: 'C2SP signed-note verifier key: name, key id, base64 of the type and the Ed25519 public key.',
};

const RELEASE = object({
  schema: exactly('daylight-release-2'),
  release,
  version,
  publishedAt: instant,
  manifest: object(
    { schema: exactly('daylight-manifest-1'), release, version, files: listOf(object(FILE)) },
    'What was signed off. Its hash, which its folder is called by, is SHA-256 of its RFC 8785 form.',
  ),
  signOff: envelope(
    'application/vnd.daylight.sign-off+json',
    'The Solicitor’s sign-off, under the City’s key: a DSSE envelope whose payload names the hash of the manifest.',
  ),
  keys: object({
    city: verifierKey,
    ledger: verifierKey,
    provenance: {
      ...listOf(sha256),
      description: 'SHA-256 of the certificates to which the Content Credentials (C2PA) in its videos lead.',
    },
  }),
});

const HIDDEN = {
  number: version,
  from: { ...number, description: 'Seconds of the published video.' },
  to: number,
  what: { enum: ['picture', 'whole-frame', 'sound'] },
  style: { enum: ['solid fill', 'silence', 'tone'] },
};

const REDACTIONS = object({
  schema: exactly('daylight-redactions-1'),
  release,
  version,
  video: object({ duration: number, frames: count }),
  redactions: listOf(
    object({ ...HIDDEN, category: text, basis: { enum: ['statutory', 'policy'] }, law: orNull(text), why: text }),
  ),
  totals: object({ mutedSeconds: number, framesWithMask: count, shareOfFramesWithMask: number }),
});

const CERTIFICATE = object({
  schema: exactly('daylight-certificate-1'),
  release,
  version,
  video: object({ sha256, size: count, frames: count }),
  decoder: text,
  rules: listOf(object({ rule: text, says: text, violations: count })),
  picture: orNull(
    object({
      frames: count,
      copiedFrames: count,
      maskedFrames: count,
      lowestPsnr: number,
      meanPsnr: number,
      largestBlockDifference: number,
      largestColourDifference: number,
      largestFillVariance: number,
    }),
  ),
  sound: orNull(object({ mutedSeconds: number, loudestMuted: number, lowestCorrelation: number })),
  flashes: orNull(
    object(
      { large: flag, anywhere: flag },
      'More than three flashes within a second of the video: over a quarter of a field of 10° (WCAG 2.3.1), of whatever size (2.3.2).',
    ),
  ),
  parts: listOf(
    object({
      ...HIDDEN,
      found: {
        anyOf: [
          object({ frames: count, largestFillVariance: number }),
          object({ seconds: number, loudest: orNull(number) }),
          { type: 'null' },
        ],
      },
    }),
  ),
});

const ATTESTATION = envelope(
  'application/vnd.in-toto+json',
  `A DSSE envelope whose payload is an in-toto Statement v1 with the predicate type ${RELEASE_PREDICATE}.`,
);

const POSTED = { name: text, algorithm: exactly('Ed25519') };

const postedKey = object({
  ...POSTED,
  key: verifierKey,
  fingerprint: { ...sha256, description: 'SHA-256 of the public key as SubjectPublicKeyInfo (RFC 8410), in DER.' },
});

const KEYS = object({
  $schema: address,
  schema: exactly('daylight-keys-1'),
  city: { ...listOf(postedKey), description: 'The key in use first, then those that have signed before it.' },
  log: listOf(postedKey),
  witnesses: { ...listOf(postedKey), description: 'Keys of C2SP tlog-cosignature.' },
  contentCredentials: listOf(
    object({
      ...POSTED,
      certificate: { ...text, description: 'PEM: the trust anchor for programs that read Content Credentials.' },
      fingerprint: {
        ...sha256,
        description: 'SHA-256 of the certificate: what keys.provenance in the release.json of a release names.',
      },
    }),
  ),
});

const published = (title: string, schema: JsonSchema): JsonSchema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title,
  ...schema,
});

/** The published schemas, by the name of the file that they describe. */
export const SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  'release.json': published('A release of the City of Cambridge: what was signed, by whom, and the keys', RELEASE),
  'redactions.json': published('What is hidden in a release, and why', REDACTIONS),
  'certificate.json': published('What the verifier checked and found before a release was signed', CERTIFICATE),
  'attestation.json': published('The City’s attestation of a release', ATTESTATION),
  'keys.json': published('The public keys of the City, of its log and of the witnesses of the log', KEYS),
};
