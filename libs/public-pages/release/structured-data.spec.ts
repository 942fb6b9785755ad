import { embedOf, documentOf, languageOf, releasePage, type ReleasePageFacts } from '@app/public-pages';
import { A_CITY, aFile, aRecord, RELEASE_ID, releaseFacts } from '../../../test/factories/release-facts';

const ENGLISH = languageOf('en');
const page = (facts: ReleasePageFacts): string =>
  documentOf(releasePage(facts), { language: ENGLISH, siteUrl: facts.siteUrl, address: null, city: A_CITY });

function dataOf(html: string): Record<string, unknown> {
  const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? [];
  return JSON.parse(json) as Record<string, unknown>;
}

describe('the structured data of a release', () => {
  it('names the video, its file and its hazards', () => {
    const facts = releaseFacts();
    const video = aFile('video');
    expect(dataOf(page(facts))).toEqual({
      '@context': 'https://schema.org',
      '@type': 'VideoObject',
      name: facts.release.record.title,
      description: facts.release.record.summary,
      url: `https://daylight.example/releases/${RELEASE_ID}`,
      embedUrl: `https://daylight.example/embed/${RELEASE_ID}`,
      thumbnailUrl: `https://daylight.example/media/${aFile('poster').sha256}.svg`,
      uploadDate: '2026-11-25',
      version: 2,
      duration: 'PT843S',
      contentUrl: `https://daylight.example/media/${video.sha256}.mp4`,
      contentSize: '1234567',
      encodingFormat: 'video/mp4',
      sha256: video.sha256,
      width: 1280,
      height: 720,
      inLanguage: 'en',
      transcript: 'Officer 1: Step back, please.\n[redacted – privacy]\nBystander: What are you doing?',
      accessibilityFeature: ['captions', 'transcript'],
      accessibilityHazard: ['unknownFlashingHazard', 'sound'],
      isFamilyFriendly: false,
      isAccessibleForFree: true,
      publisher: { '@type': 'GovernmentOrganization', name: 'City of Cambridge, Massachusetts' },
    });
  });

  it('speaks of the file that plays', () => {
    const files = (['video', 'video-small', 'video-reduced-flash'] as const).map(aFile);
    expect(dataOf(page(releaseFacts(aRecord(), { files })))['sha256']).toBe(aFile('video-reduced-flash').sha256);
  });

  it('says that nothing flashes in the softened file, which is the one that it names', () => {
    const files = (['video', 'video-reduced-flash'] as const).map(aFile);
    const facts = releaseFacts(aRecord({ flashing: { trips: true, spans: [] } }), { files });
    expect(dataOf(page(facts))['accessibilityHazard']).toEqual(['noFlashingHazard', 'sound']);
  });

  it('says whether it flashes, once somebody has looked', () => {
    const hazard = (trips: boolean): unknown =>
      dataOf(page(releaseFacts(aRecord({ flashing: { trips, spans: [] } }))))['accessibilityHazard'];
    expect([hazard(true), hazard(false)]).toEqual([
      ['flashing', 'sound'],
      ['noFlashingHazard', 'sound'],
    ]);
  });

  it('cannot be left by anything that somebody wrote', () => {
    const title = '</script><script>alert(1)</script><!--';
    const html = page(releaseFacts(aRecord({ title, summary: title })));
    expect(html).not.toContain('<script>alert');
    expect(dataOf(html)['name']).toBe(title);
  });
});

it('page, structured data and transcript say the same of every line, so that a mark hides its words everywhere', () => {
  const { transcript } = aRecord();
  const html = page(releaseFacts());
  const data = String(dataOf(html)['transcript']).split('\n');
  expect(data).toHaveLength(transcript.length);
  transcript.forEach(({ text }, i) => {
    expect(data[i]).toContain(text);
    expect(html.split('class="lines"')[1]).toContain(text);
  });
  const embedded = embedOf({ ...releaseFacts(), releaseId: RELEASE_ID }, ENGLISH);
  const linesOf = (page: string): string[] =>
    [...(page.split('class="lines"')[1]?.split('</ol>')[0] ?? '').matchAll(/<\/a>(.*?)<\/li>/g)].map(
      ([, line = '']) => line,
    );
  expect(linesOf(embedded)).toEqual(linesOf(html));
  expect(linesOf(embedded)).toHaveLength(transcript.length);
});

describe('within somebody else’s page a release', () => {
  const facts = { ...releaseFacts(), releaseId: RELEASE_ID };
  const embedded = embedOf({ ...facts, at: 72.3 }, ENGLISH);

  it('warns the same, stays shut, plays nothing by itself, and runs no script', () => {
    expect(embedded).toContain('Publication is not a finding of misconduct');
    expect(embedded).toContain('<details class="watch"><summary>Show the video (contains:');
    expect(embedded).toMatch(/<video controls="" preload="none"/);
    expect(embedded).toContain('.mp4#t=72.3"');
    expect(embedded).not.toMatch(/autoplay|<script/);
  });

  it('can be read and checked in the frame itself, and leads to its page, as text too', () => {
    expect(embedded).toContain('<a href="#transcript">read instead of watch</a>');
    expect(embedded).toContain('<div id="transcript"><ol role="list" class="lines"');
    expect(embedded).toContain(aFile('video').sha256);
    const page = `https://daylight.example/releases/${RELEASE_ID}`;
    expect(embedded).toContain(`<a href="${page}" target="_blank" rel="noopener">`);
    expect(embedded).toContain(`>${page}</bdi>`);
    const inFrame = [...embedded.matchAll(/<a href="([^"]*)">/g)].map(([, href = '']) => href);
    expect(inFrame.filter((href) => !/^(#transcript|\/embed\/[^/]+\?t=[\d.]+|\/media\/\w+\.mp4)$/.test(href))).toEqual(
      [],
    );
  });

  it('says of a release that was taken down only that, and where to read why', () => {
    const gone = embedOf({ ...facts, release: null, files: [] }, ENGLISH);
    expect(gone).toContain('This release was taken down');
    expect(gone).toContain(`href="https://daylight.example/releases/${RELEASE_ID}"`);
    expect(gone).not.toMatch(/<video|Massachusetts Avenue/);
  });
});
