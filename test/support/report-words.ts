import type { Block, ReportDocument } from '@app/determinations/domain';

/** Every word of a report, in the order in which it is read. */
export const wordsOf = ({ title, notice, blocks }: ReportDocument): string[] => [
  title,
  notice,
  ...blocks.flatMap(wordsOfBlock),
];

function wordsOfBlock(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [block.text];
    case 'list':
      return block.items;
    case 'facts':
      return block.facts.flat();
    case 'table':
      return [block.caption, ...block.columns, ...block.rows.flat()];
    case 'blanks':
      return block.lines;
  }
}

/** Where a line ends is a matter of layout: words are compared without what stands between them. */
export const unspaced = (text: string): string => text.replaceAll(/\s/g, '');
