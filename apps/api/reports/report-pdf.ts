import { buffer } from 'node:stream/consumers';
import type { Block, ReportDocument } from '@app/determinations/domain';
import PDFDocument from 'pdfkit';

// DejaVu: one family for Latin, Greek, Cyrillic, Arabic, arrows and signs, in files that come with Daylight. PDF/UA
// demands that every typeface is in the file (ISO 14289-1, 7.21), and a server may have none of its own.
const REGULAR = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf');
const BOLD = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf');

type Pdf = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;
type Table = Extract<Block, { kind: 'table' }>;

const MARGIN = 54;
const TEXT = 10;
const CELL = 8;
const PADDING = 3;
const GREY = '#5c6b75';

/** A report as a tagged PDF after PDF/UA-1: title, language, structure, and its typefaces within. */
export async function pdfOf(report: ReportDocument, drawnAt: Date): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'LETTER',
    margin: MARGIN,
    pdfVersion: '1.7',
    subset: 'PDF/UA' as never, // its types know PDF/A only
    tagged: true,
    lang: 'en-US',
    displayTitle: true,
    bufferPages: true,
    font: REGULAR,
    info: {
      Title: report.title,
      Author: 'City of Cambridge, Massachusetts',
      Creator: 'Daylight',
      CreationDate: drawnAt,
    },
  });
  const whole = buffer(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);
  put(doc, root, 'H1', report.title, { font: BOLD, size: 18 });
  put(doc, root, 'P', report.notice, { font: BOLD, size: TEXT });
  for (const block of report.blocks) write(doc, root, block);
  root.end();
  numberPages(doc, report.title);
  doc.end();
  return whole;
}

function write(doc: Pdf, root: Element, block: Block): void {
  switch (block.kind) {
    case 'heading':
      keepTogether(doc, 60);
      doc.moveDown(0.8);
      put(doc, root, 'H2', block.text, { font: BOLD, size: 13 });
      return;
    case 'paragraph':
      put(doc, root, 'P', block.text);
      return;
    case 'list':
      writeList(doc, root, block.items);
      return;
    case 'facts':
      writeTable(doc, root, { rows: block.facts, widths: [150, '*'] });
      return;
    case 'blanks':
      writeTable(doc, root, { rows: block.lines.map((line) => [line, '']), widths: [200, '*'], height: 30 });
      return;
    case 'table':
      keepTogether(doc, 80);
      put(doc, root, 'P', block.caption, { font: BOLD, size: TEXT });
      writeTable(doc, root, { columns: block.columns, rows: block.rows, widths: widthsOf(doc, block) });
  }
}

interface Look {
  /** By its path: pdfkit opens a typeface anew each time that it is called by a registered name. */
  readonly font: string;
  readonly size: number;
}

function put(doc: Pdf, parent: Element, tag: string, text: string, look: Look = { font: REGULAR, size: TEXT }): void {
  const element = doc.struct(tag, {}, () => {
    set(doc, look).text(shown(doc, text), MARGIN, doc.y, { paragraphGap: 4 });
  });
  parent.add(element);
  element.end();
}

const set = (doc: Pdf, { font, size }: Look): Pdf => doc.font(font).fontSize(size).fillColor('black');

function writeList(doc: Pdf, root: Element, items: readonly string[]): void {
  const list = doc.struct('L');
  root.add(list);
  for (const item of items) {
    const entry = doc.struct('LI');
    list.add(entry);
    put(doc, entry, 'LBody', item);
    entry.end();
  }
  list.end();
}

interface Rows {
  /** Absent: the first cell of each row is its name, and there is nothing more to name. */
  readonly columns?: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly widths: readonly (number | '*')[];
  readonly height?: number;
}

