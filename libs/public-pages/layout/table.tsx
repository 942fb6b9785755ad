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

/** A table; on a narrow screen each row becomes a list of its cells, each with its column's name before it. */
export const Table = ({ label, columns, rows }: TableFacts): ReactNode => (
  <div className="scroll" tabIndex={0} role="region" aria-label={label}>
    <table>
      <thead>
        <tr>
          {columns.map(({ name }) => (
            <th scope="col" key={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {columns.map(({ name, className }, i) =>
              i === 0 ? (
                <th scope="row" key={name} className={className}>
                  {cells[i]}
                </th>
              ) : (
                <td key={name} className={className} data-column={name}>
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
