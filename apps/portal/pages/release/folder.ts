import { tlogProof } from '@app/ledger/domain';
import { must } from '@app/kernel';
import type { PublicRelease } from '@app/publications';
import { BESIDE, fixedJson, type ManifestFile, type ReleaseBundle, sha256Sums } from '@app/publications/domain';

/** What stands in the folder of a version under one name: a signed file, or a text beside them. */
export type InFolder = ManifestFile | { readonly name: string; readonly text: string };

/** The texts beside the signed files; null where there is none (yet). All but the proof are fixed from the first moment. */
const TEXTS: Readonly<Record<keyof typeof BESIDE, (release: PublicRelease) => string | null>> = {
  bundle: (release) => fixedJson(bundleOf(release)),
  sums: ({ manifest }) => manifest && sha256Sums(manifest),
  attestation: ({ attestation }) => attestation && fixedJson(attestation),
  logProof: ({ proof }) => proof && tlogProof(proof),
};

const bundleOf = (release: PublicRelease): ReleaseBundle => ({
  schema: 'daylight-release-2',
  release: release.releaseId,
  version: release.version,
  publishedAt: release.publishedAt.toISOString(),
  manifest: must(release.manifest, 'the manifest of a public version'),
  signOff: must(release.signOff, 'the sign-off of a public version'),
  keys: {
    city: must(release.cityKey, 'the City’s key'),
    ledger: must(release.ledgerKey, 'the key of the log'),
    provenance: must(release.provenanceAnchors, 'the trust anchors of its videos'),
  },
});

/** Everything in the folder of a version that is public: the same at each of its addresses, and on its page. */
export function* folderOf(release: PublicRelease): Generator<InFolder> {
  yield* release.manifest?.files ?? [];
  for (const key of Object.keys(BESIDE) as (keyof typeof BESIDE)[]) {
    const text = TEXTS[key](release);
    if (text !== null) yield { name: BESIDE[key], text };
  }
}

export function inFolder(release: PublicRelease, name: string): InFolder | null {
  for (const one of folderOf(release)) if (one.name === name) return one;
  return null;
}
