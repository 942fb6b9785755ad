import type { PublicRelease } from '@app/publications';
import type { ManifestFile, ReleaseRecord } from '@app/publications/domain';

/** What a release's page is drawn from. */
export interface ReleasePageFacts {
  readonly release: PublicRelease & { readonly record: ReleaseRecord };
  readonly files: readonly ManifestFile[];
  readonly versions: readonly PublicRelease[];
  /** Seconds to start at, from `?t=`. */
  readonly at: number | null;
  readonly siteUrl: string;
}
