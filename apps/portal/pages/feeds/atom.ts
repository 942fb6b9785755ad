import type { FeedEntries, StandingEntry } from './feed-entries';
import { escapeXml } from './xml';

/** Atom 1.0 (RFC 4287) of what was published and what was taken down (RFC 6721). */
export function atomFeed(siteUrl: string, { standing, gone, updated }: FeedEntries): string {
  const site = escapeXml(siteUrl);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="en">',
    `<id>${site}/releases</id>`,
    '<title>Daylight, City of Cambridge: releases</title>',
    `<updated>${updated}</updated>`,
    '<author><name>City of Cambridge</name></author>',
    `<link rel="self" type="application/atom+xml" href="${site}/feed.atom"/>`,
    `<link rel="alternate" type="text/html" href="${site}/releases"/>`,
    ...standing.map(entry),
    ...gone.map(({ address, when }) => `<at:deleted-entry ref="${escapeXml(address)}" when="${escapeXml(when)}"/>`),
    '</feed>',
    '',
  ].join('\n');
}

function entry({ address, record, published, updated, enclosure }: StandingEntry): string {
  return [
    '<entry>',
    `<id>${escapeXml(address)}</id>`,
    `<title>${escapeXml(record.title)}</title>`,
    `<published>${published}</published>`,
    `<updated>${updated}</updated>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(address)}"/>`,
    enclosure
      ? `<link rel="enclosure" type="${escapeXml(enclosure.mediaType)}" length="${enclosure.size}" href="${escapeXml(enclosure.url)}"${enclosure.title === null ? '' : ` title="${escapeXml(enclosure.title)}"`}/>`
      : '',
    `<summary>${escapeXml(record.summary)}</summary>`,
    '</entry>',
  ].join('');
}
