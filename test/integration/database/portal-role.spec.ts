import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import {
  aScheduledCase,
  insert,
  insertLogged,
  publicationRow,
  type SqlCase,
  updateLogged,
} from '../../factories/sql-case';
import { freshDatabase, type FreshDatabase, withClient } from '../../support/fresh-database';
import { violationOf } from '../../support/violations';

let database: FreshDatabase;
let app: Client;
let portal: Client;
beforeAll(async () => {
  database = await freshDatabase();
  app = new Client({ connectionString: database.app });
  portal = new Client({ connectionString: database.portal });
  await Promise.all([app.connect(), portal.connect()]);
});
afterAll(async () => {
  await Promise.all([app.end(), portal.end()]);
  await database.drop();
});

/** All that the public site may read; by hand. */
const VIEWS = [
  'public_checkpoint',
  'public_counts',
  'public_decisions',
  'public_docket',
  'public_file',
  'public_known_file',
  'public_pace',
  'public_policy',
  'public_prongs',
  'public_release',
  'public_translation',
];
/** Tables that hold nothing but what is public, written by the publication itself. */
const TABLES = ['public_docket_month', 'public_docket_tally', 'public_facet', 'public_search', 'public_search_tally'];
/** Of every row of the table: there is none that a barrier could hide. */
const WITHOUT_CONDITION = ['public_docket'];
/** A number, and nothing else. */
const COUNTER = 'public_revision';

async function everything(): Promise<{ schema: string; name: string }[]> {
  const { rows } = await app.query<{ schema: string; name: string }>(
    `SELECT nspname AS schema, relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
      WHERE relkind IN ('r', 'v', 'm', 'p', 'f') AND nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')`,
  );
  return rows;
}

const owned = (sql: string): Promise<object[]> =>
  withClient(database.owner, async (client) => (await client.query<object>(sql)).rows);

describe('the portal’s database role', () => {
  it('reads the public views, and no other table or view there is', async () => {
    const relations = await everything();
    expect(relations.length).toBeGreaterThan(40);
    const readable: string[] = [];
    for (const { schema, name } of relations) {
      const attempt = await violationOf(portal.query(`SELECT 1 FROM "${schema}"."${name}" LIMIT 1`));
      if (attempt === 'nothing was refused') readable.push(name);
      else expect([name, attempt]).toEqual([name, 'permission denied']);
    }
    expect(readable.sort()).toEqual([...VIEWS, ...TABLES, COUNTER].sort());
  });

  it('writes nowhere, not even through a view', async () => {
    for (const { schema, name } of await everything()) {
      const table = `"${schema}"."${name}"`;
      for (const statement of [`DELETE FROM ${table}`, `INSERT INTO ${table} DEFAULT VALUES`, `TRUNCATE ${table}`])
        expect(await violationOf(portal.query(statement))).not.toBe('nothing was refused');
    }
    for (const statement of ['CREATE TABLE mine (a int)', 'CREATE SCHEMA mine', 'SET ROLE daylight_app'])
      expect(await violationOf(portal.query(statement))).toBe('permission denied');
  });

  it('puts in what a reader asks for, only about what is public, and reads none of it, not even its own', async () => {
    const columns = '(receipt, release_id, version, span, kind, says)';
    const row = `VALUES ('0000-0000-0000', gen_random_uuid(), 1, NULL, 'privacy', 'Somebody can be seen.')`;
    expect(await violationOf(portal.query(`INSERT INTO public_ask ${columns} ${row}`))).toBe(
      'public_ask_is_of_a_release',
    );
    for (const statement of [
      `INSERT INTO public_ask ${columns} ${row} RETURNING says`,
      'SELECT says FROM public_ask',
      'SELECT count(*) FROM public_ask',
      `INSERT INTO public_ask (receipt, asked_at) VALUES ('0000-0000-0000', now())`,
      `INSERT INTO public_ask ${columns} ${row} ON CONFLICT (receipt) DO UPDATE SET says = ''`,
      'SELECT * FROM ask_task',
    ])
      expect([statement, await violationOf(portal.query(statement))]).toEqual([statement, 'permission denied']);
  });

  it('has no function of ours that reads for it, and no file of the server', async () => {
    const { rows } = await portal.query<{ person: boolean | null }>(
      `SELECT has_table_privilege('staff', 'SELECT') AS person`,
    );
    expect(rows).toEqual([{ person: false }]);
    const me = `SELECT holds_role('00000000-0000-4000-8000-000000000001', 'solicitor')`;
    expect(await violationOf(portal.query(me))).toBe('permission denied');
    expect(await violationOf(portal.query(`SELECT pg_read_file('/etc/passwd')`))).toBe('permission denied');
    expect(await violationOf(portal.query(`COPY (SELECT 1) TO PROGRAM 'true'`))).toBe('permission denied');
  });
});

