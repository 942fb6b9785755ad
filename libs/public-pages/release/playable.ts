import type { FileRole, ManifestFile, ReleaseRecord } from '@app/publications/domain';

/** A file for the player, and for which window. */
export interface Source {
  readonly file: ManifestFile;
  /** A media query; null for whatever window the others do not fit. */
  readonly media: string | null;
}

export interface Playable {
  readonly sources: readonly Source[];
  readonly version: 'faithful' | 'reduced-flash' | 'described';
}

/** Wide enough for a phone held upright; more would be more bytes than its screen can show. */
const SMALL_WINDOW = '(max-width: 40rem)';

export const fileOf = (files: readonly ManifestFile[], role: FileRole): ManifestFile | undefined =>
  files.find((file) => file.role === role);

type Flashing = Pick<ReleaseRecord, 'flashing'>;

/** Whether it flashes more than WCAG 2.3.1 allows. A file with softened flashing is made of nothing else. */
export const isFlashing = ({ flashing }: Flashing, files: readonly ManifestFile[]): boolean =>
  flashing?.trips === true || fileOf(files, 'video-reduced-flash') !== undefined;

/** What plays in the page. Of what flashes only a softened version does: the others are there to download. */
export function playableOf(record: Flashing, files: readonly ManifestFile[], described: boolean): Playable | null {
  const only = (role: FileRole): Source[] => {
    const file = fileOf(files, role);
    return file ? [{ file, media: null }] : [];
  };
  if (isFlashing(record, files)) {
    const sources = only('video-reduced-flash');
    return sources.length > 0 ? { sources, version: 'reduced-flash' } : null;
  }
  const withDescription = described ? only('video-described') : [];
  if (withDescription.length > 0) return { sources: withDescription, version: 'described' };
  const faithful = only('video');
  if (faithful.length === 0) return null;
  const small = only('video-small').map((source) => ({ ...source, media: SMALL_WINDOW }));
  return { sources: [...small, ...faithful], version: 'faithful' };
}
