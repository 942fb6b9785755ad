import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { Row } from './sql-case';

/** Values that a CHECK of the table asks for; every other column is filled by its type. */
const SOUND: Readonly<Record<string, Row>> = {
  ask_task: { state: 'open' },
  docket_note: { kind: 'lateness' },
  docket_suppression: { field: 'camera' },
  release_translation: { language: 'es', lines: '{}' },
  public_ask: { receipt: '0123-4567-89AB', kind: 'privacy' },
  public_facet: { facet: 'agency' },
  clip: { source: 'body-worn', verdict: 'pending' },
  clip_flag: { flag: 'juvenile' },
  derivative: { kind: 'proxy' },
  determination: { state: 'preserved' },
  law_approval: { table_name: 'clocks' },
  policy_setting: { approved_by: 'the operator' },
  notice: { person_class: 'witness', consent: 'yes' },
  publication: { state: 'published', published_by: 'publisher' },
  quality_issue: { state: 'open' },
  watching: { length_ms: 10_000 },
  redaction_task: { state: 'open' },
  rendering: { state: 'asked' },
  rendition: { role: 'video-small', state: 'asked' },
  flash_analysis: { flashing: '{"trips":false,"spans":[]}' },
  suggested_track: { state: 'asked', shape: 'rectangle', from_frame: 0, frame: 0, to_frame: 2 },
  assembled_release: {
    manifest: '{}',
    manifest_sha256: '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
  },
  signed_text: { text: 'a', text_sha256: 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb' },
  passkey_challenge: { subject: 'sign-in', nonce: 'nonce', challenge: createHash('sha256').update('sign-in nonce').digest('base64url') }, // prettier-ignore
  staff: { password_hash: '$argon2id$v=19$' },
  staff_change: { kind: 'suspend', roles: [] },
  staff_role: { role: 'auditor' },
  ledger_cosignature: { witness: 'w.test/1', line: '— w.test/1 AAAA\n' },
  ledger_entry: {
    body: Buffer.from(''),
    leaf_hash: Buffer.from('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', 'hex'),
  },
};

const OF_TYPE: Readonly<Record<string, () => unknown>> = {
  uuid: randomUUID,
  text: () => randomUUID(),
  character: () => randomBytes(32).toString('hex'),
  integer: () => 1,
  smallint: () => 1,
  bigint: () => 1,
  'double precision': () => 0.25,
  int4multirange: () => '{}',
  boolean: () => true,
  bytea: () => randomBytes(32),
  json: () => '{}',
  jsonb: () => '{}',
  date: () => '2026-11-23',
  ARRAY: () => [],
  'timestamp with time zone': () => '2026-11-23T12:00:00Z',
};

/** A row of that table which breaks none of its CHECKs, whatever it refers to. */
export async function anyRow(client: Client, table: string, change: Row = {}): Promise<Row> {
  const { rows } = await client.query<{ column_name: string; data_type: string }>(
    `SELECT column_name, data_type FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = $1 AND is_nullable = 'NO' AND is_generated = 'NEVER'`,
    [table],
  );
  const filled = rows.map(({ column_name: name, data_type: type }) => [name, OF_TYPE[type]!()]);
  return { ...(Object.fromEntries(filled) as Row), ...SOUND[table], ...change };
}
