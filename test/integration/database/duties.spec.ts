import { releaseAttestation } from '@app/publications/domain';
import { Client } from 'pg';
import {
  aScheduledCase,
  aSqlCase,
  aStaffMember,
  asOperator,
  assembledRow,
  attestationOf,
  bringTo,
  hashOfManifest,
  insert,
  insertLogged,
  issueRow,
  manifestOf,
  publicationRow,
  renderingOf,
  renderingRow,
  signOffRow,
  type SqlCase,
  updateLogged,
  watch,
  watchingRow,
} from '../../factories/sql-case';
import { freshDatabase, type FreshDatabase } from '../../support/fresh-database';
import { violationOf } from '../../support/violations';

/** The application's own role with plain SQL: what is left when every line of TypeScript is disabled. */
let database: FreshDatabase;
let app: Client;
beforeAll(async () => {
  database = await freshDatabase();
  app = new Client({ connectionString: database.app });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await database.drop();
});

const determined = (the: SqlCase, by: string) =>
  updateLogged(app, 'determination', { id: the.determination }, { outcome: 'release', decided_by: by });
const checked = (the: SqlCase, by: string) =>
  updateLogged(app, 'determination', { id: the.determination }, { state: 'accessibility', checked_by: by });

describe('nobody approves what they took part in, without the application', () => {
  it('the uploader does not determine, though a solicitor; nor does anybody who is none', async () => {
    const the = await aSqlCase(app);
    await bringTo(app, the, 'solicitorReview');
    expect(await violationOf(determined(the, the.staff.uploader))).toBe('determiner_took_no_part');
    expect(await violationOf(determined(the, the.staff.everything))).toBe('determiner_took_no_part');
    expect(await violationOf(determined(the, the.staff.solicitor))).toBe('nothing was refused');
  });

  it.each(['uploader', 'redactor', 'solicitor'] as const)('the %s does not check the redactions', async (who) => {
    const the = await aSqlCase(app);
    await bringTo(app, the, 'qualityCheck');
    expect(await violationOf(checked(the, the.staff[who]))).toBe('checker_took_no_part');
    expect(await violationOf(checked(the, the.staff.reviewer))).toBe('nothing was refused');
  });

  it('nothing goes on undetermined, unchecked, or checked by somebody who redacted since', async () => {
    const the = await aSqlCase(app);
    const goTo = (state: string, change = {}) =>
      updateLogged(app, 'determination', { id: the.determination }, { state, ...change });
    await bringTo(app, the, 'solicitorReview');
    expect(await violationOf(goTo('redacting'))).toBe('somebody_determined');
    await bringTo(app, the, 'qualityCheck');
    expect(await violationOf(goTo('accessibility'))).toBe('somebody_else_checked');
    await goTo('accessibility', { checked_by: the.staff.reviewer });
    await goTo('redacting');
    const edit = { operations: '[]', by: the.staff.reviewer, at: 'now', idempotency_key: 'second' };
    await insert(app, 'redaction_edit', { determination_id: the.determination, revision: 2, ...edit });
    await goTo('qualityCheck');
    expect(await violationOf(goTo('accessibility'))).toBe('somebody_else_checked');
  });

  it.each(['uploader', 'redactor', 'reviewer', 'everything'] as const)('the %s does not sign off', async (who) => {
    const the = await aSqlCase(app);
    await bringTo(app, the, 'awaitingSignOff');
    await insertLogged(app, 'assembled_release', assembledRow(the));
    const sign = (by: string) => insertLogged(app, 'sign_off', signOffRow(the, by));
    expect(await violationOf(sign(the.staff[who]))).toBe('signer_took_no_part');
    expect(await violationOf(sign(the.staff.solicitor))).toBe('nothing was refused');
  });

  it('whoever redacted an earlier version signs no later one, and a solicitor who was one signs no more', async () => {
    const the = await aSqlCase(app);
    await bringTo(app, the, 'awaitingSignOff');
    await insertLogged(app, 'assembled_release', assembledRow(the));
    await asOperator(app, (owner) =>
      updateLogged(owner, 'staff_role', { staff_id: the.staff.solicitor }, { revoked_by: 'test', revoked_at: 'now' }),
    );
    const sign = insertLogged(app, 'sign_off', signOffRow(the, the.staff.solicitor));
    expect(await violationOf(sign)).toBe('signer_took_no_part');
  });

  it('nobody publishes who is a person', async () => {
    const the = await aScheduledCase(app);
    const row = publicationRow(the, { published_by: the.staff.solicitor });
    expect(await violationOf(insertLogged(app, 'publication', row))).toBe('published_by_a_process');
  });
});

