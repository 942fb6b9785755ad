import { type Page, Table } from '@app/public-pages';

interface Described {
  readonly name: string;
  readonly says: string;
  readonly columns: readonly { readonly name: string; readonly says: string; readonly type: string }[];
}

/** Where the data sets are, and what each column means. */
export const dataPage = (sets: readonly Described[]): Page => ({
  title: 'Open data',
  description: 'Every release and every decision as CSV and JSON, with a schema.',
  current: '/data',
  body: (
    <>
      <h1>Open data</h1>
      <p>
        Everything on this site, for programs and spreadsheets. The files are always as current as the pages; a release
        that is taken down stays in them only as the fact that it was. Anyone may use them for anything.
      </p>
      {sets.map(({ name, says, columns }) => (
        <section key={name} aria-labelledby={name}>
          <h2 id={name}>{says}</h2>
          <ul>
            <li>
              <a href={`/data/${name}.csv`}>{name}.csv</a> (a cell that a spreadsheet would run as a formula begins with
              an apostrophe)
            </li>
            <li>
              <a href={`/data/${name}.json`}>{name}.json</a>, and{' '}
              <a href={`/schemas/${name}-1.json`}>its JSON Schema</a>
            </li>
          </ul>
          <Table
            label={`Columns of ${name}`}
            columns={[{ name: 'Column' }, { name: 'Kind' }, { name: 'Meaning' }]}
            rows={columns.map((column) => ({ key: column.name, cells: [column.name, column.type, column.says] }))}
          />
        </section>
      ))}
      <h2>Feeds</h2>
      <ul>
        <li>
          <a href="/feed.atom">Atom feed</a>: new releases, new versions, and what was taken down (RFC 6721)
        </li>
        <li>
          <a href="/feed.json">JSON Feed</a>
        </li>
        <li>
          <a href="/sitemap.xml">Sitemap</a>
        </li>
      </ul>
    </>
  ),
});