function writeTable(doc: Pdf, root: Element, { columns, rows, widths, height = 0 }: Rows): void {
  set(doc, { font: REGULAR, size: CELL });
  doc.x = MARGIN;
  const table = doc.table({
    structParent: root,
    columnStyles: widths.map((width) => ({ width })),
    rowStyles: { minHeight: height },
    defaultStyle: { border: 0.5, borderColor: GREY, padding: PADDING },
  });
  const named = { font: { src: BOLD, size: CELL }, type: 'TH' } as const;
  if (columns) table.row(columns.map((text) => ({ ...named, text: shown(doc, text), scope: 'Column' })));
  for (const row of rows.flatMap((cells) => slices(doc, cells, widths)))
    table.row(row.map((text, i) => (i === 0 ? { ...named, text, scope: 'Row' } : { text })));
  table.end();
  doc.x = MARGIN;
  doc.moveDown(0.6);
}

/**
 * A row that is higher than this goes on in a further row: pdfkit cuts off what does not fit on one page, and a report
 * that leaves out the end of a reason is none.
 */
const MOST_HEIGHT = 480;

function slices(doc: Pdf, cells: readonly string[], widths: Rows['widths']): string[][] {
  const [parts, rest]: [string[], string[]] = [[], []];
  const fixed = widths.reduce<number>((sum, width) => sum + (width === '*' ? 0 : width), 0);
  cells.forEach((cell, i) => {
    const width = widths[i] === '*' ? doc.page.width - 2 * MARGIN - fixed : (widths[i] ?? 0);
    const text = shown(doc, cell);
    const end = fitting(doc, text, width - 2 * PADDING, i === 0 ? BOLD : REGULAR);
    parts.push(text.slice(0, end));
    rest.push(text.slice(end));
  });
  set(doc, { font: REGULAR, size: CELL });
  return rest.every((text) => text === '') ? [parts] : [parts, ...slices(doc, rest, widths)];
}

/** How many characters of a text fit into a column of that height; at least one, so that there is an end. */
function fitting(doc: Pdf, text: string, width: number, font: Look['font']): number {
  set(doc, { font, size: CELL });
  const fits = (end: number): boolean => doc.heightOfString(text.slice(0, end), { width }) <= MOST_HEIGHT;
  if (fits(text.length)) return text.length;
  let [low, high] = [1, text.length];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  const space = Math.max(text.lastIndexOf(' ', low), text.lastIndexOf('\n', low));
  return space > 0 ? space + 1 : low;
}

/** As wide as what stands in them, within reason; the last column takes what is left. */
function widthsOf(doc: Pdf, { columns, rows }: Table): (number | '*')[] {
  const least = 34;
  const most = columns.length > 6 ? 74 : 92;
  return columns.map((column, i) => {
    if (i === columns.length - 1) return '*';
    set(doc, { font: BOLD, size: CELL });
    const head = doc.widthOfString(shown(doc, column));
    const widest = rows.reduce((width, row) => Math.max(width, doc.widthOfString(shown(doc, row[i] ?? ''))), head);
    return Math.min(Math.max(widest + 2 * PADDING + 2, least), most);
  });
}

/** Begins a new page where what follows would be torn from its heading. */
function keepTogether(doc: Pdf, height: number): void {
  if (doc.y + height > doc.page.height - MARGIN) doc.addPage();
}

interface Typeface {
  readonly font: { hasGlyphForCodePoint(point: number): boolean };
}

/** A character that the typeface does not have is written by its number: PDF/UA allows no empty box, nor may it vanish. */
function shown(doc: Pdf, text: string): string {
  const { font } = (doc as unknown as { readonly _font: Typeface })._font;
  return [...text.normalize('NFC')]
    .map((char) => {
      const point = char.codePointAt(0) ?? 0;
      if (char === '\n' || font.hasGlyphForCodePoint(point)) return char;
      return point < 0x20 ? ' ' : `[U+${point.toString(16).toUpperCase().padStart(4, '0')}]`;
    })
    .join('');
}

/** Page numbers are of the page, not of the report: read aloud they would interrupt it (ISO 14289-1, 7.8). */
function numberPages(doc: Pdf, title: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let i = 0; i < count; i++) {
    doc.switchToPage(start + i);
    doc.page.margins.bottom = 0; // else pdfkit opens another page for what stands in the margin
    doc.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
    set(doc, { font: REGULAR, size: CELL }).fillColor(GREY);
    doc.text(`${title}, page ${i + 1} of ${count}`, MARGIN, doc.page.height - 36, { lineBreak: false });
    doc.endMarkedContent();
  }
}