const atCheck = async (): Promise<SqlCase> => {
  const the = await aSqlCase(app);
  await bringTo(app, the, 'qualityCheck');
  return the;
};
const waive = async (the: SqlCase, by: string) =>
  insertLogged(app, 'watching_waiver', {
    rendering_id: await renderingOf(app, the),
    reason: 'The court expects it tonight.',
    waived_by: by,
    waived_at: 'now',
  });

describe('nothing is passed that nobody watched, without the application', () => {
  it('a reviewer passes what they watched themselves, or what a solicitor who took no part excused', async () => {
    const the = await atCheck();
    const other = await aStaffMember(app, ['quality-reviewer', 'solicitor']);
    expect(await violationOf(checked(the, other))).toBe('somebody_watched');
    const part = await watchingRow(app, the, other, { stretches: '{[0,500)}', completed_at: null });
    await insertLogged(app, 'watching', part);
    expect(await violationOf(checked(the, other))).toBe('somebody_watched');
    for (const who of ['uploader', 'redactor', 'everything'] as const)
      expect(await violationOf(waive(the, the.staff[who]))).toBe('waiver_by_a_solicitor');
    await waive(the, other);
    expect(await violationOf(checked(the, other))).toBe('somebody_watched');
    const excused = await atCheck();
    await waive(excused, excused.staff.solicitor);
    const another = await aStaffMember(app, ['quality-reviewer']);
    expect(await violationOf(checked(excused, another))).toBe('nothing was refused');
  });

  it('what looks like a mistake is found right by a reviewer who took no part, and by nobody else', async () => {
    const the = await atCheck();
    const rendering_id = await renderingOf(app, the);
    const find = (seen_by: string) =>
      violationOf(insertLogged(app, 'seen_doubt', { rendering_id, doubt: 'gap 7-10 mask-1', seen_by, seen_at: 'now' }));
    for (const who of ['uploader', 'redactor', 'solicitor', 'everything'] as const)
      expect(await find(the.staff[who])).toBe('doubt_seen_by_another');
    expect(await find(the.staff.reviewer)).toBe('nothing was refused');
  });

  it('a rendering that was watched is no reason to pass another one', async () => {
    const the = await atCheck();
    await insertLogged(app, 'rendering', renderingRow(the, { asked_at: '2026-11-24' }));
    expect(await violationOf(checked(the, the.staff.reviewer))).toBe('somebody_watched');
  });
});

