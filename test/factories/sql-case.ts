import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Role } from '@app/access';
import { type ReleaseAttestation, releaseAttestation, type ReleaseManifest } from '@app/publications/domain';
import canonicalize from 'canonicalize';
import type { Client } from 'pg';
import { testCluster } from '../support/cluster';
import { withClient } from '../support/fresh-database';

/** Values of a row, by column. */
export type Row = Readonly<Record<string, unknown>>;

/** A person each, so that no duty is shared by mistake. */
export interface SqlCase {
  readonly incident: string;
  readonly clip: string;
  readonly determination: string;
  readonly release: string;
  readonly sha256: string;
  readonly staff: Readonly<Record<'uploader' | 'redactor' | 'reviewer' | 'solicitor' | 'everything', string>>;
}

const NOW = '2026-11-23T12:00:00Z';
const VIDEO = 'a'.repeat(64);

export const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

/** The place in the log of an entry that this transaction writes. */
export async function anEntry(client: Client): Promise<number> {
  const body = randomBytes(20);
  const { rows } = await client.query<{ index: string }>(
    `INSERT INTO ledger_entry (index, body, leaf_hash, salt, act, at, xact)
     SELECT coalesce(max(index) + 1, 0), $1, sha256('\\x00'::bytea || $1), $2, '{}', $3, 0 FROM ledger_entry RETURNING index`,
    [body, randomBytes(32), NOW],
  );
  return Number(rows[0]?.index);
}

