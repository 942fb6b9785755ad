import { randomUUID } from 'node:crypto';
import { determinationWorkflow } from '@app/determinations/domain';
import { Client } from 'pg';
import { anyRow } from '../../factories/any-row';
import {
  anEntry,
  aScheduledCase,
  aSqlCase,
  bringTo,
  determinationRow,
  insert,
  insertLogged,
  publicationRow,
  replacedBy,
  type SqlCase,
  updateLogged,
} from '../../factories/sql-case';
import { freshDatabase, type FreshDatabase } from '../../support/fresh-database';
import { violationOf } from '../../support/violations';

let database: FreshDatabase;
let app: Client;
let owner: Client;
beforeAll(async () => {
  database = await freshDatabase();
  app = new Client({ connectionString: database.app });
  owner = new Client({ connectionString: database.owner });
  await Promise.all([app.connect(), owner.connect()]);
});
afterAll(async () => {
  await Promise.all([app.end(), owner.end()]);
  await database.drop();
});

/** Tables of which nothing is ever changed, and those whose rows change but never go; by hand. */
const NEVER_CHANGED = [
  'ledger_entry',
  'ledger_checkpoint',
  'ledger_cosignature',
  'ledger_tiling',
  'original',
  'signed_text',
  'policy_setting',
  'law_approval',
  'redaction_edit',
  'flash_analysis',
  'watching_waiver',
  'seen_doubt',
  'docket_note',
  'docket_suppression',
  'release_translation',
  'public_ask',
];
const NEVER_REMOVED = [
  'clip',
  'determination',
  'sign_off',
  'publication',
  'quality_issue',
  'rendition',
  'staff_change',
  'staff_passkey',
];
/** Tables whose every change has an entry in the log. */
const LOGGED = [
  'accessibility', 'assembled_release', 'clip', 'clip_flag', 'consultation', 'derivative', 'determination',
  'ask_task', 'docket_entry', 'docket_note', 'docket_suppression', 'flash_analysis', 'incident', 'law_approval', 'notice', 'original', 'policy_setting', 'quality_issue', 'records_request', 'release_translation',
  'redaction_document', 'redaction_task', 'redaction_transcript', 'rendering', 'rendition', 'seen_doubt', 'sign_off', 'signed_text', 'staff_change',
  'staff_passkey', 'staff_role', 'suggested_track', 'watching_waiver',
]; // prettier-ignore
/** Tripped one by one, here, in duties.spec.ts, accounts.spec.ts, portal-role.spec.ts and renditions.spec.ts. */
// prettier-ignore
const OTHERS = [
  'clip.clip_custody_is_fixed', 'determination.determination_begins_undecided',
  'determination.determination_follows_workflow', 'determination.determination_separates_duties',
  'determination.determination_was_decided_and_checked', 'determination.determination_was_watched',
  'determination.determination_stands', 'determination.published_has_publication', 'ask_task.ask_task_ends_once',
  'docket_entry.docket_entry_is_counted', 'docket_entry.docket_entry_is_tallied',
  'docket_entry.docket_entry_tallies_less', 'docket_entry.docket_entry_tallies_more',
  'docket_entry.docket_entry_totals', 'docket_entry.docket_entry_totals_less',
  'docket_entry.docket_entry_totals_more', 'ledger_cosignature.cosignature_is_counted',
  'flash_analysis.flash_analysis_of_verified', 'ledger_entry.ledger_entry_is_next', 'ledger_tiling.tiling_is_counted',
  'publication.attestation_is_fixed', 'publication.provenance_anchors_are_fixed', 'publication.log_key_is_fixed',
  'publication.publication_content_is_fixed', 'publication.superseded_is_fixed', 'publication.publication_is_found',
  'publication.publication_is_counted', 'publication.publication_is_signed', 'publication.publication_was_attested',
  'policy_setting.policy_setting_is_counted', 'public_ask.public_ask_is_of_a_release',
  'public_search.public_search_counts_less', 'public_search.public_search_counts_more',
  'public_search.public_search_tallies_less', 'public_search.public_search_tallies_more',
  'standing.standing_is_tallied', 'standing.standing_tallies_less', 'standing.standing_tallies_more',
  'release_translation.release_translation_is_counted', 'publication_file.publication_files_are_signed',
  'quality_issue.quality_issue_only_moves_on', 'rendition.rendition_of_verified',
  'seen_doubt.seen_doubt_separates_duties', 'signed_text.signed_with_their_passkey', 'sign_off.sign_off_is_fixed',
  'sign_off.sign_off_is_lawful', 'sign_off.signed_renditions_were_made', 'suggested_track.suggested_track_is_fixed',
  'watching.watching_begun_logged', 'watching.watching_completed_logged', 'watching.watching_only_grows',
  'watching_waiver.watching_waiver_separates_duties', 'staff.somebody_remains', 'staff.staff_account_was_approved',
  'staff_change.staff_change_was_lawful', 'staff_passkey.staff_passkey_is_fixed', 'staff_role.somebody_remains',
  'staff_role.staff_role_was_approved',
];

