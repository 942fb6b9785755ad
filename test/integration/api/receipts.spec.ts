import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CitySeal, verifierFrom } from '@app/ledger';
import { openStatement } from '@app/ledger/domain';
import type { StaffSession } from '../../../apps/ops/client/staff-session';
import { ask, json, problem } from '../../drivers/staff-http';
import { beginUpload, receiptOf, sendBytes, sha256Of } from '../../drivers/tus';
import { startDaylight, type TestDaylight } from '../../support/daylight';
import { withClient } from '../../support/fresh-database';

interface Receipt {
  readonly clipId: string;
  readonly sha256: string;
  readonly size: number;
  readonly receivedAt: string;
  readonly ledgerIndex: number;
  readonly receipt: Parameters<typeof openStatement>[0];
}

let daylight: TestDaylight;
let technician: StaffSession;
let incident: string;
beforeAll(async () => {
  daylight = await startDaylight();
  technician = await daylight.as('evidence-technician');
  incident = json<{ id: string }[]>(await ask(technician, 'GET', '/incidents'))[0]!.id;
});
afterAll(() => daylight.stop());

const footage = (): Uint8Array<ArrayBuffer> => new Uint8Array(randomBytes(4000));

async function uploaded(content: Uint8Array<ArrayBuffer>): Promise<string> {
  const id = await beginUpload(technician, incident, { size: content.length, sha256: sha256Of(content) });
  expect((await sendBytes(technician, id, 0, content)).status).toBe(204);
  return id;
}

const rowsOf = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await withClient(daylight.database.owner, (client) => client.query(sql, values))).rows as Row[];

const originals = (): string[] =>
  readdirSync(daylight.data.store, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

it('gives a receipt that the City has signed, over bytes that are in the vault and an act that is in the ledger', async () => {
  const content = footage();
  const receipt = json<Receipt>(await receiptOf(technician, await uploaded(content)));
  expect(receipt).toMatchObject({ sha256: sha256Of(content), size: content.length });
  const seal = daylight.running.app.get(CitySeal);
  const { name, publicKey } = seal.publicKey;
  expect(openStatement(receipt.receipt, verifierFrom(publicKey, name), 'receipt')).toMatchObject({
    version: 1,
    clip: receipt.clipId,
    sha256: receipt.sha256,
    size: receipt.size,
    receivedAt: receipt.receivedAt,
    ledgerIndex: receipt.ledgerIndex,
  });
  const [entry] = await rowsOf<{ act: object }>('SELECT act FROM ledger_entry WHERE index = $1', [receipt.ledgerIndex]);
  expect(entry?.act).toMatchObject({
    action: 'receive-footage',
    object: { type: 'clip', id: receipt.clipId },
    after: receipt.sha256,
  });
  const kept = originals().find((path) => path.endsWith(receipt.sha256))!;
  expect(sha256Of(readFileSync(kept))).toBe(receipt.sha256);
  expect(statSync(kept).mode & 0o222).toBe(0);
});

it('refuses a receipt that was changed, or taken for another statement', async () => {
  const { receipt } = json<Receipt>(await receiptOf(technician, await uploaded(footage())));
  const { name, publicKey } = daylight.running.app.get(CitySeal).publicKey;
  const verifier = verifierFrom(publicKey, name);
  const said = Buffer.from(receipt.payload, 'base64').toString();
  const payload = Buffer.from(said.replace('"size":4000', '"size":4001')).toString('base64');
  expect(payload).not.toBe(receipt.payload);
  expect(openStatement({ ...receipt, payload }, verifier, 'receipt')).toBeNull();
  expect(openStatement(receipt, verifier, 'sign-off')).toBeNull();
});

it('gives the same receipt as often as it is asked, also by several at once', async () => {
  const id = await uploaded(footage());
  const answers = await Promise.all(Array.from({ length: 6 }, () => receiptOf(technician, id)));
  const again = await receiptOf(technician, id);
  expect(answers.map((one) => one.status)).toEqual(answers.map(() => 200));
  for (const answer of answers) expect(json(answer)).toEqual(json(again));
  const { clipId, sha256 } = json<Receipt>(again);
  expect(await rowsOf('SELECT id FROM clip WHERE original_sha256 = $1', [sha256])).toEqual([{ id: clipId }]);
  expect(
    await rowsOf(`SELECT 1 FROM ledger_entry WHERE act->>'action' = 'receive-footage' AND act->>'after' = $1`, [
      sha256,
    ]),
  ).toHaveLength(1);
});

it('keeps the same bytes once and notes each reception of them', async () => {
  const content = footage();
  const [first, second] = [await uploaded(content), await uploaded(content)];
  const receipts = [
    json<Receipt>(await receiptOf(technician, first)),
    json<Receipt>(await receiptOf(technician, second)),
  ];
  expect(new Set(receipts.map((one) => one.clipId)).size).toBe(2);
  expect(new Set(receipts.map((one) => one.ledgerIndex)).size).toBe(2);
  expect(originals().filter((path) => path.endsWith(sha256Of(content)))).toHaveLength(1);
  const custody = json<{ action: string; with: { sameBytesAs: string[] } }[]>(
    await ask(technician, 'GET', `/clips/${receipts[1]!.clipId}/custody`),
  );
  expect(custody.find((one) => one.action === 'receive-footage')!.with.sameBytesAs).toEqual([receipts[0]!.clipId]);
  const known = await ask(technician, 'GET', `/uploads/known/${sha256Of(content)}`);
  expect(json(known)).toEqual({ known: true });
});

it('keeps both receptions when the same bytes are concluded at the same moment', async () => {
  const content = footage();
  const ids = [await uploaded(content), await uploaded(content)];
  const answers = await Promise.all(ids.map((id) => receiptOf(technician, id)));
  for (const [i, answer] of answers.entries())
    if (answer.status !== 200) {
      expect(answer.status).toBeLessThan(500); // it may have to be asked again; it may not be lost
      expect((await receiptOf(technician, ids[i]!)).status).toBe(200);
    }
  expect(await rowsOf('SELECT 1 FROM original WHERE sha256 = $1', [sha256Of(content)])).toHaveLength(1);
  expect(await rowsOf('SELECT 1 FROM clip WHERE original_sha256 = $1', [sha256Of(content)])).toHaveLength(2);
});

it('takes nothing more into an upload that is concluded', async () => {
  const id = await uploaded(footage());
  await receiptOf(technician, id);
  const answer = await sendBytes(technician, id, 4000, new Uint8Array(1));
  expect([404, 409, 413]).toContain(answer.status);
  expect(problem(answer).detail).toBeTruthy();
  expect((await receiptOf(technician, id)).status).toBe(200);
});

it('answers each piece of an upload with 204 while it keeps the session alive', async () => {
  const content = footage();
  const id = await beginUpload(technician, incident, { size: content.length, sha256: sha256Of(content) });
  const before = await failures();
  for (let at = 0; at < content.length; at += 1000) {
    const answer = await sendBytes(technician, id, at, content.subarray(at, at + 1000));
    expect([answer.status, answer.text, answer.headers.get('upload-offset')]).toEqual([204, '', String(at + 1000)]);
  }
  expect(await failures()).toBe(before);
});

/** How many answers of the api were its own fault so far, as it counts them itself. */
async function failures(): Promise<number> {
  const { text } = await ask(daylight.api, 'GET', '/metrics');
  return text.split('\n').filter((line) => /^daylight_http_seconds_count.*status="5\d\d"/.test(line)).length;
}