describe('what was watched and what was seen only moves on, without the application', () => {
  it('what was watched is begun and completed in the log, and only grows', async () => {
    const the = await atCheck();
    const by = await aStaffMember(app, ['quality-reviewer']);
    const row = await watchingRow(app, the, by, { stretches: '{[0,500)}', completed_at: null });
    expect(await violationOf(insert(app, 'watching', { ...row, ledger_index: 0 }))).toBe('change_without_ledger_entry');
    await insertLogged(app, 'watching', row);
    const change = (columns: string) =>
      violationOf(app.query(`UPDATE watching SET ${columns} WHERE staff_id = $1`, [by]));
    expect(await change(`stretches = '{[0,400)}'`)).toBe('watching_only_grows');
    expect(await change(`length_ms = 500`)).toBe('watching_only_grows');
    expect(await change(`begun_at = '2020-01-01'`)).toBe('watching_only_grows');
    expect(await change(`reported_at = '2020-01-01'`)).toBe('watching_only_grows');
    expect(await change(`stretches = '{[0,1000)}'`)).toBe('nothing was refused');
    expect(await change(`completed_at = 'now'`)).toBe('change_without_ledger_entry');
    await updateLogged(app, 'watching', { staff_id: by }, { completed_at: 'now' });
    expect(await violationOf(updateLogged(app, 'watching', { staff_id: by }, { completed_at: null }))).toBe(
      'watching_only_grows',
    );
  });

  it('an issue keeps a rendering back until a reviewer who took no part has verified that it was fixed', async () => {
    const the = await atCheck();
    const early = await issueRow(app, the, { state: 'fixed', fixed_by: the.staff.redactor });
    expect(await violationOf(insertLogged(app, 'quality_issue', early))).toBe('issue_is_fixed_then_verified');
    const row = await issueRow(app, the);
    await insertLogged(app, 'quality_issue', row);
    const issue = (change: object) => violationOf(updateLogged(app, 'quality_issue', { id: row['id'] }, { ...change }));
    const fixed = { state: 'fixed', fixed_by: the.staff.redactor };
    expect(await violationOf(checked(the, the.staff.reviewer))).toBe('issues_are_verified');
    expect(await issue({ ...fixed, state: 'verified' })).not.toBe('nothing was refused');
    expect(await issue({ ...fixed, frame: 6 })).toBe('issue_is_fixed_then_verified');
    expect(await issue(fixed)).toBe('nothing was refused');
    expect(await violationOf(checked(the, the.staff.reviewer))).toBe('issues_are_verified');
    for (const who of ['uploader', 'solicitor'] as const)
      expect(await issue({ state: 'verified', verified_by: the.staff[who] })).toBe('verifier_took_no_part');
    expect(await issue({ state: 'verified', verified_by: the.staff.reviewer })).toBe('nothing was refused');
    expect(await issue({ state: 'open', fixed_by: null, verified_by: null })).toBe('issue_is_fixed_then_verified');
    expect(await violationOf(checked(the, the.staff.reviewer))).toBe('nothing was refused');
  });
});

const publish = (the: SqlCase, change = {}) => insertLogged(app, 'publication', publicationRow(the, change));

describe('only what was signed is published, without the application', () => {
  it('a signature is on the files as assembled, whose video is a verified rendering', async () => {
    const the = await aSqlCase(app);
    await bringTo(app, the, 'awaitingSignOff');
    const unverified = manifestOf(the, 'b'.repeat(64));
    await insertLogged(app, 'assembled_release', assembledRow(the, unverified));
    const sign = (hash: string) => insertLogged(app, 'sign_off', signOffRow(the, the.staff.solicitor, hash));
    expect(await violationOf(sign('0'.repeat(64)))).toBe('sign_off_on_assembled_files');
    expect(await violationOf(sign(hashOfManifest(unverified)))).toBe('sign_off_on_verified_video');
  });

  it('another hash, other files, another record or another version is not published', async () => {
    const the = await aScheduledCase(app);
    const other = manifestOf(the, 'c'.repeat(64));
    for (const change of [
      { manifest_sha256: '0'.repeat(64) },
      { manifest: JSON.stringify(other) },
      { manifest: JSON.stringify(other), manifest_sha256: hashOfManifest(other) },
      { record: '{"title":"another"}' },
    ])
      expect(await violationOf(publish(the, change))).toBe('publication_is_signed');
    expect(await violationOf(publish(the, { version: 2 }))).toBe('publication_is_scheduled');
    expect(await violationOf(publish(the))).toBe('nothing was refused');
  });

  it('files exchanged after signing are not published, under the signed hash or another', async () => {
    const the = await aScheduledCase(app);
    const other = manifestOf(the, 'c'.repeat(64));
    const exchange = (change: object) =>
      updateLogged(app, 'assembled_release', { determination_id: the.determination }, { ...change });
    const hidden = exchange({ manifest: JSON.stringify(other) });
    expect(await violationOf(hidden)).toBe('manifest_hash_is_of_the_manifest');
    await exchange({ manifest: JSON.stringify(other), manifest_sha256: hashOfManifest(other) });
    const row = { manifest: JSON.stringify(other), manifest_sha256: hashOfManifest(other) };
    expect(await violationOf(publish(the, row))).toBe('publication_is_signed');
  });

  it('a voided signature publishes nothing, and is not brought back', async () => {
    const the = await aScheduledCase(app);
    const of = { determination_id: the.determination };
    await updateLogged(app, 'sign_off', of, { voided_at: '2026-11-23' });
    expect(await violationOf(publish(the))).toBe('publication_is_signed');
    expect(await violationOf(updateLogged(app, 'sign_off', of, { voided_at: null }))).toBe('sign_off_is_fixed');
    expect(await violationOf(updateLogged(app, 'sign_off', of, { signed_by: the.staff.everything }))).toBe(
      'permission denied',
    );
  });
});

