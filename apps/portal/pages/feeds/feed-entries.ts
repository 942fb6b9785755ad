import type { ChangedRelease } from '@app/publications';
import type { ManifestFile, ReleaseRecord, Tombstone } from '@app/publications/domain';
import { languageOf, mediaPath, playableOf } from '@app/public-pages';

/** A release that stands, as a feed tells of it. */
export interface StandingEntry {
  readonly address: string;
  readonly record: ReleaseRecord;
  /** When its first version was published. */
  readonly published: string;
  /** When the version that stands was published: a newer version is news of the same release. */
  readonly updated: string;
  /** The file that its page plays: of what flashes the softened one, or none. */
  readonly enclosure: (ManifestFile & { readonly url: string; readonly title: string | null }) | null;
}

/** A release that is gone: programs that follow the feed take it away too. */
export interface GoneEntry {
  readonly address: string;
  readonly when: string;
}

export interface FeedEntries {
  readonly standing: readonly StandingEntry[];
  readonly gone: readonly GoneEntry[];
  readonly updated: string;
}

/** The order was made on this day: before the first release, the feed is as old as that. */
const THE_ORDER = '2026-02-05T00:00:00.000Z';

/** What a feed says of the newest changes: of each release its newest version, and nothing of the others. */
export function feedEntries(siteUrl: string, changes: readonly ChangedRelease[]): FeedEntries {
  const newest = new Map<string, ChangedRelease>();
  for (const one of changes) {
    const known = newest.get(one.releaseId);
    if (!known || known.version < one.version) newest.set(one.releaseId, one);
  }
  const address = (one: ChangedRelease): string => `${siteUrl}/releases/${one.releaseId}`;
  const standing = [...newest.values()].flatMap((one) => (one.record ? standingEntry(siteUrl, address(one), one) : []));
  const gone = [...newest.values()].flatMap((one) => (one.tombstone ? goneEntry(address(one), one.tombstone) : []));
  const moments = [...standing.map((one) => one.updated), ...gone.map((one) => one.when)];
  return { standing, gone, updated: moments.sort().at(-1) ?? THE_ORDER };
}

function standingEntry(
  siteUrl: string,
  address: string,
  { record, manifest, firstPublishedAt, publishedAt }: ChangedRelease,
): StandingEntry[] {
  if (!record) return [];
  const playable = playableOf(record, manifest?.files ?? [], false);
  const video = playable?.sources.at(-1)?.file;
  const title = playable?.version === 'reduced-flash' ? languageOf('en').words('release.video-reduced-flash') : null;
  return [
    {
      address,
      record,
      published: firstPublishedAt.toISOString(),
      updated: publishedAt.toISOString(),
      enclosure: video ? { ...video, title, url: `${siteUrl}${mediaPath(video)}` } : null,
    },
  ];
}

const goneEntry = (address: string, { takenDownAt }: Tombstone): GoneEntry[] => [{ address, when: takenDownAt }];
