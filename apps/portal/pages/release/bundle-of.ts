import { must } from '@app/kernel';
import type { PublicRelease } from '@app/publications';
import { BESIDE, type ReleaseBundle } from '@app/publications/domain';
import { mediaPath } from '@app/public-pages';

/** `release.json` of a version that is public. */
export function bundleOf(release: PublicRelease, siteUrl: string): ReleaseBundle {
  const manifest = must(release.manifest, 'the manifest of a public version');
  const folder = `${siteUrl}/releases/${release.releaseId}/v/${release.version}`;
  return {
    $schema: `${siteUrl}/schemas/release.json`,
    schema: 'daylight-release-1',
    release: release.releaseId,
    version: release.version,
    publishedAt: release.publishedAt.toISOString(),
    page: `${siteUrl}/releases/${release.releaseId}`,
    manifest,
    files: manifest.files.map((file) => ({ ...file, url: `${siteUrl}${mediaPath(file)}` })),
    beside: {
      sums: `${folder}/${BESIDE.sums}`,
      attestation: release.attestation && `${folder}/${BESIDE.attestation}`,
      logProof: release.proof && `${folder}/${BESIDE.logProof}`,
    },
    signOff: must(release.signOff, 'the sign-off of a public version'),
    ledger: release.proof,
    keys: {
      city: must(release.cityKey, 'the City’s key'),
      ledger: release.ledgerKey,
      provenance: must(release.provenanceAnchors, 'the trust anchors of its videos'),
    },
  };
}
