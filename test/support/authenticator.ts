import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Assertion, Registration } from '@app/staff';

/** What may be wrong with what an authenticator gives. */
interface Wrong {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  /** False: touched, but without PIN or finger. */
  readonly verified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  /** A statement with a certificate, as an authenticator of some maker would give. */
  readonly certified?: boolean;
}

interface Options {
  readonly challenge: string;
  readonly user?: { readonly id: string };
}

const FLAGS = { present: 0x01, verified: 0x04, attested: 0x40 };
const base64url = (bytes: Buffer | string): string => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest();

/** A passkey in software: ES256, without attestation (WebAuthn Level 3, §§ 6.3.2, 6.3.3). */
export class Authenticator {
  readonly credentialId = base64url(randomBytes(32));
  counter = 0;
  readonly key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private userHandle = '';

  constructor(private readonly site: { readonly id: string; readonly origin: string }) {}

  /** navigator.credentials.create */
  create({ challenge, user }: Options, wrong: Wrong = {}): Registration {
    this.userHandle = user?.id ?? '';
    const id = Buffer.from(this.credentialId, 'base64url');
    const attested = Buffer.concat([Buffer.alloc(16), uint(id.length, 2), id, this.coseKey()]);
    const authData = Buffer.concat([this.head(FLAGS.attested, wrong), attested]);
    const statement = wrong.certified ? cbor({ alg: -7, sig: randomBytes(70), x5c: [randomBytes(300)] }) : cbor({});
    const object = [
      ['fmt', cbor(wrong.certified ? 'packed' : 'none')],
      ['attStmt', statement],
      ['authData', cbor(authData)],
    ] as const;
    return {
      id: this.credentialId,
      clientDataJSON: base64url(this.clientData('webauthn.create', challenge, wrong)),
      attestationObject: base64url(map(object.map(([name, value]) => [cbor(name), value]))),
      transports: ['internal'],
    };
  }

  /** navigator.credentials.get */
  get({ challenge }: Options, wrong: Wrong = {}): Assertion {
    this.counter++;
    const authData = this.head(0, wrong);
    const clientData = this.clientData('webauthn.get', challenge, wrong);
    const signed = Buffer.concat([authData, sha256(clientData)]);
    return {
      id: this.credentialId,
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(authData),
      signature: base64url(createSign('sha256').update(signed).sign(this.key.privateKey)),
      userHandle: wrong.userHandle ?? this.userHandle,
    };
  }

  private head(flags: number, { rpId = this.site.id, verified = true, counter = this.counter }: Wrong): Buffer {
    const all = flags | FLAGS.present | (verified ? FLAGS.verified : 0);
    return Buffer.concat([sha256(rpId), uint(all, 1), uint(counter, 4)]);
  }

  private clientData(type: string, asked: string, { origin = this.site.origin, challenge = asked }: Wrong): string {
    return JSON.stringify({ type, challenge, origin, crossOrigin: false });
  }

  /** COSE_Key of an elliptic curve (RFC 9053, § 7.1.1). */
  private coseKey(): Buffer {
    const { x = '', y = '' } = this.key.publicKey.export({ format: 'jwk' });
    const point = (text: string): Buffer => cbor(Buffer.from(text, 'base64url'));
    const entries: [number, Buffer][] = [[1, cbor(2)], [3, cbor(-7)], [-1, cbor(1)], [-2, point(x)], [-3, point(y)]]; // prettier-ignore
    return map(entries.map(([name, value]) => [cbor(name), value]));
  }
}

function uint(value: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntBE(value, 0, length);
  return bytes;
}

type Cbor = number | string | Buffer | readonly Cbor[] | { readonly [name: string]: Cbor };

/** As much of CBOR (RFC 8949) as WebAuthn uses here. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
  return map(Object.entries(value).map(([name, inner]) => [cbor(name), cbor(inner)]));
}

const map = (entries: readonly (readonly [Buffer, Buffer])[]): Buffer =>
  Buffer.concat([head(5, entries.length), ...entries.flat()]);

/** Major type and argument. */
function head(type: number, argument: number): Buffer {
  if (argument < 24) return uint((type << 5) | argument, 1);
  const [info, length] = argument < 256 ? [24, 1] : [25, 2];
  return Buffer.concat([uint((type << 5) | info, 1), uint(argument, length)]);
}
