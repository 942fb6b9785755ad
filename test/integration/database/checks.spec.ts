import { Client } from 'pg';
import { anyRow } from '../../factories/any-row';
import { insert, type Row } from '../../factories/sql-case';
import { freshDatabase, type FreshDatabase } from '../../support/fresh-database';
import { violationOf } from '../../support/violations';
import { HEAD_START_MS, isWatchedWhole, nothingWatched, type Stretch, withReport } from '@app/redactions/domain';

/** A superuser with triggers and foreign keys switched off: what is left is what each row must be by itself. */
let database: FreshDatabase;
let owner: Client;
beforeAll(async () => {
  database = await freshDatabase();
  owner = new Client({ connectionString: database.owner });
  await owner.connect();
  await owner.query('SET session_replication_role = replica');
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const ID = '00000000-0000-4000-8000-000000000001';
const HASH = 'a'.repeat(64);

/** A change of an account as one person decided it. */
const decided = (change: Row): Row => ({
  decision: 'refused',
  decided_by: '00000000-0000-4000-8000-000000000002',
  decided_at: '2026-11-23',
  decision_reason: 'Not needed.',
  ...change,
});

/** Every CHECK of the schema, with a row that breaks it and no other. */
const BROKEN: Readonly<Record<string, readonly [table: string, change: Row]>> = {
  accessibility_revision_check: ['accessibility', { revision: 0 }],
  only_what_is_needed_follows: ['accessibility', { description_follows_by: '2026-12-24' }],
  captions_or_no_speech: ['accessibility', { captions: 'WEBVTT', no_speech: 'Nobody speaks.' }],
  manifest_hash_is_of_the_manifest: ['assembled_release', { manifest: '{"files":[]}' }],
  accepted_is_examined: ['clip', { verdict: 'accepted' }],
  clip_audio_source_check: ['clip', { audio_source: 'a microphone' }],
  clip_revision_check: ['clip', { revision: 0 }],
  clip_source_check: ['clip', { source: 'telephone' }],
  clip_verdict_check: ['clip', { verdict: 'fine' }],
  quarantine_says_why: ['clip', { verdict: 'quarantined', verdict_code: 'truncated' }],
  clip_flag_flag_check: ['clip_flag', { flag: 'important' }],
  clip_flag_reason_check: ['clip_flag', { reason: '' }],
  consultation_position_check: ['consultation', { position: 'angry' }],
  derivative_kind_check: ['derivative', { kind: 'copy' }],
  derivative_sha256_check: ['derivative', { sha256: 'A'.repeat(64) }],
  decision_has_signer: ['determination', { outcome: 'release' }],
  deferral_has_review: ['determination', { state: 'deferred' }],
  determination_check: ['determination', { id: ID, release_id: ID }],
  determination_outcome_check: ['determination', { outcome: 'maybe', decided_by: ID }],
  determination_revision_check: ['determination', { revision: 0 }],
  determination_state_check: ['determination', { state: 'released' }],
  determination_version_check: ['determination', { version: 0 }],
  docket_entry_check: ['docket_entry', { id: ID, determination_id: ID }],
  incident_check: ['incident', { id: ID, public_id: ID }],
  incident_entry_check: ['incident', { entry: 'by the window' }],
  incident_revision_check: ['incident', { revision: -1 }],
  incident_verification_check: ['incident', { verification: 'probably' }],
  incident_warrant_check: ['incident', { warrant: 'verbal' }],
  law_approval_sha256_check: ['law_approval', { sha256: 'Z'.repeat(64) }],
  law_approval_table_name_check: ['law_approval', { table_name: 'statutes' }],
  law_approval_version_check: ['law_approval', { version: 0 }],
  cosignature_is_one_line: ['ledger_cosignature', { witness: 'w.test/1', line: '— w.test/1 AAAA\nmore\n' }],
  ledger_checkpoint_root_check: ['ledger_checkpoint', { root: Buffer.alloc(31) }],
  ledger_checkpoint_size_check: ['ledger_checkpoint', { size: 0 }],
  leaf_hash_is_rfc_6962: ['ledger_entry', { leaf_hash: Buffer.alloc(32) }],
  ledger_entry_index_check: ['ledger_entry', { index: -1 }],
  ledger_entry_salt_check: ['ledger_entry', { salt: Buffer.alloc(31) }],
  notice_consent_check: ['notice', { consent: 'perhaps' }],
  notice_person_class_check: ['notice', { person_class: 'suspect' }],
  original_salt_check: ['original', { salt: Buffer.alloc(0) }],
  original_sha256_check: ['original', { sha256: 'z'.repeat(64) }],
  original_size_check: ['original', { size: 0 }],
  policy_has_one_approver: ['policy_setting', { approver: ID }],
  policy_setting_approved_by_check: ['policy_setting', { approved_by: '' }],
  policy_setting_reason_check: ['policy_setting', { reason: '' }],
  provenance_anchors_are_hashes: ['publication', { provenance_anchors: '{A}' }],
  publication_state_check: ['publication', { state: 'hidden' }],
  publication_version_check: ['publication', { version: 0 }],
  published_by_a_process: ['publication', { published_by: ID }],
  superseded_when_replaced: ['publication', { state: 'superseded' }],
  superseded_says_when_and_why: [
    'publication',
    { state: 'superseded', superseded: { replacedAt: '2026-11-26T12:00:00.000Z', by: 2, reason: 'Too short.' } },
  ],
  tombstone_when_down: ['publication', { state: 'unpublished' }],
  publication_file_sha256_check: ['publication_file', { sha256: 'not a hash' }],
  ask_task_outcome_check: ['ask_task', { state: 'closed', outcome: 'No.', ended_by: ID, ended_at: '2026-11-23' }],
  ask_task_state_check: ['ask_task', { state: 'lost', outcome: 'It was lost.', ended_by: ID, ended_at: '2026-11-23' }],
  ended_says_why: ['ask_task', { state: 'answered', ended_by: ID, ended_at: '2026-11-23' }],
  docket_suppression_field_check: ['docket_suppression', { field: 'outcome' }],
  docket_suppression_reason_check: ['docket_suppression', { reason: 'Too short.' }],
  release_translation_language_check: ['release_translation', { language: 'en' }],
  release_translation_summary_check: ['release_translation', { summary: '' }],
  release_translation_title_check: ['release_translation', { title: '' }],
  release_translation_translated_by_check: ['release_translation', { translated_by: '' }],
  docket_note_kind_check: ['docket_note', { kind: 'remark' }],
  docket_note_says_check: ['docket_note', { says: 'Too short.' }],
  extension_ends_later: ['docket_note', { kind: 'extension', until: '2026-11-23' }],
  extension_has_end: ['docket_note', { kind: 'extension' }],
  public_ask_kind_check: ['public_ask', { kind: 'praise' }],
  public_ask_receipt_check: ['public_ask', { receipt: '0000-0000-000U' }],
  public_ask_reply_to_check: ['public_ask', { reply_to: 'me' }],
  public_ask_says_check: ['public_ask', { says: 'a'.repeat(4001) }],
  public_ask_span_check: ['public_ask', { span: 0 }],
  public_facet_facet_check: ['public_facet', { facet: 'person' }],
  public_facet_releases_check: ['public_facet', { releases: 0 }],
  public_search_tally_releases_check: ['public_search_tally', { releases: 0 }],
  public_docket_tally_lines_check: ['public_docket_tally', { lines: 0 }],
  public_docket_month_lines_check: ['public_docket_month', { lines: 0 }],
  standing_tally_clips_check: ['standing_tally', { clips: 0 }],
  answered_after_received: ['records_request', { received: '2026-11-23', answered: '2026-11-22' }],
  box_in_the_picture: ['quality_issue', { x: 0.9, w: 0.2 }],
  flash_analysis_method_check: ['flash_analysis', { method: '' }],
  trips_somewhere: ['flash_analysis', { flashing: '{"trips":true,"spans":[]}' }],
  rendition_role_check: ['rendition', { role: 'video-large' }],
  rendition_state_check: ['rendition', { state: 'made up', finished_at: '2026-11-23' }],
  rendition_sound_sha256_check: ['rendition', { sound_sha256: 'A'.repeat(64), role: 'video-described' }],
  described_by_sound: ['rendition', { role: 'video-described' }],
  made_is_proved: ['rendition', { state: 'made', finished_at: '2026-11-23', output_sha256: HASH }],
  refusal_says_why: ['rendition', { state: 'refused', finished_at: '2026-11-23' }],
  finished_unless_asked: ['rendition', { finished_at: '2026-11-23' }],
  fixed_by_somebody: ['quality_issue', { state: 'fixed' }],
  quality_issue_frame_check: ['quality_issue', { frame: -1 }],
  quality_issue_says_check: ['quality_issue', { says: ' ' }],
  quality_issue_state_check: ['quality_issue', { state: 'seen', fixed_by: ID }],
  verified_by_another: ['quality_issue', { state: 'verified', fixed_by: ID, verified_by: ID }],
  redaction_document_revision_check: ['redaction_document', { revision: 0 }],
  done_by_somebody: ['redaction_task', { state: 'done' }],
  redaction_task_state_check: ['redaction_task', { state: 'almost' }],
  redaction_transcript_revision_check: ['redaction_transcript', { revision: 0 }],
  rendering_state_check: ['rendering', { state: 'nice' }],
  verified_is_proved: ['rendering', { state: 'verified', output_sha256: HASH }],
  saved_filter_name_check: ['saved_filter', { name: '' }],
  saved_filter_query_check: ['saved_filter', { query: 'a'.repeat(1001) }],
  assertion_is_of_the_text: ['signed_text', { credential_id: 'x', assertion: JSON.stringify({ nonce: 'n', clientDataJSON: '{"challenge":"of another text"}' }) }], // prettier-ignore
  assertion_of_a_passkey: ['signed_text', { credential_id: 'x' }],
  challenge_is_of_its_subject: ['passkey_challenge', { subject: 'sign-in as somebody else' }],
  challenge_is_short_lived: ['passkey_challenge', { expires_at: '2026-11-23T12:05:01Z' }],
  hash_is_of_the_text: ['signed_text', { text: 'another text' }],
  staff_password_hash_check: ['staff', { password_hash: 'secret' }],
  staff_user_name_check: ['staff', { user_name: 'Somebody' }],
  nobody_grants_to_self: ['staff_role', { staff_id: ID, granted_by: ID }],
  staff_role_role_check: ['staff_role', { role: 'mayor' }],
  account_is_named: ['staff_change', { user_name: 'somebody' }],
  another_person_decides: ['staff_change', decided({ proposed_by: ID, decided_by: ID })],
  decision_is_whole: ['staff_change', decided({ decision_reason: null })],
  nobody_decides_on_self: ['staff_change', decided({ staff_id: ID, decided_by: ID })],
  roles_are_named: ['staff_change', { roles: ['auditor'] }],
  removed_by_somebody: ['staff_passkey', { removed_at: '2026-11-23' }],
  staff_passkey_counter_check: ['staff_passkey', { counter: -1 }],
  staff_passkey_credential_id_check: ['staff_passkey', { credential_id: 'not base64url!!!' }],
  staff_passkey_name_check: ['staff_passkey', { name: '  ' }],
  staff_passkey_public_key_check: ['staff_passkey', { public_key: Buffer.alloc(31) }],
  staff_change_decision_check: ['staff_change', decided({ decision: 'perhaps' })],
  staff_change_kind_check: ['staff_change', { kind: 'promote' }],
  staff_change_reason_check: ['staff_change', { reason: '' }],
  enrolment_has_an_end: ['staff', { enrolment_sha256: HASH }],
  receipt_with_clip: ['upload', { receipt: '{}' }],
  upload_declared_sha256_check: ['upload', { declared_sha256: 'A'.repeat(64) }],
  upload_declared_size_check: ['upload', { declared_size: 0 }],
  drawn_within_range: ['suggested_track', { frame: 2 }],
  suggests_something: ['suggested_track', { state: 'ready' }],
  failure_says_why: ['suggested_track', { state: 'failed', failure: '' }],
  decided_by_a_person: ['suggested_track', { state: 'cancelled' }],
  suggested_track_shape_check: ['suggested_track', { shape: 'polygon' }],
  suggested_track_state_check: ['suggested_track', { state: 'running' }],
  suggested_track_source_sha256_check: ['suggested_track', { source_sha256: 'A'.repeat(64) }],
  suggested_track_frame_index_sha256_check: ['suggested_track', { frame_index_sha256: 'z'.repeat(64) }],
  no_more_than_all: ['tracking_progress', { done: 2, total: 1 }],
  completed_is_whole: ['watching', { stretches: '{[0,5000),[5001,10000)}', completed_at: '2026-11-23' }],
  watched_in_its_time: ['watching', { length_ms: 20_000, stretches: '{[0,10001)}' }],
  watched_within_the_cut: ['watching', { stretches: '{[9999,10001)}' }],
  watching_credit_ms_check: ['watching', { credit_ms: -1 }],
  watching_length_ms_check: ['watching', { length_ms: 0 }],
  seen_doubt_doubt_check: ['seen_doubt', { doubt: ' ' }],
  watching_waiver_reason_check: ['watching_waiver', { reason: 'no time   ' }],
};

it('knows every CHECK that the migrations made', async () => {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT conname AS name FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace ORDER BY 1`,
  );
  expect(rows.map((row) => row.name)).toEqual(Object.keys(BROKEN).sort());
});

it.each(Object.entries(BROKEN))('%s refuses a row that breaks it, and takes one that does not', async (name, of) => {
  const [table, change] = of;
  const sound = await anyRow(owner, table);
  expect(await violationOf(insert(owner, table, { ...(await anyRow(owner, table)), ...change }))).toBe(name);
  await owner.query('BEGIN');
  expect(await violationOf(insert(owner, table, sound))).toBe('nothing was refused');
  await owner.query('ROLLBACK');
});

it('a verified rendering is proved by its receipt and by a verification without violations', async () => {
  const receipt = JSON.stringify({ outputSha256: HASH });
  const passed = { passed: true, violations: [] };
  const proved = { state: 'verified', output_sha256: HASH, receipt, verification: JSON.stringify(passed) };
  for (const change of [
    { receipt: JSON.stringify({ outputSha256: 'b'.repeat(64) }) },
    { verification: JSON.stringify({ ...passed, passed: false }) },
    { verification: JSON.stringify({ ...passed, violations: [{}] }) },
    { verification: null },
    { output_sha256: null },
  ]) {
    const row = await anyRow(owner, 'rendering', { ...proved, ...change });
    expect(await violationOf(insert(owner, 'rendering', row))).toBe('verified_is_proved');
  }
});

describe('the database and the domain say the same of what was watched', () => {
  const BEGIN = new Date('2026-11-23T12:00:00Z');
  const accepts = async (change: Row): Promise<boolean> => {
    await owner.query('BEGIN');
    const violation = await violationOf(insert(owner, 'watching', await anyRow(owner, 'watching', change)));
    await owner.query('ROLLBACK');
    return violation === 'nothing was refused';
  };

  it.each([1, 3, 40, 999, 1000, 9999])('whether a cut of %i ms was watched whole', async (length) => {
    const edge = Math.min(250, Math.floor(length / 4));
    for (const [from, to] of [
      [edge, length - edge],
      [edge + 1, length - edge],
      [edge, length - edge - 1],
    ] as Stretch[]) {
      if (from >= to) continue;
      const row = { length_ms: length, stretches: `{[${from},${to})}`, completed_at: BEGIN };
      expect([from, to, await accepts(row)]).toEqual([from, to, isWatchedWhole([[from, to]], length)]);
    }
  });

  it.each([0, 1, 30])('how much can have been watched after %i seconds', async (seconds) => {
    const at = new Date(BEGIN.getTime() + seconds * 1000);
    for (const more of [0, 1]) {
      const length = HEAD_START_MS + 2000 * seconds + more;
      const row = { length_ms: 100_000, stretches: `{[0,${length})}`, begun_at: BEGIN, reported_at: at };
      expect([more, await accepts(row)]).toEqual([more, withReport(nothingWatched(BEGIN), [[0, length]], at) !== null]);
    }
  });
});
