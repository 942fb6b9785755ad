import type { FileRole, ReleaseRecord } from '@app/publications/domain';
import { aFile, aRecord, releaseFacts } from '../../../../test/factories/release-facts';
import { atomFeed } from './atom';
import { feedEntries } from './feed-entries';
import { jsonFeed } from './json-feed';

const SITE = 'https://daylight.example';
const entriesOf = (roles: readonly FileRole[], flashing?: ReleaseRecord['flashing']) => {
  const { release } = releaseFacts(aRecord(flashing ? { flashing } : {}));
  const manifest = { schema: 'daylight-manifest-1', release: release.releaseId, version: 2, files: roles.map(aFile) } as const; // prettier-ignore
  return feedEntries(SITE, [{ ...release, manifest, firstPublishedAt: release.publishedAt }]);
};
const TRIPS = { trips: true, spans: [] };

it('encloses of a recording that flashes the softened file, and says so', () => {
  const entries = entriesOf(['video', 'video-small', 'video-reduced-flash'], TRIPS);
  const [faithful, softened] = [aFile('video').sha256, aFile('video-reduced-flash').sha256];
  for (const feed of [atomFeed(SITE, entries), JSON.stringify(jsonFeed(SITE, entries))]) {
    expect(feed).toContain(`/media/${softened}.mp4`);
    expect(feed).toContain('flashing');
    expect(feed).not.toContain(faithful);
  }
});

it('encloses nothing that its page would not play, and otherwise the full video', () => {
  expect(entriesOf(['video'], TRIPS).standing[0]?.enclosure).toBeNull();
  const plain = entriesOf(['video', 'video-small']).standing[0]?.enclosure;
  expect([plain?.sha256, plain?.title]).toEqual([aFile('video').sha256, null]);
});
