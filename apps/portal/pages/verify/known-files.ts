import type { KnownFile } from '@app/publications';
import { fileName } from '@app/publications/domain';

/** The list of the newest files, which comes with the page. */
export const KNOWN = '/verify/known.json';
/** The files whose hash begins with these digits. */
export const OTHERS = '/verify/known/HASH.json';
/** How many versions of releases the list has at most: with ten files each, some 100 kB. */
export const NEWEST_VERSIONS = 100;

interface KnownVersion {
  readonly release: string;
  readonly version: number;
  readonly state: KnownFile['state'];
  /** Of a version that stands. */
  readonly title: string | null;
  readonly files: (readonly [sha256: string, name: string])[];
}

export interface KnownFiles {
  readonly schema: 'daylight-known-files-1';
  /** Whether these are all the files there are. */
  readonly complete: boolean;
  readonly versions: readonly KnownVersion[];
}

/** Files by the version that has them, in the order in which they come. */
export function knownFiles(files: readonly KnownFile[], complete: boolean): KnownFiles {
  const versions = new Map<string, KnownVersion>();
  for (const { sha256, role, releaseId: release, version, state, title } of files) {
    const key = `${release} ${version}`;
    const known = versions.get(key) ?? { release, version, state, title, files: [] };
    known.files.push([sha256, fileName(role)]);
    versions.set(key, known);
  }
  return { schema: 'daylight-known-files-1', complete, versions: [...versions.values()] };
}
