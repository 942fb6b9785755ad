import type { Client } from 'pg';

// What must be public, and what must not, by SQL of its own, read as superuser. It imports nothing of the application:
// a mistake there is not made a second time here.

/** Names by which something of Daylight may be asked for: ids and hashes, each with the first column that holds it. */
export type Names = ReadonlyMap<string, string>;

const NAME = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64}';

/** A release, an incident with one, a line of the docket, a file, the folder of a version: what a reader may ask for by name today. */
export async function publicNames(client: Client): Promise<Names> {
  return collect(client, {
    release: 'SELECT release_id::text AS text FROM publication',
    docket: 'SELECT id::text AS text FROM docket_entry',
    incident: "SELECT record->'incident'->>'id' AS text FROM publication WHERE state = 'published'",
    file: `SELECT f.sha256::text AS text FROM publication_file f JOIN publication p ON p.id = f.publication_id
            WHERE p.state = 'published' OR p.tombstone->'formerHashes' ? f.sha256::text`,
    bundle: 'SELECT manifest_sha256::text AS text FROM publication',
  });
}

/** Names that public records may mention beside those. */
const mentioned = (client: Client): Promise<Names> =>
  collect(client, {
    publication: 'SELECT tombstone::text AS text FROM publication',
    certificate: `SELECT unnest(provenance_anchors) AS text FROM publication`, // the City posts it on /verify
    record: `SELECT concat_ws(' ', record::text, manifest::text, sign_off::text) AS text FROM publication WHERE state = 'published'`,
    docket: `SELECT concat_ws(' ', entry::text, signed::text) AS text FROM docket_entry`,
    log: `SELECT convert_from(body, 'UTF8') AS text FROM ledger_entry WHERE encode(body, 'hex') LIKE '7b%'`,
  });

/** Every other id and hash that any table holds. */
export async function hiddenNames(client: Client): Promise<Names> {
  const { rows: columns } = await client.query<{ table: string; column: string }>(
    `SELECT table_name AS table, column_name AS column FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND data_type <> 'bytea' ORDER BY 1, 2`,
  );
  const all = await collect(
    client,
    Object.fromEntries(
      columns.map(({ table, column }) => [`${table}.${column}`, `SELECT "${column}"::text AS text FROM "${table}"`]),
    ),
  );
  const shown = new Set([...(await publicNames(client)).keys(), ...(await mentioned(client)).keys()]);
  return new Map([...all].filter(([name]) => !shown.has(name)));
}

async function collect(client: Client, queries: Readonly<Record<string, string>>): Promise<Names> {
  const names = new Map<string, string>();
  for (const [from, query] of Object.entries(queries)) {
    const { rows } = await client.query<{ name: string }>(
      `SELECT DISTINCT m[1] AS name FROM (${query}) found, regexp_matches(lower(found.text), '(${NAME})', 'g') m`,
    );
    for (const { name } of rows) if (!names.has(name)) names.set(name, from);
  }
  return names;
}
