import { type ReportKind, reportOf, REPORTS } from '@app/determinations/domain';
import { reportFacts } from '../../../test/factories/report-facts';
import { readPdf } from '../../../test/support/read-pdf';
import { unspaced, wordsOf } from '../../../test/support/report-words';
import { pageOf } from './report-page';
import { pdfOf } from './report-pdf';

const AT = new Date('2026-11-25T17:59:03Z');
const KINDS = Object.keys(REPORTS) as ReportKind[];

const drawn = (kind: ReportKind, change: Parameters<typeof reportFacts>[0] = {}) =>
  reportOf(kind, reportFacts(change))!;

/** The words of a page as a reader of its markup finds them, without what leads elsewhere. */
const textOf = (html: string): string =>
  html
    .replace(/^[\s\S]*<main>/, '')
    .replace(/<\/main>[\s\S]*$/, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(quot|amp|lt|gt|#x27);/g, (_, name: string) => ENTITIES[name] ?? '');
const ENTITIES: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', '#x27': "'" };

const LINKS = { pdf: '/pdf', clip: '/clip' };

describe.each(KINDS)('the report %s', (kind) => {
  it('says the same, word for word, as a page, as a PDF and as it was composed', async () => {
    const report = drawn(kind);
    const words = unspaced(wordsOf(report).join(''));
    expect(unspaced(textOf(pageOf(report, LINKS)))).toBe(words);
    expect(unspaced((await readPdf(await pdfOf(report, AT))).text)).toBe(words);
  });

  it('is a tagged PDF with title, language, headings, tables with their headers, and its own typefaces', async () => {
    const report = drawn(kind);
    const bytes = await pdfOf(report, AT);
    const { title, language, tagged, roles } = await readPdf(bytes);
    expect({ title, language, tagged }).toEqual({ title: report.title, language: 'en-US', tagged: true });
    expect(roles.slice(0, 3)).toEqual(['Document', 'H1', 'P']);
    expect(roles).toEqual(expect.arrayContaining(['H2', 'Table', 'TR', 'TH', 'TD']));
    const raw = bytes.toString('latin1');
    expect(raw).toMatch(/\/StructTreeRoot \d+ 0 R/);
    expect(raw).toMatch(/\/DisplayDocTitle true/);
    expect(raw).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(raw.match(/\/FontFile2 /g)?.length).toBe(raw.match(/\/Type \/FontDescriptor/g)?.length);
  });
});

it('loses no word of a reason that is longer than a page', async () => {
  const [first] = reportFacts().acts;
  const reason = Array.from({ length: 2400 }, (_, i) => `word${i}`).join(' ');
  const long = { ...first!, act: { ...first!.act, reason } };
  const report = drawn('custody', { acts: [long] });
  const { text, pages } = await readPdf(await pdfOf(report, AT));
  expect(unspaced(text)).toBe(unspaced(wordsOf(report).join('')));
  expect(pages).toBeGreaterThan(3);
});

it('writes by its number what its typeface cannot show, and reads nothing of a text as markup', async () => {
  const { clip } = reportFacts();
  const report = drawn('custody', { clip: { ...clip, nativeFilename: '<b>ሀ</b> & Жук.mp4' } });
  expect((await readPdf(await pdfOf(report, AT))).text).toContain('<b>[U+1200]</b> & Жук.mp4');
  expect(pageOf(report, LINKS)).toContain('&lt;b&gt;ሀ&lt;/b&gt; &amp; Жук.mp4');
});

it('has no style and no script in its markup', () => {
  expect(pageOf(drawn('custody'), LINKS)).not.toMatch(/ style=|<script|<style| on\w+=/);
});