export async function insert(client: Client, table: string, row: Row): Promise<void> {
  const names = Object.keys(row);
  const places = names.map((_, i) => `$${i + 1}`).join(', ');
  await client.query(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places})`, Object.values(row));
}

/** What a publication says once a newer version has taken its place. */
export const replacedBy = (version: number) => ({
  replacedAt: NOW,
  by: version,
  reason: 'A licence plate is covered now, which the earlier version had left open.',
});

/** Runs the statements in one transaction, all or none. */
export async function together<T>(client: Client, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** Inserts a row that has its own ledger entry, as every service does. */
export const insertLogged = (client: Client, table: string, row: Row): Promise<void> =>
  together(client, async () => insert(client, table, { ...row, ledger_index: await anEntry(client) }));

/** Changes rows of a determination's id or of a table's own id, with a ledger entry in the same transaction. */
export const updateLogged = (client: Client, table: string, id: Row, change: Row): Promise<void> =>
  together(client, async () => {
    const all = { ...change, ledger_index: await anEntry(client) };
    const sets = Object.keys(all).map((name, i) => `${name} = $${i + 1}`);
    const [[key, value]] = Object.entries(id) as [[string, unknown]];
    const values = [...Object.values(all), value];
    await client.query(`UPDATE ${table} SET ${sets.join(', ')} WHERE ${key} = $${values.length}`, values);
  });

/** Runs as the database's owner, the operator at the machine, who alone gives roles without a second person. */
export function asOperator<T>(client: Client, work: (owner: Client) => Promise<T>): Promise<T> {
  const address = new URL(testCluster().superuser);
  address.pathname = `/${client.database ?? ''}`;
  return withClient(address.href, work);
}

/** Somebody with those roles, whom the operator at the machine entered. */
export async function aStaffMember(client: Client, roles: readonly Role[]): Promise<string> {
  const id = randomUUID();
  await insert(client, 'staff', {
    id,
    user_name: `staff-${id}`,
    display_name: 'Somebody',
    password_hash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
    failed_tries: 0,
    created_at: NOW,
  });
  await asOperator(client, async (owner) => {
    for (const role of roles)
      await insertLogged(owner, 'staff_role', { staff_id: id, role, granted_by: 'test', granted_at: NOW });
  });
  return id;
}

/** A clip with its original, its incident and the first version of its determination, written with plain SQL. */
export async function aSqlCase(client: Client): Promise<SqlCase> {
  const staff = {
    uploader: await aStaffMember(client, ['evidence-technician', 'solicitor', 'quality-reviewer']),
    redactor: await aStaffMember(client, ['redaction-technician', 'solicitor', 'quality-reviewer']),
    reviewer: await aStaffMember(client, ['quality-reviewer', 'solicitor']),
    solicitor: await aStaffMember(client, ['solicitor']),
    everything: await aStaffMember(client, ['auditor']),
  };
  const [incident, clip, determination, release] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const original = sha256(clip);
  await insertLogged(client, 'incident', incidentRow(incident, staff.uploader));
  await insertLogged(client, 'original', { sha256: original, size: 1, stored_at: NOW, salt: randomBytes(32) });
  await insertLogged(client, 'clip', clipRow({ id: clip, incident, original, uploader: staff.uploader }));
  await insertLogged(client, 'determination', determinationRow({ id: determination, clip, release }));
  return { incident, clip, determination, release, sha256: original, staff };
}

export const incidentRow = (id: string, by: string): Row => ({
  id,
  public_id: randomUUID(),
  revision: 1,
  opened_by: by,
  opened_at: NOW,
  time_zone: 'America/New_York',
  agencies: [],
  referrals: '[]',
});

export const clipRow = (of: { id: string; incident: string; original: string; uploader: string }): Row => ({
  id: of.id,
  incident_id: of.incident,
  original_sha256: of.original,
  uploaded_by: of.uploader,
  received_at: NOW,
  native_filename: 'clip.mp4',
  revision: 1,
  source: 'body-worn',
  verdict: 'pending',
});

export const determinationRow = (of: { id: string; clip: string; release: string }): Row => ({
  id: of.id,
  clip_id: of.clip,
  version: 1,
  release_id: of.release,
  state: 'preserved',
  content: '{}',
  revision: 1,
  opened_at: NOW,
});

const PATH = [
  'triage',
  'gatheringFacts',
  'solicitorReview',
  'redacting',
  'qualityCheck',
  'accessibility',
  'awaitingSignOff',
  'scheduled',
];

/** Takes the determination along the workflow up to that state; the Solicitor determines, the reviewer checks. */
export async function bringTo(client: Client, the: SqlCase, state: string): Promise<void> {
  const id = { id: the.determination };
  const { rows } = await client.query<{ state: string }>('SELECT state FROM determination WHERE id = $1', [id.id]);
  for (const next of PATH.slice(PATH.indexOf(rows[0]!.state) + 1, PATH.indexOf(state) + 1)) {
    if (next === 'redacting') await redact(client, the);
    const decided = { outcome: 'release-redacted', decided_by: the.staff.solicitor, decided_at: NOW };
    await updateLogged(client, 'determination', id, {
      state: next,
      ...(next === 'redacting' && decided),
      ...(next === 'accessibility' && { checked_by: the.staff.reviewer }),
    });
    if (next === 'qualityCheck') await watch(client, the);
  }
}

async function redact(client: Client, { determination, clip, staff }: SqlCase): Promise<void> {
  const document = { determination_id: determination, clip_id: clip, revision: 1, plan: '{}' };
  await insertLogged(client, 'redaction_document', document);
  await insert(client, 'redaction_edit', {
    determination_id: determination,
    revision: 1,
    operations: '[]',
    by: staff.redactor,
    at: NOW,
    idempotency_key: randomUUID(),
  });
  await insertLogged(client, 'rendering', renderingRow({ determination, clip }));
}

/** The reviewer watches the whole rendering. */
export async function watch(client: Client, the: SqlCase): Promise<void> {
  await insertLogged(client, 'watching', await watchingRow(client, the, the.staff.reviewer));
}

/** All of the rendering of that version, watched by that person. */
export async function watchingRow(client: Client, the: SqlCase, by: string, change: Row = {}): Promise<Row> {
  return {
    rendering_id: await renderingOf(client, the),
    staff_id: by,
    length_ms: 1000,
    stretches: '{[0,1000)}',
    credit_ms: 9000,
    begun_at: NOW,
    reported_at: NOW,
    completed_at: NOW,
    ...change,
  };
}

export async function renderingOf(client: Client, { determination }: SqlCase): Promise<string> {
  const { rows } = await client.query<{ id: string }>('SELECT id FROM rendering WHERE determination_id = $1', [
    determination,
  ]);
  return rows[0]!.id;
}

export async function issueRow(client: Client, the: SqlCase, change: Row = {}): Promise<Row> {
  return {
    id: randomUUID(),
    determination_id: the.determination,
    rendering_id: await renderingOf(client, the),
    frame: 5,
    pts: 0,
    x: 0.1,
    y: 0.1,
    w: 0.2,
    h: 0.2,
    says: 'A face in the window.',
    state: 'open',
    opened_by: the.staff.reviewer,
    opened_at: NOW,
    ...change,
  };
}

export const renderingRow = (of: { determination: string; clip: string }, change: Row = {}): Row => ({
  id: randomUUID(),
  determination_id: of.determination,
  clip_id: of.clip,
  plan_revision: 1,
  plan: '{}',
  asked_by: 'renderer',
  asked_at: NOW,
  state: 'verified',
  output_sha256: VIDEO,
  receipt: JSON.stringify({ outputSha256: VIDEO }),
  verification: JSON.stringify({ passed: true, violations: [] }),
  ...change,
});

export const manifestOf = (the: SqlCase, video = VIDEO): ReleaseManifest => ({
  schema: 'daylight-manifest-1',
  release: the.release,
  version: 1,
  files: [{ role: 'video', name: 'vidéo "1".mp4', mediaType: 'video/mp4', sha256: video, size: 10 }],
});

export const hashOfManifest = (manifest: object): string => sha256(canonicalize(manifest) ?? '');

export const assembledRow = (the: SqlCase, manifest = manifestOf(the)): Row => ({
  determination_id: the.determination,
  manifest_sha256: hashOfManifest(manifest),
  manifest: JSON.stringify(manifest),
  record: '{"title":"t"}',
  assembled_at: NOW,
});

export const signOffRow = (the: SqlCase, by: string, manifestSha256 = hashOfManifest(manifestOf(the))): Row => ({
  id: randomUUID(),
  determination_id: the.determination,
  manifest_sha256: manifestSha256,
  signed_by: by,
  signed_at: NOW,
  statement: '{}',
});

/** As the City would sign it; the database looks at what is attested, not at the signature. */
export function attestationOf(manifest: ReleaseManifest, change: Partial<ReleaseAttestation> = {}): object {
  const statement = { ...releaseAttestation(manifest, hashOfManifest(manifest), new Date(NOW)), ...change };
  const payload = Buffer.from(JSON.stringify(statement)).toString('base64');
  return { payloadType: 'application/vnd.in-toto+json', payload, signatures: [] };
}

export const publicationRow = (the: SqlCase, change: Row = {}): Row => ({
  id: randomUUID(),
  release_id: the.release,
  version: 1,
  determination_id: the.determination,
  state: 'published',
  manifest_sha256: hashOfManifest(manifestOf(the)),
  manifest: JSON.stringify(manifestOf(the)),
  record: '{"title":"t"}',
  attestation: JSON.stringify(attestationOf(manifestOf(the))),
  sign_off: '{}',
  city_key: 'key',
  published_by: 'publisher',
  published_at: NOW,
  ...change,
});

/** A case whose files are assembled and signed, its notice period running. */
export async function aScheduledCase(client: Client): Promise<SqlCase> {
  const the = await aSqlCase(client);
  await bringTo(client, the, 'awaitingSignOff');
  await insertLogged(client, 'assembled_release', assembledRow(the));
  await insertLogged(client, 'sign_off', signOffRow(the, the.staff.solicitor));
  await bringTo(client, the, 'scheduled');
  return the;
}
