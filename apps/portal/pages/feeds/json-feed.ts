import type { FeedEntries, StandingEntry } from './feed-entries';

/** JSON Feed 1.1. It has no word for what was taken down: that is in an extension, as its § "Extensions" provides. */
export const jsonFeed = (siteUrl: string, { standing, gone }: FeedEntries): object => ({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Daylight, City of Cambridge: releases',
  home_page_url: `${siteUrl}/releases`,
  feed_url: `${siteUrl}/feed.json`,
  language: 'en',
  authors: [{ name: 'City of Cambridge', url: siteUrl }],
  items: standing.map(item),
  _daylight: {
    about: `${siteUrl}/data`,
    deleted: gone.map(({ address, when }) => ({ id: address, when })),
  },
});

const item = ({ address, record, published, updated, enclosure }: StandingEntry): object => ({
  id: address,
  url: address,
  title: record.title,
  content_text: record.summary,
  date_published: published,
  date_modified: updated,
  ...(enclosure && {
    attachments: [
      {
        url: enclosure.url,
        mime_type: enclosure.mediaType,
        ...(enclosure.title !== null && { title: enclosure.title }),
        size_in_bytes: enclosure.size,
        duration_in_seconds: record.video.duration,
      },
    ],
  }),
});
