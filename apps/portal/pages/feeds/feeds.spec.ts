import { aRecord } from '../../../../test/factories/release-facts';
import { atomFeed } from './atom';
import type { FeedEntries } from './feed-entries';
import { jsonFeed } from './json-feed';

const HOSTILE = `</title><script>alert("1")</script>&lt;\u0000\u001b]]>`;
const entries: FeedEntries = {
  standing: [
    {
      address: 'https://daylight.example/releases/1?a=1&b=2',
      record: aRecord({ title: HOSTILE, summary: HOSTILE }),
      published: '2026-11-24T00:00:00.000Z',
      updated: '2026-11-25T00:00:00.000Z',
      enclosure: null,
    },
  ],
  gone: [],
  updated: '2026-11-25T00:00:00.000Z',
};

it('what somebody wrote stays text in XML, and is XML at all', () => {
  const xml = atomFeed('https://daylight.example', entries);
  expect(xml).toContain('<title>&lt;/title&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;lt;]]&gt;</title>');
  expect(xml).toContain('href="https://daylight.example/releases/1?a=1&amp;b=2"');
  // eslint-disable-next-line no-control-regex -- XML has no room for them
  expect(xml).not.toMatch(/[\u0000-\u0008\u001b]/);
});

it('and is itself in JSON', () => {
  const { items } = JSON.parse(JSON.stringify(jsonFeed('https://daylight.example', entries))) as { items: object[] };
  expect(items).toMatchObject([{ title: HOSTILE, content_text: HOSTILE }]);
});
