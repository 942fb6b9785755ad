import type { FileRole, ManifestFile } from '@app/publications/domain';

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

/**
 * What plays in the page. Where there is a version with softened flashing, the analysis found the recording to flash
 * more than WCAG 2.3.1 allows, and nothing else plays: the others are there to download.
 */
export function playableOf(files: readonly ManifestFile[], described: boolean): Playable | null {
  const only = (role: FileRole): Source[] => {
    const file = fileOf(files, role);
    return file ? [{ file, media: null }] : [];
  };
  const softened = only('video-reduced-flash');
  if (softened.length > 0) return { sources: softened, version: 'reduced-flash' };
  const withDescription = described ? only('video-described') : [];
  if (withDescription.length > 0) return { sources: withDescription, version: 'described' };
  const faithful = only('video');
  if (faithful.length === 0) return null;
  const small = only('video-small').map((source) => ({ ...source, media: SMALL_WINDOW }));
  return { sources: [...small, ...faithful], version: 'faithful' };
}
