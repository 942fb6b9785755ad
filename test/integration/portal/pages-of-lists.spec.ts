import { dayInCambridge } from '@app/public-pages';
import { ask } from '../../drivers/staff-http';
import { manyPublic } from '../../factories/many-public';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';

const COUNT = 430;

let daylight: TestDaylight;
beforeAll(async () => {
  daylight = await startDaylight({ portal: true });
  await manyPublic(daylight.database.owner, COUNT);
  await manyOfOneDay();
});
afterAll(() => daylight.stop());

const owned = <T extends object>(sql: string): Promise<T[]> =>
  withClient(daylight.database.owner, async (client) => (await client.query<T>(sql)).rows);

/**
 * Most lines and releases of a handful of days, so that their order is that of their ids, many pages long; the ends of
 * a month, and months with a single line. The docket’s months are counted by their triggers, as in earnest.
 */
const manyOfOneDay = (): Promise<void> =>
  withClient(daylight.database.owner, async (client) => {
    for (const trigger of ['less', 'more'])
      await client.query(`ALTER TABLE docket_entry ENABLE ALWAYS TRIGGER docket_entry_totals_${trigger}`);
    await client.query('SET session_replication_role = replica');
    await client.query(`
      WITH numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM docket_entry)
      UPDATE docket_entry SET entry = entry || jsonb_build_object('decidedOn',
        CASE WHEN n <= 8 THEN (date '2026-05-15' + interval '1 month' * n)::date::text
             ELSE (array['2026-03-01', '2026-03-31', '2026-04-01', '2026-04-01', '2026-04-01', '2026-12-31', '2027-01-01'])[n % 7 + 1] END)
        FROM numbered WHERE numbered.id = docket_entry.id`);
    await client.query(`UPDATE public_search SET published_at = date_trunc('month', published_at)`);
  });

const namesIn = (html: string, of: 'docket' | 'releases'): string[] => {
  const [, main = ''] = /<main[^>]*>([\s\S]*)<\/main>/.exec(html) ?? [];
  const link = of === 'docket' ? /<th[^>]*>.*?"\/docket\/([0-9a-f-]{36})"/g : /<h3><a href="\/releases\/([0-9a-f-]{36})"/g;
  return [...main.matchAll(link)].map(([, id = '']) => id);
}; // prettier-ignore

/** What stands on each page, until one has nothing. */
async function pagesOf(list: 'docket' | 'releases', query: string): Promise<string[][]> {
  const pages: string[][] = [];
  for (;;) {
    const answer = await ask(daylight.portal, 'GET', `/${list}?${query}&page=${pages.length + 1}`);
    expect(answer.status).toBe(200);
    const names = namesIn(answer.text, list);
    if (names.length === 0) return pages;
    pages.push(names);
  }
}

const today = dayInCambridge(new Date());

describe.each<[list: 'docket' | 'releases', size: number, from: string, order: string, filters: [query: string, where: string][]]>([
  [
    'docket', 50, 'docket_entry', 'listed_on DESC, id',
    [
      ['', 'true'],
      ['outcome=withheld', `outcome = 'withheld'`],
      ['prong=%28f%29', `'(f)' = ANY (prongs)`],
      ['year=2026', `listed_on LIKE '2026%'`],
      ['year=2027&outcome=released', `listed_on LIKE '2027%' AND outcome = 'released'`],
      ['year=2031', 'false'],
      ['overdue=1', `owed_on < '${today}'`],
    ],
  ],
  [
    'releases', 20, 'public_search', 'published_at DESC, release_id',
    [
      ['', 'true'],
      ['camera=body-worn&agency=ICE', `camera = 'body-worn' AND 'ICE' = ANY (agencies)`],
      ['from=2026-03-01&to=2026-12-31', `incident_date BETWEEN '2026-03-01' AND '2026-12-31'`],
    ],
  ],
])('the pages of the %s', (list, size, from, order, filters) => {
  it.each(filters)('have every line of %j once, in one order, though most are of one day', async (query, where) => {
    const id = list === 'docket' ? 'id' : 'release_id';
    const lines = (await owned<{ id: string }>(`SELECT ${id} AS id FROM ${from} WHERE ${where} ORDER BY ${order}`)).map((row) => row.id);
    const pages = await pagesOf(list, query);
    expect(pages.flat()).toEqual(lines);
    expect(pages.slice(0, -1).every((page) => page.length === size)).toBe(true);
    if (query === '') expect([lines.length, await pagesOf(list, query)]).toEqual([COUNT, pages]); // the same again
  });
}); // prettier-ignore

it('a line whose day changes is on the page of its new day, and on no other', async () => {
  const [moved] = await owned<{ id: string }>('SELECT id FROM docket_entry ORDER BY listed_on, id LIMIT 1');
  await withClient(daylight.database.owner, async (client) => {
    await client.query('SET session_replication_role = replica');
    await client.query(`UPDATE docket_entry SET entry = entry || '{"decidedOn":"2029-01-01"}' WHERE id = $1`, [moved!.id]);
    await client.query('UPDATE public_revision SET revision = revision + 1');
  }); // prettier-ignore
  const pages = await pagesOf('docket', '');
  expect([pages[0]![0], new Set(pages.flat()).size, pages.flat().length]).toEqual([moved!.id, COUNT, COUNT]);
});