const FORMER = "SELECT release_id, version, role, sha256 FROM public_known_file WHERE state <> 'published'";
const seen = async (): Promise<Record<string, unknown>[]> =>
  (await portal.query<Record<string, unknown>>('SELECT * FROM public_release')).rows;
const files = async (): Promise<unknown[]> => (await portal.query<object>('SELECT * FROM public_file')).rows;
const findable = async (): Promise<unknown[]> => (await portal.query<object>('SELECT * FROM public_search')).rows;
const counted = async (): Promise<unknown[]> => [
  ...(await portal.query<object>('SELECT * FROM public_facet')).rows,
  ...(await portal.query<object>('SELECT releases FROM public_search_tally')).rows,
];
const ONE_OF_ALL = [{ facet: 'all', value: '', releases: 1 }, { releases: 1 }];
const former = async (): Promise<unknown[]> => (await portal.query<object>(FORMER)).rows;

describe('of a release the portal’s role sees', () => {
  let the: SqlCase;
  const row = () => publicationRow(the);
  let published: ReturnType<typeof row>;

  it('nothing while it is signed and waits for the notice period', async () => {
    the = await aScheduledCase(app);
    published = row();
    expect([await seen(), await files(), (await portal.query('SELECT * FROM public_docket')).rows]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('what was signed once it is published, and nothing that leads to the original', async () => {
    await insertLogged(app, 'publication', published);
    const file = {
      publication_id: published['id'],
      role: 'video',
      sha256: 'a'.repeat(64),
      size: 10,
      media_type: 'video/mp4',
    };
    await insert(app, 'publication_file', file);
    await updateLogged(app, 'determination', { id: the.determination }, { state: 'published' });
    expect(await former()).toEqual([]);
    const [release] = await seen();
    expect(release).toMatchObject({ release_id: the.release, record: { title: 't' }, state: 'published' });
    const found = await findable();
    expect(found).toMatchObject([{ release_id: the.release, title: 't' }]);
    expect(await counted()).toEqual(expect.arrayContaining(ONE_OF_ALL));
    const text = JSON.stringify([
      release,
      found,
      await files(),
      (await portal.query('SELECT * FROM public_counts')).rows,
    ]);
    for (const secret of [the.clip, the.determination, the.incident, the.sha256, ...Object.values(the.staff)])
      expect(text).not.toContain(secret);
  });

  it('its tombstone and nothing else once it is taken down', async () => {
    const down = { state: 'unpublished', tombstone: '{"reasonClass":"privacy-error"}' };
    await updateLogged(app, 'publication', { id: published['id'] }, down);
    const [release] = await seen();
    const { release_id, version, state, published_at, manifest_sha256, tombstone, ...rest } = release!;
    expect([release_id, version, state, tombstone]).toEqual([
      the.release,
      1,
      'unpublished',
      { reasonClass: 'privacy-error' },
    ]);
    expect([published_at, manifest_sha256]).not.toContain(null);
    expect(Object.values(rest).filter((value) => value !== null)).toEqual([]);
    expect(await files()).toEqual([]);
    expect(await former()).toEqual([{ release_id: the.release, version: 1, role: 'video', sha256: 'a'.repeat(64) }]);
    expect([await findable(), await counted()]).toEqual([[], []]);
  });
});

describe('the portal’s role sees by a number that something public has changed', () => {
  const revision = async (): Promise<number> =>
    Number((await portal.query<{ revision: string }>('SELECT revision FROM public_revision')).rows[0]!.revision);

  beforeAll(() =>
    app.query(`INSERT INTO ledger_checkpoint (size, root, subtrees, note, at)
      VALUES (900000, sha256('a'), '{}', 'a note', now())`),
  );

  it.each([
    ['a publication', 'UPDATE publication SET proof = NULL'],
    ['a checkpoint whose tiles are there', 'INSERT INTO ledger_tiling (size, at) VALUES (900000, now())'],
    [
      'a witness’s line below a checkpoint',
      `INSERT INTO ledger_cosignature (size, witness, line, at)
         VALUES (900000, 'w.test/1', E'— w.test/1 AAAA\\n', now())`,
    ],
  ])('%s: once it is committed, and not before', async (_, change) => {
    const before = await revision();
    await app.query('BEGIN');
    await app.query(change);
    expect(await revision()).toBe(before);
    await app.query('ROLLBACK');
    expect(await revision()).toBe(before);
    await app.query(change);
    expect(await revision()).toBeGreaterThan(before);
  });

  it('an entry of the docket', async () => {
    const before = await revision();
    const { determination } = await aScheduledCase(app);
    expect(await revision()).toBe(before);
    const entry = { determination_id: determination, entry: '{}', signed: '{}', updated_at: new Date() };
    await insertLogged(app, 'docket_entry', { id: randomUUID(), ...entry });
    expect(await revision()).toBe(before + 1);
  });

  it('and there is one such number', async () => {
    const owner = new Client({ connectionString: database.owner });
    await owner.connect();
    expect(await violationOf(owner.query('INSERT INTO public_revision VALUES (5)'))).toBe('public_revision_is_one');
    await owner.end();
    expect(await violationOf(app.query('UPDATE public_revision SET revision = 0'))).toBe('permission denied');
  });
});

it('the portal’s role sees it all through views that no function in a query can look behind', async () => {
  const { rows } = await portal.query<{ relname: string }>(
    `SELECT relname FROM pg_class WHERE relname LIKE 'public\\_%' AND relkind = 'v'
        AND 'security_barrier=true' = ANY (reloptions) ORDER BY 1`,
  );
  expect(rows.map((view) => view.relname)).toEqual(VIEWS.filter((view) => !WITHOUT_CONDITION.includes(view)));
});

it('the portal’s role sees figures that add up', async () => {
  const { rows } = await portal.query<Record<string, number>>('SELECT * FROM public_counts');
  const { received, ...parts } = rows[0]!;
  expect(Object.values(parts).reduce((sum, count) => sum + count, 0)).toBe(received);
});

it('the tally of the docket is at every moment what its lines add up to', async () => {
  const tally = async (): Promise<unknown[]> =>
    (await portal.query<object>('SELECT * FROM public_docket_tally ORDER BY 1, 2, 3, 4, 5, 6')).rows;
  const lines = (): Promise<object[]> => owned('SELECT * FROM docket_to_tally ORDER BY 1, 2, 3, 4, 5, 6');
  const months = async (): Promise<unknown[]> =>
    (await portal.query<object>('SELECT * FROM public_docket_month ORDER BY 1, 2, 3')).rows;
  const linesOfMonths = (): Promise<object[]> => owned('SELECT * FROM docket_to_months ORDER BY 1, 2, 3');
  const docketed = async (entry: object): Promise<string> => {
    const { determination } = await aScheduledCase(app);
    const row = { determination_id: determination, entry: JSON.stringify(entry), signed: '{}', updated_at: new Date() };
    const id = randomUUID();
    await insertLogged(app, 'docket_entry', { id, ...row });
    expect([await tally(), await months()]).toEqual([await lines(), await linesOfMonths()]);
    return id;
  };
  const clock = { startedOn: '2026-10-01', dueOn: '2026-10-31' };
  const withheld = { outcome: 'withheld', prongs: [{ letter: '(f)' }], decidedOn: '2026-11-02', clock };
  const pending = await docketed({ outcome: 'pending', incidentDate: '2026-10-01', clock });
  await docketed(withheld);
  await docketed(withheld);
  expect(await tally()).toContainEqual({ outcome: 'withheld', prongs: ['(f)'], year: '2026', decided: true, late: true, days: 32, lines: 2 }); // prettier-ignore
  await updateLogged(
    app,
    'docket_entry',
    { id: pending },
    { entry: JSON.stringify({ ...withheld, outcome: 'deferred' }) },
  );
  expect([await tally(), await months()]).toEqual([await lines(), await linesOfMonths()]);
  for (const table of ['public_docket_tally', 'public_docket_month'])
    expect(await owned(`SELECT * FROM ${table} WHERE outcome = 'pending'`)).toEqual([]);
  expect(await months()).toContainEqual({ month: '2026-11', outcome: 'withheld', prongs: ['(f)'], lines: 2 });
});

it('nobody writes what is searched and counted but the publication itself', async () => {
  for (const statement of [
    'DELETE FROM public_search',
    `UPDATE public_facet SET releases = 9`,
    `INSERT INTO public_facet VALUES ('agency', 'Mine', 1)`,
    `UPDATE standing SET state = 'published'`,
    'UPDATE public_search_tally SET releases = 9',
    'DELETE FROM public_docket_tally',
    'DELETE FROM public_docket_month',
    'UPDATE standing_tally SET clips = 9',
  ])
    expect([statement, await violationOf(app.query(statement))]).toEqual([statement, 'permission denied']);
});
