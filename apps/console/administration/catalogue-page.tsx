import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../shell/api';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { Table } from '../ui/table';
import { asWords } from '../ui/words';
import { CATALOGUE_TABLE } from './law-tables';
import { TableVersion } from './table-version';

type Row = Views['CatalogueRowView'];

/** The City's default redaction catalogue in full, from the table that the editor and the public record are drawn from. */
export function CataloguePage(): ReactElement {
  const rows = useQuery({
    queryKey: ['redaction-catalogue'],
    queryFn: () => done(api.GET('/redaction-catalogue')),
  });
  const version = useQuery({
    queryKey: CATALOGUE_TABLE.queryKey,
    queryFn: CATALOGUE_TABLE.version,
  });
  return (
    <Page title="Redaction catalogue">
      <Loaded of={version}>
        {(table) => (
          <TableVersion
            table={CATALOGUE_TABLE}
            of={table}
            changed="It ships with Daylight, because every signed determination names its version: a changed row is a new version, is approved anew, and reaches this page with an update. For one clip the Solicitor orders otherwise in the determination."
          />
        )}
      </Loaded>
      <Loaded of={rows}>
        {(all) => (
          <Table
            caption="What is hidden by default"
            columns={['Shown or heard', 'By default', 'In', 'What to do', 'The public reads', 'Grounds', 'Authority']}
          >
            {all.map((row) => (
              <CatalogueRow key={row.code} row={row} />
            ))}
          </Table>
        )}
      </Loaded>
    </Page>
  );
}

function CatalogueRow({ row }: { readonly row: Row }): ReactElement {
  return (
    <tr>
      <th scope="row">{row.title}</th>
      <td>{asWords(row.treatment)}</td>
      <td>{row.channels.join(', ') || '–'}</td>
      <td>{row.says}</td>
      <td>{row.publicCategory}</td>
      <td>
        {row.bases.length === 0 ? (
          '–'
        ) : (
          <ul className="usa-list">
            {row.bases.map((basis) => (
              <li key={JSON.stringify(basis)}>{inWords(basis)}</li>
            ))}
          </ul>
        )}
      </td>
      <td>{row.authority}</td>
    </tr>
  );
}

/** A ground for hiding: the exemption with its statute, or the City's own policy. */
function inWords(basis: Readonly<Record<string, unknown>>): string {
  const { type, letter, statute, why } = basis as Readonly<Record<string, string>>;
  return type === 'statutory' ? `Exemption ${letter ?? ''}, ${statute ?? ''}: ${why ?? ''}` : `Policy: ${why ?? ''}`;
}