it('knows every trigger that the migrations made', async () => {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT relname || '.' || tgname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
      WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace`,
  );
  const known = [
    ...NEVER_CHANGED.map((table) => `${table}.${table}_append_only`),
    ...NEVER_REMOVED.map((table) => `${table}.${table}_stays`),
    ...LOGGED.map((table) => `${table}.${table}_logged`),
    ...OTHERS,
  ];
  expect(rows.map((row) => row.name).sort()).toEqual(known.sort());
});

describe('nothing is rewritten, by the application or by the owner', () => {
  it.each(NEVER_CHANGED)('%s is only added to', async (table) => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 LIMIT 1`,
      [table],
    );
    const column = rows[0]!.name;
    const statements = [`UPDATE ${table} SET "${column}" = "${column}"`, `DELETE FROM ${table}`];
    for (const statement of statements) {
      expect(await violationOf(owner.query(statement))).toBe(`${table}_append_only`);
      expect(await violationOf(app.query(statement))).toBe('permission denied');
    }
    expect(await violationOf(owner.query(`TRUNCATE ${table} CASCADE`))).toMatch(/_append_only$/);
  });

  it.each(NEVER_REMOVED)('a row of %s does not go', async (table) => {
    expect(await violationOf(owner.query(`DELETE FROM ${table}`))).toBe(`${table}_append_only`);
    expect(await violationOf(owner.query(`TRUNCATE ${table} CASCADE`))).toMatch(/_append_only$/);
    expect(await violationOf(app.query(`DELETE FROM ${table}`))).toBe('permission denied');
  });

  it('the application may remove nothing at all but sessions, kept filters and challenges, and change no schema', async () => {
    const { rows } = await owner.query<{ table_name: string }>(
      `SELECT table_name FROM information_schema.role_table_grants
        WHERE grantee = 'daylight_app' AND table_schema = 'public' AND privilege_type IN ('DELETE', 'TRUNCATE')`,
    );
    expect(rows.map((row) => row.table_name).sort()).toEqual(['passkey_challenge', 'saved_filter', 'session']);
    for (const statement of [
      'CREATE TABLE mine (a int)',
      'DROP TABLE clip',
      'ALTER TABLE clip DISABLE TRIGGER ALL',
      'DROP TRIGGER clip_logged ON clip',
      "INSERT INTO workflow_edge VALUES ('triage', 'published')",
    ])
      expect(await violationOf(app.query(statement))).toBe('permission denied');
    expect(await violationOf(app.query('SET session_replication_role = replica'))).toBe('permission denied');
  });
});

describe('every change has its entry in the log', () => {
  it.each(LOGGED)('%s is not written without one of the same transaction', async (table) => {
    await insertLogged(app, 'incident', await anyRow(app, 'incident', { opened_by: await aPerson() }));
    const old = { ...(await anyRow(app, table)), ledger_index: 0 };
    if (table !== 'determination' && table !== 'sign_off')
      expect(await violationOf(insert(app, table, old))).toBe('change_without_ledger_entry');
    await owner.query('SET session_replication_role = replica');
    await insert(owner, table, { ...(await anyRow(app, table)), ledger_index: 0 });
    await owner.query('SET session_replication_role = origin');
    const update = owner.query(`UPDATE ${table} SET ledger_index = 0`);
    const guard = NEVER_CHANGED.includes(table) ? `${table}_append_only` : 'change_without_ledger_entry';
    expect(await violationOf(update)).toBe(table === 'derivative' ? 'change_without_ledger_entry' : guard);
    await clear(table);
  });

  it('a first state and a signature as well', async () => {
    const the = await aSqlCase(app);
    const row = determinationRow({ id: randomUUID(), clip: the.clip, release: randomUUID() });
    expect(await violationOf(insert(app, 'determination', { ...row, ledger_index: 0 }))).toBe(
      'change_without_ledger_entry',
    );
  });

  it('which follows the last entry without a gap', async () => {
    await app.query('BEGIN');
    const index = await anEntry(app);
    const gap = app.query(
      `INSERT INTO ledger_entry SELECT index + 2, body, leaf_hash, salt, act, at, xact FROM ledger_entry WHERE index = $1`,
      [index],
    );
    expect(await violationOf(gap)).toBe('ledger_entry_is_next');
    await app.query('ROLLBACK');
  });
});

