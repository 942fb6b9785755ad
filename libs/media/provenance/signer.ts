import { createPrivateKey, sign, X509Certificate } from 'node:crypto';
import { chainFault } from './chain';
import { type CertificateChain, claimOf } from './manifest';

/** Whoever signs manifests. The key stays where it is. */
export interface ProvenanceSigner {
  readonly chain: CertificateChain;
  /** Ed25519 (RFC 8032). */
  readonly sign: (bytes: Buffer) => Buffer;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * A signer from PEM texts: the key, and its chain from the signer's certificate to the trust anchor. Throws in words, also
 * when a certificate is not good at that time: what is signed with it then convinces nobody. `goodUntil`: when the first
 * of them runs out.
 */
export function provenanceSigner(
  { key, chain: pem }: { readonly key: string; readonly chain: string },
  now: Date = new Date(),
): ProvenanceSigner & { readonly goodUntil: Date } {
  const certificates = (pem.match(CERTIFICATE) ?? []).map((one) => new X509Certificate(one));
  const chain = certificates.map(({ raw }) => raw);
  const fault = chainFault(chain);
  if (fault !== null) throw new Error(`C2PA_CHAIN_FILE: ${fault}`);
  const privateKey = createPrivateKey(key);
  if (certificates[0]?.checkPrivateKey(privateKey) !== true)
    throw new Error('C2PA_KEY_FILE: this is not the key of the first certificate in C2PA_CHAIN_FILE');
  const stale = certificates.find(({ validFromDate, validToDate }) => now < validFromDate || now > validToDate);
  if (stale)
    throw new Error(
      `C2PA_CHAIN_FILE: a certificate is good from ${stale.validFrom} to ${stale.validTo}: have one issued`,
    );
  const goodUntil = new Date(Math.min(...certificates.map(({ validToDate }) => validToDate.getTime())));
  return { chain, sign: (bytes) => sign(null, bytes, privateKey), goodUntil };
}

/** The box to be written behind a video with this binding. */
export function signedManifest(binding: Buffer, { chain, sign: signed }: ProvenanceSigner): Buffer {
  const { toBeSigned, box } = claimOf(binding, chain);
  return box(signed(toBeSigned));
}
