import type { Key, ReactNode } from 'react';

export interface Column {
  readonly name: string;
  /** Of its cells. */
  readonly className?: string;
}

interface TableFacts {
  readonly label: string;
  readonly columns: readonly Column[];
  /** One cell for each column; the first names its row. */
  readonly rows: readonly { readonly key: Key; readonly cells: readonly ReactNode[] }[];
}

/**
 * A table; on a narrow screen each row becomes a list of its cells, each with its column's name before it. The roles are
 * those that its elements have by themselves: a browser may drop them where a sheet changes how such an element is shown.
 */
export const Table = ({ label, columns, rows }: TableFacts): ReactNode => (
  <div className="scroll" tabIndex={0} role="region" aria-label={label}>
    <table role="table">
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ name }) => (
            <th role="columnheader" scope="col" key={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(({ key, cells }) => (
          <tr role="row" key={key}>
            {columns.map(({ name, className }, i) =>
              i === 0 ? (
                <th role="rowheader" scope="row" key={name} className={className}>
                  {cells[i]}
                </th>
              ) : (
                <td role="cell" key={name} className={className} data-column={name}>
                  {cells[i]}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
