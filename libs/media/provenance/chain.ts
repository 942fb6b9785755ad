import { createHash, X509Certificate } from 'node:crypto';
import type { CertificateChain } from './manifest';

/** Of these uses C2PA asks one of whoever signs a manifest (C2PA 2.2, 14.5; RFC 9336, RFC 5280 § 4.2.1.12). */
const SIGNS_MANIFESTS = ['1.3.6.1.4.1.62558.2.1', '1.3.6.1.5.5.7.3.36', '1.3.6.1.5.5.7.3.4'];

/** Why a chain of certificates is none to sign manifests with; null where it is. Looks at no clock. */
export function chainFault(chain: CertificateChain): string | null {
  try {
    const certificates = chain.map((der) => new X509Certificate(der));
    // What lies behind a certificate in its bytes, the parser does not look at.
    if (certificates.every((one, i) => chain[i]?.equals(one.raw))) return faultOf(certificates);
  } catch {
    // A certificate that cannot be parsed, or a key in it that cannot.
  }
  return 'the chain holds what is no certificate';
}

function faultOf(certificates: readonly X509Certificate[]): string | null {
  const [own, ...issuers] = certificates;
  if (!own || issuers.length === 0) return 'the chain does not lead from a certificate to who issued it';
  const uses = own.keyUsage as string[] | undefined; // whatever the types say, none where the certificate has none
  if (own.ca || own.publicKey.asymmetricKeyType !== 'ed25519') return 'the first certificate is none with an Ed25519 key to sign with'; // prettier-ignore
  if (!SIGNS_MANIFESTS.some((use) => uses?.includes(use))) return 'the first certificate is not for signing manifests'; // prettier-ignore
  const broken = issuers.findIndex((issuer, i) => !isIssuedBy(certificates[i], issuer));
  if (broken >= 0) return `certificate ${broken + 1} of the chain was not issued by the next`;
  const anchor = issuers.at(-1);
  return isIssuedBy(anchor, anchor) ? null : 'the chain does not end with a trust anchor';
}

const isIssuedBy = (one: X509Certificate | undefined, issuer: X509Certificate | undefined): boolean =>
  one !== undefined && issuer?.ca === true && one.checkIssued(issuer) && one.verify(issuer.publicKey);

/** The name of a trust anchor: SHA-256 of the last certificate of a chain, in hexadecimal digits. */
export const anchorOf = (chain: CertificateChain): string =>
  createHash('sha256')
    .update(chain.at(-1) ?? Buffer.alloc(0))
    .digest('hex');
