import type { Client } from 'pg';
import { type Mark, markOf } from './marks';

/** Made to be public (the docket) or not written by people: a mark there would prove nothing. */
const NOT_PLANTED = [
  ...['publication_file', 'docket_entry', 'ledger_checkpoint', 'ledger_cosignature', 'ledger_tiling'],
  // Made of publications and of the docket by triggers, and of nothing else.
  ...['public_search', 'public_search_tally', 'public_facet', 'public_docket_tally', 'public_docket_month'],
  ...['session', 'schema_migration', 'workflow_edge'],
];

/** Of what was published, that which does not stand any more has to be silent; its tombstone and one hash speak for it. */
const ROWS: Readonly<Record<string, string>> = {
  publication: "state <> 'published'",
  release_translation: "publication_id IN (SELECT id FROM publication WHERE state <> 'published')",
};
const SPEAKS = ['publication.tombstone', 'publication.manifest_sha256'];
const rowsOf = (table: string): string => ROWS[table] ?? 'true';

/** A closed vocabulary, as far as its values show; a CHECK mostly says so too. */
const WORD = /^[a-z][A-Za-z-]{1,30}$/;

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

export interface Planted {
  readonly marks: readonly Mark[];
  /** Columns that hold words of a fixed list, or that a CHECK keeps free of a mark. */
  readonly refused: readonly string[];
}

/**
 * Puts a mark of its own into every text and every JSON of every row of every table that is not public by design, past
 * the application and with its triggers off: whatever staff could have written there. New columns are found by themselves.
 */
export async function plantEverywhere(client: Client): Promise<Planted> {
  const { rows: columns } = await client.query<Column>(
    `SELECT table_name AS table, column_name AS column, CASE WHEN data_type = 'ARRAY' THEN udt_name ELSE data_type END AS type
       FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND is_generated = 'NEVER' AND NOT table_name = ANY ($1)
        AND (data_type IN ('text', 'json', 'jsonb') OR udt_name = '_text') ORDER BY 1, 2`,
    [NOT_PLANTED],
  );
  const marks: Mark[] = [];
  const refused: string[] = [];
  await client.query('SET session_replication_role = replica');
  for (const column of columns) {
    const name = `${column.table}.${column.column}`;
    if (SPEAKS.includes(name)) continue;
    const mark = markOf(`planted: ${name}`);
    if ((await isVocabulary(client, column)) || !(await plant(client, column, mark.text))) refused.push(name);
    else if (await isThere(client, column, mark.text)) marks.push(mark); // a table without rows takes none
  }
  await client.query('SET session_replication_role = origin');
  return { marks, refused };
}

async function isVocabulary(client: Client, { table, column, type }: Column): Promise<boolean> {
  if (type !== 'text') return false;
  const { rows } = await client.query<{ value: string }>(
    `SELECT DISTINCT "${column}" AS value FROM "${table}" WHERE "${column}" IS NOT NULL`,
  );
  return rows.length > 0 && rows.every(({ value }) => WORD.test(value));
}

/** False where a CHECK or a key keeps the mark out. */
async function plant(client: Client, column: Column, mark: string): Promise<boolean> {
  try {
    await (column.type.startsWith('json') ? plantInJson : plantInText)(client, column, mark);
    return true;
  } catch (error) {
    if (String((error as { code?: string }).code).startsWith('23')) return false;
    throw error;
  }
}

async function plantInText(client: Client, { table, column, type }: Column, mark: string): Promise<void> {
  const value =
    type === 'text' ? `coalesce("${column}" || ' ', '') || $1::text` : `array_append("${column}", $1::text)`;
  await client.query(`UPDATE "${table}" SET "${column}" = ${value} WHERE ${rowsOf(table)}`, [mark]);
}

async function plantInJson(client: Client, { table, column, type }: Column, mark: string): Promise<void> {
  const { rows } = await client.query<{ row: string; value: unknown }>(
    `SELECT ctid::text AS row, "${column}"::jsonb AS value FROM "${table}" WHERE ${rowsOf(table)}`,
  );
  for (const { row, value } of rows) {
    const changed = JSON.stringify(withMark(value, mark));
    await client.query(`UPDATE "${table}" SET "${column}" = $1::${type} WHERE ctid = $2::tid`, [changed, row]);
  }
}

/** The mark is in every string that has a blank, which is what people write, and is one more member of every object. */
function withMark(value: unknown, mark: string): unknown {
  if (typeof value === 'string') return value.includes(' ') ? `${value} ${mark}` : value;
  if (Array.isArray(value)) return value.map((one) => withMark(one, mark));
  if (typeof value !== 'object' || value === null) return value ?? mark;
  const members = Object.entries(value).map(([key, inner]) => [key, withMark(inner, mark)]);
  return { ...(Object.fromEntries(members) as object), canary: mark };
}

async function isThere(client: Client, { table, column }: Column, mark: string): Promise<boolean> {
  const { rowCount } = await client.query(`SELECT 1 FROM "${table}" WHERE "${column}"::text LIKE $1 LIMIT 1`, [
    `%${mark}%`,
  ]);
  return rowCount === 1;
}
