import type { LogProof, SignedStatement } from '@app/ledger/domain';
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

/** `release.json`: all that is needed to check a release without asking Daylight anything. */
export interface ReleaseBundle {
  /** Where its JSON Schema is. */
  readonly $schema: string;
  readonly schema: 'daylight-release-1';
  readonly release: string;
  readonly version: number;
  /** ISO 8601 */
  readonly publishedAt: string;
  readonly page: string;
  readonly manifest: ReleaseManifest;
  readonly files: readonly (ManifestFile & { readonly url: string })[];
  /** Addresses of what stands beside the files in the release's folder; null while there is none. */
  readonly beside: { readonly sums: string; readonly attestation: string | null; readonly logProof: string | null };
  readonly signOff: SignedStatement;
  /** Null for the minute or so until the log has been sealed after publication. */
  readonly ledger: LogProof | null;
  /** Verifier keys in the form of C2SP signed-note; compare them with those on the City's own pages. */
  readonly keys: {
    readonly city: string;
    readonly ledger: string | null;
    /** SHA-256 of the certificates to which the manifests of provenance (C2PA) in its videos lead: one, as a rule. */
    readonly provenance: readonly string[];
  };
}
