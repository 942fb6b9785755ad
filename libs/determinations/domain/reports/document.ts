/**
 * What a report says, before anybody lays it out: the page and the PDF are two renderings of the same document, so that
 * neither can say what the other does not.
 */
export interface ReportDocument {
  readonly title: string;
  /** Who may read it and what it is not, above everything else. */
  readonly notice: string;
  readonly blocks: readonly Block[];
}

export type Fact = readonly [name: string, value: string];

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly string[];
      /** One cell for each column; the first names its row, and what may be long stands last. */
      readonly rows: readonly (readonly string[])[];
    }
  /** Lines to be filled in by hand. */
  | { readonly kind: 'blanks'; readonly lines: readonly string[] };

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const list = (...items: readonly string[]): Block => ({ kind: 'list', items });
export const facts = (...known: readonly Fact[]): Block => ({ kind: 'facts', facts: known });
export const blanks = (...lines: readonly string[]): Block => ({ kind: 'blanks', lines });

type Table = Extract<Block, { kind: 'table' }>;

/** A table, or the sentence that says that there is nothing for it. */
export const table = (
  caption: string,
  columns: Table['columns'],
  rows: Table['rows'],
  none = 'There is none.',
): Block =>
  rows.length > 0
    ? { kind: 'table', caption, columns, rows }
    : paragraph(`${caption}: ${none.charAt(0).toLowerCase()}${none.slice(1)}`);
