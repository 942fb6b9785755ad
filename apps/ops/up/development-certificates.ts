import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { DEVELOPMENT_MARK } from '@app/config';

// Two certificates of one shape (RFC 5280, RFC 8410), in DER: Node reads certificates and writes none.

/** PEM texts: a key, and its certificates up to the trust anchor. */
export interface DevelopmentCertificates {
  readonly key: string;
  readonly chain: string;
}

/** A certification authority that nobody knows, and a certificate of it to sign manifests with, each with a key of its own. */
export function developmentCertificates(): DevelopmentCertificates {
  const [authority, signer] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
  const issuer = { name: `Daylight ${DEVELOPMENT_MARK} authority`, key: authority.publicKey };
  const own = { name: `Daylight ${DEVELOPMENT_MARK} signer`, key: signer.publicKey };
  const certificates = [
    certificate(own, issuer, authority.privateKey, SIGNS_MANIFESTS),
    certificate(issuer, issuer, authority.privateKey, ISSUES_CERTIFICATES),
  ];
  return {
    key: signer.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    chain: certificates.map((der) => pem('CERTIFICATE', der)).join(''),
  };
}

const pem = (label: string, der: Buffer): string =>
  `-----BEGIN ${label}-----\n${der.toString('base64').replace(/.{64}(?=.)/g, '$&\n')}\n-----END ${label}-----\n`;

function tlv(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const length = body.length < 0x80 ? [body.length] : body.length < 0x100 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 0xff]; // prettier-ignore
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...of: readonly Buffer[]): Buffer => tlv(0x30, ...of);
const octets = (of: Buffer): Buffer => tlv(0x04, of);
const bits = (unused: number, of: Buffer): Buffer => tlv(0x03, Buffer.from([unused]), of);
const text = (of: string): Buffer => tlv(0x0c, Buffer.from(of));
const time = (of: string): Buffer => tlv(0x17, Buffer.from(of, 'latin1'));
const TRUE = tlv(0x01, Buffer.from([0xff]));

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const digits = (value: number): number[] => {
    const found = [value & 0x7f];
    for (let left = value >> 7; left > 0; left >>= 7) found.unshift((left & 0x7f) | 0x80);
    return found;
  };
  return tlv(0x06, Buffer.from([first * 40 + second, ...rest].flatMap(digits)));
}

const ED25519 = sequence(oid('1.3.101.112'));
/** For years: whoever tries Daylight out should not have to renew anything. */
const VALIDITY = sequence(time('250101000000Z'), time('491231235959Z'));

const extension = (id: string, critical: boolean, value: Buffer): Buffer =>
  sequence(oid(id), ...(critical ? [TRUE] : []), octets(value));
const basicConstraints = (...of: readonly Buffer[]): Buffer => extension('2.5.29.19', true, sequence(...of));
const keyUsage = (unused: number, flags: number): Buffer =>
  extension('2.5.29.15', true, bits(unused, Buffer.from([flags])));

/** digitalSignature; for claims (C2PA 2.2, 14.5), for documents (RFC 9336), and, as older readers ask, for e-mail. */
const SIGNS_MANIFESTS = [
  basicConstraints(),
  keyUsage(7, 0x80),
  extension(
    '2.5.29.37',
    false,
    sequence(oid('1.3.6.1.4.1.62558.2.1'), oid('1.3.6.1.5.5.7.3.36'), oid('1.3.6.1.5.5.7.3.4')),
  ),
];
/** keyCertSign. */
const ISSUES_CERTIFICATES = [basicConstraints(TRUE), keyUsage(2, 0x04)];

interface Named {
  readonly name: string;
  readonly key: KeyObject;
}

function certificate(subject: Named, issuer: Named, by: KeyObject, extensions: readonly Buffer[]): Buffer {
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(15)]);
  const toBeSigned = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))), // version 3
    tlv(0x02, serial),
    ED25519,
    distinguishedName(issuer),
    VALIDITY,
    distinguishedName(subject),
    subject.key.export({ type: 'spki', format: 'der' }),
    tlv(
      0xa3,
      sequence(
        ...extensions,
        extension('2.5.29.14', false, octets(keyIdentifier(subject))),
        extension('2.5.29.35', false, sequence(tlv(0x80, keyIdentifier(issuer)))),
      ),
    ),
  );
  return sequence(toBeSigned, ED25519, bits(0, sign(null, toBeSigned, by)));
}

const distinguishedName = ({ name }: Named): Buffer =>
  sequence(tlv(0x31, sequence(oid('2.5.4.10'), text('Daylight'))), tlv(0x31, sequence(oid('2.5.4.3'), text(name))));

const keyIdentifier = ({ key }: Named): Buffer =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()
    .subarray(0, 20);
