import type { SignedStatement } from '@app/ledger/domain';
import canonicalize from 'canonicalize';
import type { ReleaseManifest } from './manifest';

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

/**
 * `release.json`: what was signed, by whom, and the keys. All of it is fixed when the version becomes public. It names
 * no address, so that it is the same wherever its folder lies, and nothing of the log but its key: the proof comes later.
 */
export interface ReleaseBundle {
  readonly schema: 'daylight-release-2';
  readonly release: string;
  readonly version: number;
  /** ISO 8601 */
  readonly publishedAt: string;
  readonly manifest: ReleaseManifest;
  readonly signOff: SignedStatement;
  /** Verifier keys in the form of C2SP signed-note; compare them with those on the City's own pages. */
  readonly keys: {
    readonly city: string;
    readonly ledger: string;
    /** SHA-256 of the certificates to which the manifests of provenance (C2PA) in its videos lead: one, as a rule. */
    readonly provenance: readonly string[];
  };
}

/** RFC 8785 and a line feed: the same value is the same bytes, whoever writes it and from whatever it was read. */
export const fixedJson = (value: object): string => `${canonicalize(value) ?? ''}\n`;

/** Where the folder of a version is for as long as it stands: under the hash of its manifest. */
export const bundlePath = (manifestSha256: string): string => `/bundles/${manifestSha256}`;