describe('a determination', () => {
  it('changes its state along the workflow’s own edges only', async () => {
    const { rows } = await owner.query<{ edge: string }>(
      `SELECT from_state || ' → ' || to_state AS edge FROM workflow_edge`,
    );
    const edges = Object.values(determinationWorkflow.moves).flatMap(({ from, to }) =>
      from.filter((state) => state !== to).map((state) => `${state} → ${to}`),
    );
    expect(rows.map((row) => row.edge).sort()).toEqual([...new Set(edges)].sort());
  });

  it('is refused every other change of state, and any change of its subject', async () => {
    const the = await aSqlCase(app);
    const update = (change: object) =>
      violationOf(updateLogged(app, 'determination', { id: the.determination }, { ...change }));
    for (const state of ['published', 'scheduled', 'awaitingSignOff', 'unpublished', 'withheld'])
      expect(await update({ state })).toBe('determination_follows_workflow');
    expect(await update({ release_id: randomUUID() })).toBe('determination_subject_is_fixed');
    expect(await update({ version: 2 })).toBe('determination_subject_is_fixed');
    await bringTo(app, the, 'redacting');
    expect(await update({ state: 'triage' })).toBe('determination_follows_workflow');
  });

  it('begins undecided, at the beginning', async () => {
    const the = await aSqlCase(app);
    for (const change of [{ state: 'scheduled' }, { state: 'published' }, { checked_by: the.staff.reviewer }]) {
      const row = { ...determinationRow({ id: randomUUID(), clip: the.clip, release: randomUUID() }), ...change };
      expect(await violationOf(insertLogged(app, 'determination', row))).toBe('determination_begins_undecided');
    }
  });

  it('is published only with a publication, which then never changes what was signed', async () => {
    const the = await aScheduledCase(app);
    const publish = () => updateLogged(app, 'determination', { id: the.determination }, { state: 'published' });
    expect(await violationOf(publish())).toBe('published_has_publication');
    const row = publicationRow(the);
    await insertLogged(app, 'publication', row);
    await publish();
    const change = (columns: object) =>
      violationOf(updateLogged(app, 'publication', { id: row['id'] }, { ...columns }));
    for (const columns of [{ manifest: '{}' }, { record: '{}' }, { city_key: 'mine' }, { published_at: 'now' }])
      expect(await change(columns)).toBe('publication_content_is_fixed');
    const quiet = app.query(`UPDATE publication SET state = 'superseded', superseded = $2 WHERE id = $1`, [row['id'], replacedBy(2)]); // prettier-ignore
    expect(await violationOf(quiet)).toBe('change_without_ledger_entry');
    expect(await change({ state: 'superseded', superseded: replacedBy(2) })).toBe('nothing was refused');
    expect(await change({ superseded: replacedBy(3) })).toBe('superseded_is_fixed');
    expect(await change({ state: 'published' })).toBe('publication_content_is_fixed');
    const file = {
      publication_id: row['id'],
      role: 'video',
      sha256: 'b'.repeat(64),
      size: 10,
      media_type: 'video/mp4',
    };
    expect(await violationOf(insert(app, 'publication_file', file))).toBe('publication_files_are_signed');
    expect(await violationOf(insert(app, 'publication_file', { ...file, sha256: 'a'.repeat(64) }))).toBe(
      'nothing was refused',
    );
  });
});

it('the certificates and the key of the log that a publication names do not change', async () => {
  const the = await aScheduledCase(app);
  const row = publicationRow(the, { provenance_anchors: ['a'.repeat(64)], ledger_key: 'the log' });
  await insertLogged(app, 'publication', row);
  const change = (to: object) => violationOf(updateLogged(app, 'publication', { id: row['id'] }, { ...to }));
  for (const anchors of [[], ['b'.repeat(64)]])
    expect(await change({ provenance_anchors: anchors })).toBe('provenance_anchors_are_fixed');
  for (const key of ['another', null]) expect(await change({ ledger_key: key })).toBe('log_key_is_fixed');
});

it('what is attested of a publication does not change', async () => {
  const the = await aScheduledCase(app);
  const row = publicationRow(the);
  await insertLogged(app, 'publication', row);
  for (const attestation of [null, '{}'])
    expect(await violationOf(updateLogged(app, 'publication', { id: row['id'] }, { attestation }))).toBe(
      'attestation_is_fixed',
    );
});

it('the custody of a clip does not change', async () => {
  const the = await aSqlCase(app);
  for (const change of [
    { uploaded_by: the.staff.solicitor },
    { native_filename: 'other.mp4' },
    { received_at: '2020-01-01' },
    { incident_id: randomUUID() },
  ])
    expect(await violationOf(updateLogged(app, 'clip', { id: the.clip }, change))).toBe('clip_custody_is_fixed');
});

