import type { PublicRelease } from '@app/publications';
import type {
  ManifestFile,
  ReleaseRecord,
  ReleaseTranslation,
  Subtitles,
  TranslationLanguage,
} from '@app/publications/domain';

/** What a release's page is drawn from. */
export interface ReleasePageFacts {
  readonly release: PublicRelease & { readonly record: ReleaseRecord };
  readonly files: readonly ManifestFile[];
  readonly versions: readonly PublicRelease[];
  /** All releases of the incident, this one among them, in the order of their publication. */
  readonly ofIncident: readonly string[];
  /** Its words in the language of the page; null in English, and where nobody has translated them. */
  readonly translation: ReleaseTranslation | null;
  /** The languages in which its transcript can be read under the picture, whatever that of the page. */
  readonly subtitles: readonly Subtitles[];
  /** Seconds to start at, from `?t=`. */
  readonly at: number | null;
  /** Whether this is the page of the version with audio description. */
  readonly described: boolean;
  readonly siteUrl: string;
}

/** The page on which a release plays with audio description: a path of its own, which a file can have too. */
export const describedPath = (releaseId: string): string => `/releases/${releaseId}/described`;

/** Where the translated captions of a version are: beside the folder of what is signed, and not in it. */
export const subtitlesPath = (
  { releaseId, version }: Pick<PublicRelease, 'releaseId' | 'version'>,
  language: TranslationLanguage,
): string => `/releases/${releaseId}/v/${version}/translations/${language}.vtt`;

/** The release's page that is being drawn: moments lead to it, so that whoever listens to the description goes on doing so. */
export const pagePath = ({ release, described }: Pick<ReleasePageFacts, 'release' | 'described'>): string =>
  described ? describedPath(release.releaseId) : `/releases/${release.releaseId}`;
