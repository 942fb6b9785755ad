import { verify, X509Certificate } from 'node:crypto';
import type { Bound } from './bound-reader';
import { anchorOf, chainFault } from './chain';
import { C2PA_USER_TYPE, type CertificateChain, claimOf, signedParts } from './manifest';

/** What was found of the manifest at the end of a video. */
export interface ManifestFound {
  /** Why it is not the one that Daylight writes for these bytes; null where it is. */
  readonly fault: string | null;
  /** SHA-256 of the certificate of its trust anchor, in hexadecimal digits; null where no chain could be read. */
  readonly anchor: string | null;
}

/**
 * Writes the manifest anew from the bytes of its video, and compares every byte but the signature's and those of the
 * chain, which must sign and lead to a trust anchor. `own`: the only chain that is good; any, where none is given. Null
 * where there is no manifest.
 */
export function checkManifest({ binding, manifest, fault }: Bound, own?: CertificateChain): ManifestFound | null {
  if (!manifest) return fault === null ? null : { fault, anchor: null };
  if (!isManifest(manifest)) return { fault: 'the uuid box at the end is none of C2PA', anchor: null };
  const parts = signedParts(binding, manifest);
  if (!parts) return { fault: 'the manifest has no signature where one belongs', anchor: null };
  const { chain, signature } = parts;
  const claimed = claimOf(binding, chain);
  const wrong = fault ?? chainFault(chain) ?? differs(manifest, claimed.box(signature)) ?? another(chain, own);
  if (wrong !== null) return { fault: wrong, anchor: anchorOf(chain) };
  const { publicKey } = new X509Certificate(chain[0] ?? Buffer.alloc(0));
  const holds = verify(null, claimed.toBeSigned, publicKey, signature);
  return {
    fault: holds ? null : 'the manifest was not signed with the key of its certificate',
    anchor: anchorOf(chain),
  };
}

/** Whether a `uuid` box says that it is one of C2PA. */
export const isManifest = (box: Buffer): boolean => box.subarray(8, 24).equals(C2PA_USER_TYPE);

function differs(is: Buffer, wanted: Buffer): string | null {
  if (is.equals(wanted)) return null;
  const at = is.findIndex((byte, i) => byte !== wanted[i]);
  return `byte ${at < 0 ? is.length : at} of the manifest is not the one that these bytes of the video ask for`;
}

const another = (chain: CertificateChain, own: CertificateChain | undefined): string | null =>
  own === undefined || (own.length === chain.length && own.every((one, i) => chain[i]?.equals(one)))
    ? null
    : 'the manifest was signed under other certificates than Daylight’s own';