describe('a suggestion of tracking', () => {
  const HASH = 'a'.repeat(64);
  const suggestion = (the: SqlCase, change: object = {}) => ({
    id: randomUUID(),
    determination_id: the.determination,
    clip_id: the.clip,
    track: 'mask-1',
    shape: 'rectangle',
    subject: 'bystander',
    basis: '{}',
    frame: 1,
    pts: 512,
    box: '{}',
    from_frame: 0,
    to_frame: 9,
    source_sha256: HASH,
    frame_index_sha256: HASH,
    state: 'asked',
    asked_by: the.staff.redactor,
    asked_at: '2026-11-25T12:00:00Z',
    ...change,
  });

  it('is asked for a mask once at a time', async () => {
    const the = await aSqlCase(app);
    const ask = (change: object) => insertLogged(app, 'suggested_track', suggestion(the, change));
    await ask({});
    expect(await violationOf(ask({}))).toBe('tracked_once_at_a_time');
    expect(await violationOf(ask({ track: 'mask-2' }))).toBe('nothing was refused');
    expect(await violationOf(ask({ state: 'failed', failure: 'It could not be read.' }))).toBe('nothing was refused');
  });

  it('stays what was asked and found, and an ended one is not taken up again', async () => {
    const the = await aSqlCase(app);
    const row = suggestion(the);
    await insertLogged(app, 'suggested_track', row);
    const change = (columns: object, id = row.id) =>
      violationOf(updateLogged(app, 'suggested_track', { id }, { ...columns }));
    for (const columns of [{ track: 'mask-9' }, { frame: 2 }, { box: '[]' }, { to_frame: 20 }, { subject: 'minor' }])
      expect(await change(columns)).toBe('suggested_track_is_fixed');
    expect(await change({ state: 'ready', result: '{"lost":[1]}' })).toBe('nothing was refused');
    expect(await change({ result: '{"lost":[]}' })).toBe('suggested_track_is_fixed');
    expect(await change({ state: 'asked', result: null })).toBe('suggested_track_is_fixed');
    expect(await change({ state: 'accepted', decided_by: the.staff.redactor })).toBe('nothing was refused');
    const cancelled = suggestion(the, { state: 'cancelled', decided_by: the.staff.redactor });
    await insertLogged(app, 'suggested_track', cancelled);
    expect(await change({ state: 'ready', result: '{}', decided_by: null }, cancelled.id)).toBe(
      'suggested_track_is_fixed',
    );
  });
});

async function aPerson(): Promise<string> {
  const row = await anyRow(app, 'staff');
  await insert(app, 'staff', row);
  return row['id'] as string;
}

async function clear(table: string): Promise<void> {
  await owner.query('SET session_replication_role = replica');
  await owner.query(`DELETE FROM ${table}`);
  await owner.query('SET session_replication_role = origin');
}

it('what a reader asked for is answered or closed once, and stays so', async () => {
  const receipt = '0123-4567-89AB';
  await owner.query('SET session_replication_role = replica');
  await insert(owner, 'public_ask', await anyRow(owner, 'public_ask', { receipt }));
  await owner.query('SET session_replication_role = origin');
  await insertLogged(app, 'ask_task', { receipt, received_at: '2026-11-23', state: 'open' });
  const ended_by = (await aSqlCase(app)).staff.everything;
  const end = { state: 'closed', outcome: 'It is a duplicate.', ended_by, ended_at: '2026-11-23' };
  await updateLogged(app, 'ask_task', { receipt }, end);
  expect(await violationOf(updateLogged(app, 'ask_task', { receipt }, { state: 'answered' }))).toBe(
    'ask_task_ends_once',
  );
});

it('the public figures follow the newest version of each clip, and no older one', async () => {
  const the = await aSqlCase(app);
  const all = async (sql: string, values: unknown[] = []): Promise<object[]> => (await owner.query(sql, values)).rows as object[]; // prettier-ignore
  const standing = async (): Promise<unknown> => {
    const counted = await all('SELECT state, count(*)::int AS clips FROM standing GROUP BY state ORDER BY state');
    expect(await all('SELECT state, clips FROM standing_tally ORDER BY state')).toEqual(counted);
    return all('SELECT state FROM standing WHERE clip_id = $1', [the.clip]);
  };
  expect(await standing()).toEqual([{ state: 'preserved' }]);
  await bringTo(app, the, 'gatheringFacts');
  expect(await standing()).toEqual([{ state: 'gatheringFacts' }]);
  await owner.query(`SET session_replication_role = replica`);
  const second = determinationRow({ id: randomUUID(), clip: the.clip, release: the.release });
  await insert(owner, 'determination', { ...second, version: 2, state: 'published', ledger_index: 0 });
  await owner.query('SET session_replication_role = origin');
  await updateLogged(app, 'determination', { id: the.determination }, { state: 'solicitorReview' });
  expect(await standing()).toEqual([{ state: 'gatheringFacts' }]);
});
