import { InEnglish, type PageIn, Table, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';
import { KEYS_PATH } from '../verify/posted-keys';

interface Described {
  readonly name: 'releases' | 'docket';
  readonly form: number;
  readonly columns: readonly { readonly name: string; readonly says: string; readonly type: string }[];
}

/** Where the data sets are, and what each column means. */
export const dataPage =
  (sets: readonly Described[]): PageIn =>
  ({ words }) => ({
    title: words('data.title'),
    description: words('data.description'),
    current: '/data',
    body: <OpenDataSets sets={sets} />,
  });

function OpenDataSets({ sets }: { readonly sets: readonly Described[] }): ReactNode {
  const { say, link } = useLanguage();
  return (
    <>
      <h1>{say('data.title')}</h1>
      <p>{say('data.intro')}</p>
      {sets.map((set) => (
        <DataSet key={set.name} {...set} />
      ))}
      <h2>{say('data.feeds')}</h2>
      <ul>
        <li>{say('data.atom', { atom: link('/feed.atom') })}</li>
        <li>{link('/feed.json')(say('data.json-feed'))}</li>
        <li>{link('/sitemap.xml')(say('data.sitemap'))}</li>
        <li>{say('data.keys', { keys: link(KEYS_PATH), schema: link('/schemas/keys.json') })}</li>
      </ul>
    </>
  );
}

function DataSet({ name, form, columns }: Described): ReactNode {
  const { say, words, link } = useLanguage();
  return (
    <section aria-labelledby={name}>
      <h2 id={name}>{say(`data.${name}`)}</h2>
      <ul>
        <li>{say('data.csv', { name, csv: link(`/data/${name}.csv`) })}</li>
        <li>
          {say('data.json', { name, json: link(`/data/${name}.json`), schema: link(`/schemas/${name}-${form}.json`) })}
        </li>
      </ul>
      <Table
        label={words('data.columns', { name })}
        columns={[{ name: words('data.column') }, { name: words('data.kind') }, { name: words('data.meaning') }]}
        rows={columns.map((column) => ({
          key: column.name,
          cells: [
            <InEnglish key="name">{column.name}</InEnglish>,
            <InEnglish key="type">{column.type}</InEnglish>,
            <InEnglish key="says">{column.says}</InEnglish>,
          ],
        }))}
      />
    </section>
  );
}
