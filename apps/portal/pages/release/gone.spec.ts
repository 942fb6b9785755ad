import { documentOf, languageOf, type PageIn } from '@app/public-pages';
import { A_CITY, aFile, aRecord, RELEASE_ID, releaseFacts } from '../../../../test/factories/release-facts';
import { supersededPage } from './superseded.view';
import { tombstonePage } from './tombstone.view';

const html = (page: PageIn): string =>
  documentOf(page, { language: languageOf('en'), siteUrl: 'https://daylight.example', address: null, city: A_CITY });

const { release, versions } = releaseFacts();
const first = versions[1]!;
const files = [aFile('video'), aFile('record')];
const tombstone = {
  release: RELEASE_ID,
  version: 1,
  takenDownAt: '2026-11-25T16:00:00Z',
  decidedBy: 'City Solicitor or named designee',
  reasonClass: 'privacy-error',
  explanation: 'A house number could be read.',
  formerHashes: files.map(({ sha256 }) => sha256),
} as const;
const named = (page: string): boolean[] =>
  [...files.map(({ sha256 }) => sha256), first.manifestSha256].map((hash) =>
    page.includes(`<td role="cell" class="hash former" data-column="SHA-256">${hash}</td>`),
  );

describe('what stays of a release that was taken down', () => {
  const page = html(tombstonePage({ release: first, tombstone, files, replacement: null }));

  it('says the class of the reason, the dates, who decided, and which hashes no longer stand', () => {
    for (const part of [
      'Something was visible or audible that should have been hidden.',
      'A house number could be read.',
      'November 24, 2026 at 10:00 AM',
      'November 25, 2026 at 11:00 AM',
      'City Solicitor or named designee',
      RELEASE_ID,
      'No other version stands in its place.',
    ])
      expect(page).toContain(part);
    expect(named(page)).toEqual([true, true, true]);
  });

  it('never says what was shown, and leads to what replaces it once something does', () => {
    const { title, summary } = aRecord();
    expect(page).not.toContain(title);
    expect(page).not.toContain(summary);
    expect(page).not.toContain('<video');
    const replaced = html(tombstonePage({ release: first, tombstone, files, replacement: release }));
    expect(replaced).toContain(`<a href="/releases/${RELEASE_ID}">Go to version 2</a>`);
  });
});

it('a version that was replaced says so, leads to the one that stands, and names its files', () => {
  const page = html(supersededPage(first, files, release));
  expect(page).toContain('Version 1 was replaced');
  expect(page).toMatch(
    /Replaced November 25, 2026 at 10:00.AM \(Cambridge time\) by version 2. Reason: .*A house number is covered now/,
  );
  expect(page).toContain(`<a href="/releases/${RELEASE_ID}">Go to version 2</a>`);
  expect(named(page)).toEqual([true, true, true]);
});
