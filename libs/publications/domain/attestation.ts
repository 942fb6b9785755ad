import type { ReleaseManifest } from './manifest';

/** The type of what is attested; its meaning is docs/release-bundle.md. */
export const RELEASE_PREDICATE = 'https://cambridgema.gov/daylight/release/v1';

/** An in-toto Statement (in-toto/attestation, spec v1) on the files of a release, for programs that know no Daylight. */
export interface ReleaseAttestation {
  readonly _type: 'https://in-toto.io/Statement/v1';
  readonly subject: readonly { readonly name: string; readonly digest: { readonly sha256: string } }[];
  readonly predicateType: typeof RELEASE_PREDICATE;
  readonly predicate: {
    readonly release: string;
    readonly version: number;
    readonly manifestSha256: string;
    /** ISO 8601 */
    readonly publishedAt: string;
  };
}

export const releaseAttestation = (
  manifest: ReleaseManifest,
  manifestSha256: string,
  publishedAt: Date,
): ReleaseAttestation => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: manifest.files.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
  predicateType: RELEASE_PREDICATE,
  predicate: {
    release: manifest.release,
    version: manifest.version,
    manifestSha256,
    publishedAt: publishedAt.toISOString(),
  },
});
