import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Block, ReportDocument } from '@app/determinations/domain';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** `nest build` copies the sheet beside the compiled code. */
export const SHEET = readFileSync(join(__dirname, 'report.css'));

/** Named after its content, so that a cache never shows an old one. */
export const SHEET_NAME = `report-${createHash('sha256').update(SHEET).digest('hex').slice(0, 16)}.css`;

/** Its own sheet and nothing else: no script, no picture, no frame, nothing in line. */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A report as a page of its own, complete without a script. */
export const pageOf = (report: ReportDocument, links: { readonly pdf: string; readonly clip: string }): string =>
  `<!doctype html>${renderToStaticMarkup(
    <html lang="en-US" dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${report.title} – Daylight`}</title>
        <link rel="stylesheet" href={`/reports/${SHEET_NAME}`} />
      </head>
      <body>
        <nav aria-label="This report">
          <a href={links.pdf}>The same as PDF</a> · <a href={links.clip}>Back to the clip</a>
        </nav>
        <main>
          <h1>{report.title}</h1>
          <p className="notice">{report.notice}</p>
          {report.blocks.map((block, i) => (
            <Part key={i} block={block} />
          ))}
        </main>
      </body>
    </html>,
  )}`;

function Part({ block }: { readonly block: Block }): ReactNode {
  switch (block.kind) {
    case 'heading':
      return <h2>{block.text}</h2>;
    case 'paragraph':
      return <p>{block.text}</p>;
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
    case 'facts':
      return (
        <dl>
          {block.facts.map(([name, value]) => (
            <Fact key={name} name={name} value={value} />
          ))}
        </dl>
      );
    case 'blanks':
      return (
        <dl className="blanks">
          {block.lines.map((line) => (
            <Fact key={line} name={line} value="" />
          ))}
        </dl>
      );
    case 'table':
      return <Table {...block} />;
  }
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }): ReactNode => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
);

const Table = ({ caption, columns, rows }: Extract<Block, { kind: 'table' }>): ReactNode => (
  <div className="scroll" tabIndex={0} role="region" aria-label={caption}>
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, r) => (
          <tr key={r}>
            {row.map((cell, c) =>
              c === 0 ? (
                <th key={c} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={c}>{cell}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