it('only what the City attests is published, file by file', async () => {
  const the = await aScheduledCase(app);
  const manifest = manifestOf(the);
  const [subject] = releaseAttestation(manifest, '', new Date()).subject;
  const renamed = { ...subject!, name: 'other.mp4' };
  const predicate = releaseAttestation(manifest, '0'.repeat(64), new Date()).predicate;
  for (const attestation of [
    null,
    { ...attestationOf(manifest), payloadType: 'application/vnd.daylight.sign-off+json' },
    attestationOf(manifestOf(the, 'c'.repeat(64))),
    attestationOf(manifest, { subject: [] }),
    attestationOf(manifest, { subject: [renamed] }),
    attestationOf(manifest, { subject: [subject!, renamed] }),
    attestationOf(manifest, { predicate }),
  ])
    expect(await violationOf(publish(the, { attestation: attestation && JSON.stringify(attestation) }))).toBe(
      'publication_was_attested',
    );
  expect(await violationOf(publish(the))).toBe('nothing was refused');
});

describe('once and in its turn, without the application', () => {
  it('nothing is published before it is scheduled, without an entry in the log, or twice', async () => {
    const early = await aSqlCase(app);
    await bringTo(app, early, 'awaitingSignOff');
    await insertLogged(app, 'assembled_release', assembledRow(early));
    await insertLogged(app, 'sign_off', signOffRow(early, early.staff.solicitor));
    expect(await violationOf(publish(early))).toBe('publication_is_scheduled');
    const the = await aScheduledCase(app);
    const unlogged = insert(app, 'publication', { ...publicationRow(the), ledger_index: 0 });
    expect(await violationOf(unlogged)).toBe('change_without_ledger_entry');
    await publish(the);
    expect(await violationOf(publish(the))).toMatch(/^publication_.*key$|^one_public_version$/);
  });

  it('two versions of one clip are never public, or being worked on, at once', async () => {
    const the = await aScheduledCase(app);
    await publish(the);
    await updateLogged(app, 'determination', { id: the.determination }, { state: 'published' });
    const second = { ...the, determination: crypto.randomUUID() };
    const next = {
      clip_id: the.clip,
      version: 2,
      release_id: the.release,
      content: '{}',
      revision: 1,
      opened_at: 'now',
    };
    await insertLogged(app, 'determination', { id: second.determination, state: 'solicitorReview', ...next });
    const third = { ...next, id: crypto.randomUUID(), version: 3, state: 'solicitorReview' };
    expect(await violationOf(insertLogged(app, 'determination', third))).toBe('one_open_version');
    await updateLogged(
      app,
      'determination',
      { id: second.determination },
      { state: 'redacting', outcome: 'release-redacted', decided_by: the.staff.solicitor },
    );
    await insertLogged(app, 'redaction_document', {
      determination_id: second.determination,
      clip_id: the.clip,
      revision: 1,
      plan: '{}',
    });
    await insertLogged(app, 'rendering', renderingRow(second));
    await watch(app, second);
    for (const state of ['qualityCheck', 'accessibility', 'awaitingSignOff'])
      await updateLogged(app, 'determination', { id: second.determination }, { state, checked_by: the.staff.reviewer });
    const manifest = { ...manifestOf(the), version: 2 };
    await insertLogged(app, 'assembled_release', assembledRow(second, manifest));
    await insertLogged(app, 'sign_off', signOffRow(second, the.staff.solicitor, hashOfManifest(manifest)));
    await updateLogged(app, 'determination', { id: second.determination }, { state: 'scheduled' });
    const row = {
      version: 2,
      manifest: JSON.stringify(manifest),
      manifest_sha256: hashOfManifest(manifest),
      attestation: JSON.stringify(attestationOf(manifest)),
    };
    expect(await violationOf(publish(second, row))).toBe('one_public_version');
  });
});
