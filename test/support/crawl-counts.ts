/** What one part of the closure crawl asked for, and how much of it was answered otherwise than a name that nothing has. */
interface Crawled {
  readonly what: string;
  readonly templates: number;
  readonly names: number;
  /** Methods, headers and spellings for each address. */
  readonly ways: number;
  readonly requests: number;
  readonly differing: number;
}

const HEADS = ['asked for', 'templates', 'names', 'ways', 'requests', 'answered differently'];

/** The counts of a crawl as a table of Markdown: docs/closure-crawl.md keeps one of a whole crawl. */
export class CrawlCounts {
  private readonly rows: Crawled[] = [];

  add(row: Crawled): void {
    this.rows.push(row);
  }

  table(): string {
    const sum = (key: 'requests' | 'differing'): number => this.rows.reduce((all, row) => all + row[key], 0);
    const cells = this.rows.map((row) =>
      [row.what, row.templates, row.names, row.ways, row.requests, row.differing].map(String),
    );
    const lines = [HEADS, HEADS.map(() => '---'), ...cells, ['all', '', '', '', sum('requests'), sum('differing')]];
    return lines.map((line) => `| ${line.join(' | ')} |\n`).join('');
  }
}
