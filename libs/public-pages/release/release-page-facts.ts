import type { PublicRelease } from '@app/publications';
import type { ManifestFile, ReleaseRecord } from '@app/publications/domain';

/** What a release's page is drawn from. */
export interface ReleasePageFacts {
  readonly release: PublicRelease & { readonly record: ReleaseRecord };
  readonly files: readonly ManifestFile[];
  readonly versions: readonly PublicRelease[];
  /** All releases of the incident, this one among them, in the order of their publication. */
  readonly ofIncident: readonly string[];
  /** Seconds to start at, from `?t=`. */
  readonly at: number | null;
  /** Whether the version with audio description is asked for, by `?ad=1`. */
  readonly described: boolean;
  readonly siteUrl: string;
}
