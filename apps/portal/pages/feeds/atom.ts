import type { PublicRelease } from '@app/publications';

const escape = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex -- XML 1.0 § 2.2 has no room for them, however they are written
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** Atom 1.0 (RFC 4287) of what was published and what was taken down (RFC 6721). */
export function atomFeed(siteUrl: string, releases: readonly PublicRelease[]): string {
  const changed = (one: PublicRelease): string => one.tombstone?.takenDownAt ?? one.publishedAt.toISOString();
  const updated = releases.map(changed).sort().at(-1) ?? '2026-02-05T00:00:00.000Z';
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="en">',
    `<id>${escape(siteUrl)}/releases</id>`,
    '<title>Daylight, City of Cambridge: releases</title>',
    `<updated>${updated}</updated>`,
    '<author><name>City of Cambridge</name></author>',
    `<link rel="self" type="application/atom+xml" href="${escape(siteUrl)}/feed.atom"/>`,
    `<link rel="alternate" type="text/html" href="${escape(siteUrl)}/releases"/>`,
    ...releases
      .map((one) => (one.record ? entry(siteUrl, one) : one.tombstone ? deleted(siteUrl, one) : ''))
      .filter(Boolean),
    '</feed>',
    '',
  ].join('\n');
}

const idOf = (siteUrl: string, release: PublicRelease): string => escape(`${siteUrl}/releases/${release.releaseId}`);

function entry(siteUrl: string, release: PublicRelease): string {
  const { record } = release;
  if (!record) return '';
  return [
    '<entry>',
    `<id>${idOf(siteUrl, release)}</id>`,
    `<title>${escape(record.title)}</title>`,
    `<updated>${release.publishedAt.toISOString()}</updated>`,
    `<published>${release.publishedAt.toISOString()}</published>`,
    `<link rel="alternate" type="text/html" href="${idOf(siteUrl, release)}"/>`,
    `<summary>${escape(record.summary)}</summary>`,
    '</entry>',
  ].join('');
}

const deleted = (siteUrl: string, release: PublicRelease): string =>
  `<at:deleted-entry ref="${idOf(siteUrl, release)}" when="${escape(release.tombstone?.takenDownAt ?? '')}"/>`;
