import type { ReactNode } from 'react';
import { CARD_NAME } from '../layout/assets';
import type { ReleasePageFacts } from './release-page-facts';
import { videoObject } from './structured-data';

/** For search engines, previews and who embeds: a card, never a frame, and no `og:video`, which a feed would play by itself. */
export function ReleaseHead(facts: ReleasePageFacts): ReactNode {
  const { record, releaseId } = facts.release;
  const card = `${facts.siteUrl}/assets/${CARD_NAME}`;
  return (
    <>
      <meta property="og:image" content={card} />
      <meta property="og:image:alt" content="Daylight, City of Cambridge" />
      <meta name="twitter:card" content="summary" />
      <link
        rel="alternate"
        type="application/json+oembed"
        title={record.title}
        href={`${facts.siteUrl}/releases/${releaseId}/oembed.json`}
      />
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: asDataBlock(videoObject(facts)) }} />
    </>
  );
}

/** JSON within a page: no character of it can end the element (WHATWG HTML § 4.12.1.3). */
const asDataBlock = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
