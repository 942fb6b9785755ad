import { hashOf, releaseOf } from './domain';
import type { ExportFolder } from './export-folder';

export interface PublicNow {
  /** Goes up with every public change. */
  readonly revision: string;
  readonly releases: ReadonlySet<string>;
  /** Of the files of public versions, and of their manifests. */
  readonly hashes: ReadonlySet<string>;
}

/**
 * Withdraws from the export what is not public any more, without the portal: in less time than it takes to make one
 * page anew. Returns the releases that it withdrew.
 */
export async function withdrawWhatIsDown(folder: ExportFolder, now: PublicNow): Promise<string[]> {
  const down = new Set<string>();
  for await (const answer of folder.all()) {
    if (answer.status !== 200) continue;
    const [release, hash] = [releaseOf(answer.path), hashOf(answer.path)];
    if (release !== null && !now.releases.has(release)) down.add(release);
    if (hash !== null && !now.hashes.has(hash)) await folder.takeAway(answer);
  }
  for (const release of down) await folder.withdraw(release, { emergency: false });
  await folder.note({ withdrawnUpTo: now.revision });
  return [...down];
}
