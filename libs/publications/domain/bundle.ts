import type { ManifestFile, ReleaseManifest } from './manifest';

/** What the City signs when the Solicitor signs off. */
export interface SignOffStatement {
  readonly schema: 'daylight-sign-off-1';
  readonly release: string;
  readonly version: number;
  readonly manifestSha256: string;
  /** ISO 8601 */
  readonly signedAt: string;
  /** Role of the signer. */
  readonly signedAs: string;
}

interface Signed {
  readonly payloadType: string;
  readonly payload: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

/** `release.json`: all that is needed to check a release without asking Daylight anything. */
export interface ReleaseBundle {
  readonly schema: 'daylight-release-1';
  readonly release: string;
  readonly version: number;
  /** ISO 8601 */
  readonly publishedAt: string;
  readonly page: string;
  readonly manifest: ReleaseManifest;
  readonly files: readonly (ManifestFile & { readonly url: string })[];
  readonly signOff: Signed;
  /** Null for the minute or so until the log has been sealed after publication. */
  readonly ledger: {
    readonly index: number;
    readonly body: string;
    readonly proof: readonly string[];
    readonly checkpoint: string;
  } | null;
  /** Verifier keys in the form of C2SP signed-note; compare them with those on the City's own pages. */
  readonly keys: { readonly city: string; readonly ledger: string | null };
}
