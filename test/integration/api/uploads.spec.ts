import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { StaffSession } from '../../../apps/ops/client/staff-session';
import { aColleague } from '../../drivers/case';
import { type Answer, ask, json, problem, withoutRequest } from '../../drivers/staff-http';
import { announce, beginUpload, offsetOf, sendBytes, sha256Of } from '../../drivers/tus';
import { startDaylight, type TestDaylight } from '../../support/daylight';

const MOST = 64 * 1024;
const bytes = (size: number): Uint8Array<ArrayBuffer> => new Uint8Array(randomBytes(size));

let daylight: TestDaylight;
let technician: StaffSession;
let incident: string;
beforeAll(async () => {
  daylight = await startDaylight({ change: { maxUploadBytes: MOST } });
  technician = await daylight.as('evidence-technician');
  incident = json<{ id: string }[]>(await ask(technician, 'GET', '/incidents'))[0]!.id;
});
afterAll(() => daylight.stop());

const offset = async (id: string): Promise<string | null> =>
  (await offsetOf(technician, id)).headers.get('upload-offset');

function expectRefusal(answer: Answer, status: number, code: string, words: RegExp): void {
  expect(problem(answer)).toMatchObject({ status, code, detail: expect.stringMatching(words) as string });
  expect(answer.status).toBe(status);
}

it('speaks tus 1.0 and says so', async () => {
  const options = await ask(technician, 'OPTIONS', '/uploads');
  expect(options.status).toBe(204);
  expect(options.headers.get('tus-version')).toContain('1.0.0');
  expect(options.headers.get('tus-extension')).toContain('creation');
  expect(options.headers.get('tus-max-size')).toBe(String(MOST));
  const begun = await announce(technician, incident, { size: 10 });
  expect(begun.status).toBe(201);
  expect(begun.headers.get('tus-resumable')).toBe('1.0.0');
  expect(begun.headers.get('location')).toMatch(/^\/uploads\/[0-9a-f]{32}$/);
});

it.each([undefined, '0.2.2', '2.0.0'])(
  'refuses version %s of the protocol and names the one it speaks',
  async (version) => {
    const headers: Record<string, string> = version ? { 'tus-resumable': version } : {};
    const answer = await ask(technician, 'POST', '/uploads', { headers: { 'upload-length': '5', ...headers } });
    expectRefusal(answer, 412, 'other-protocol', /Tus-Resumable: 1\.0\.0/);
    expect(answer.headers.get('tus-version')).toBe('1.0.0');
  },
);

it('says how much it has, to nobody’s cache', async () => {
  const id = await beginUpload(technician, incident, { size: 10 });
  expect((await sendBytes(technician, id, 0, bytes(4))).headers.get('upload-offset')).toBe('4');
  const head = await offsetOf(technician, id);
  expect(head.status).toBe(200);
  expect(head.headers.get('upload-offset')).toBe('4');
  expect(head.headers.get('upload-length')).toBe('10');
  expect(head.headers.get('cache-control')).toContain('no-store');
  expect(head.headers.get('tus-resumable')).toBe('1.0.0');
});

it('takes bytes at the offset it is at and nowhere else', async () => {
  const id = await beginUpload(technician, incident, { size: 10 });
  await sendBytes(technician, id, 0, bytes(4));
  for (const wrong of [0, 3, 5, 10])
    expectRefusal(await sendBytes(technician, id, wrong, bytes(1)), 409, 'conflict', /offset/i);
  expect(await offset(id)).toBe('4');
});

it.each(['-1', 'x', '1.5', ''])('refuses the offset %j', async (given) => {
  const id = await beginUpload(technician, incident, { size: 10 });
  const answer = await sendBytes(technician, id, 0, bytes(1), { 'upload-offset': given });
  expect([400, 403, 409]).toContain(answer.status);
  expect(problem(answer).detail).toBeTruthy();
  expect(await offset(id)).toBe('0');
});

it('keeps no byte beyond the length that was announced', async () => {
  const id = await beginUpload(technician, incident, { size: 10 });
  expectRefusal(await sendBytes(technician, id, 0, bytes(11)), 413, 'too-large', /size|length|large/i);
  expect(Number(await offset(id))).toBeLessThanOrEqual(10);
});

it.each(['application/json', 'text/plain', 'application/octet-stream'])('refuses bytes sent as %s', async (type) => {
  const id = await beginUpload(technician, incident, { size: 10 });
  const answer = await sendBytes(technician, id, 0, bytes(2), { 'content-type': type });
  expectRefusal(answer, 415, 'wrong-type', /application\/offset\+octet-stream/);
  expect(await offset(id)).toBe('0');
});

it('lets exactly one of two write at the same offset', async () => {
  const size = 30_000;
  const id = await beginUpload(technician, incident, { size });
  const [a, b] = [bytes(size), bytes(size)];
  const answers = await Promise.all([sendBytes(technician, id, 0, a), sendBytes(technician, id, 0, b)]);
  expect(answers.map((one) => one.status).sort()).toEqual([204, 409]);
  expect(await offset(id)).toBe(String(size));
  const kept = sha256Of(readFileSync(join(daylight.data.uploads, id)));
  expect(kept).toBe(sha256Of(answers[0].status === 204 ? a : b));
});

it.each([
  [{ sha256: 'XYZ' }, /64 lower-case hex digits/],
  [{ fields: { incident: 'not-an-id' } }, /incident is the id of the incident/],
  [{ fields: { source: 'satellite' } }, /source is one of: body-worn, city-camera, other/],
  [{ fields: { filename: '' } }, /filename is the file’s name/],
  [{ fields: { filename: '\u202e\u0000' } }, /filename is the file’s name/],
  [{ fields: { claimedStart: 'yesterday' } }, /claimedStart is a time with its zone/],
  [{ fields: { claimedStart: '2026-02-31T00:00:00Z' } }, /claimedStart is a time with its zone/],
  [{ fields: { stranger: 'x' } }, /stranger is not a field of an upload/],
  [{ fields: { wearer: 'x'.repeat(300) } }, /wearer has at most 255 characters/],
  [{ headers: { 'upload-metadata': 'sha256' } }, /64 lower-case hex digits|filename/],
])('refuses a description that is wrong, and says where: %j', async (announced, words) => {
  expectRefusal(await announce(technician, incident, { size: 5, ...announced }), 400, 'invalid-input', words);
});

it('refuses what is empty, what is too large, and what belongs to no incident', async () => {
  expectRefusal(
    await announce(technician, incident, { size: 0 }),
    400,
    'invalid-input',
    /an empty file is no recording/,
  );
  expectRefusal(await announce(technician, incident, { size: MOST + 1 }), 413, 'too-large', /size|large/i);
  const nowhere = await announce(technician, '00000000-0000-0000-0000-000000000000', { size: 5 });
  expectRefusal(nowhere, 404, 'not-found', /There is nothing with that number/);
  const deferred = await announce(technician, incident, {
    size: 5,
    headers: { 'upload-length': '', 'upload-defer-length': '1' },
  });
  expect(deferred.status).toBe(400);
});

it('answers everybody else as if the upload did not exist', async () => {
  const other = await aColleague(daylight, 'other-technician', ['evidence-technician']);
  const id = await beginUpload(technician, incident, { size: 10 });
  const unknown = 'f'.repeat(32);
  for (const act of [
    (one: string) => offsetOf(other, one),
    (one: string) => sendBytes(other, one, 0, bytes(2)),
    (one: string) => ask(other, 'POST', `/uploads/${one}/receipt`),
  ]) {
    const refused = await act(id);
    expect(refused.status).toBe(404);
    expect(withoutRequest(await act(unknown))).toBe(withoutRequest(refused));
  }
  expect(await offset(id)).toBe('0');
});

it.each(['..%2f..%2fsecrets.json', '%2e%2e', 'A'.repeat(32), '0'.repeat(31)])(
  'finds no file behind the id %s',
  async (id) => {
    // A client takes dots out of an address by itself: what is then asked for is the root, which leads to the console.
    expect((await offsetOf(technician, id)).status).toBe(id === '%2e%2e' ? 302 : 404);
    expect((await ask(technician, 'POST', `/uploads/${id}/receipt`)).status).toBe(404);
  },
);

it('goes on where a cut connection left it', async () => {
  const content = bytes(20_000);
  const id = await beginUpload(technician, incident, { size: content.length, sha256: sha256Of(content) });
  await cutOff(id, content);
  const kept = Number(await offset(id));
  expect(kept).toBeLessThan(content.length);
  expect((await sendBytes(technician, id, kept, content.subarray(kept))).status).toBe(204);
  const receipt = await ask(technician, 'POST', `/uploads/${id}/receipt`);
  expect(json(receipt)).toMatchObject({ sha256: sha256Of(content), size: content.length });
});

/** Announces the whole, sends half of it, and pulls the plug. */
function cutOff(id: string, content: Uint8Array): Promise<void> {
  const { hostname, port } = new URL(daylight.api);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `PATCH /uploads/${id} HTTP/1.1\r\nHost: ${hostname}\r\nCookie: ${technician.cookie()}\r\nTus-Resumable: 1.0.0\r\n` +
          `Upload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: ${content.length}\r\n\r\n`,
      );
      socket.write(content.subarray(0, content.length / 2), () => setImmediate(() => socket.destroy()));
    });
    socket.on('error', () => undefined);
    socket.once('close', () => resolve());
  });
}

it('acknowledges nothing whose bytes are not there', async () => {
  const content = bytes(500);
  const id = await beginUpload(technician, incident, { size: 500, sha256: sha256Of(content) });
  const early = await ask(technician, 'POST', `/uploads/${id}/receipt`);
  expectRefusal(early, 409, 'conflict', /^The upload is not complete: 0 of 500 bytes have arrived/);
  await sendBytes(technician, id, 0, content);
  rmSync(join(daylight.data.uploads, id));
  const lost = await ask(technician, 'POST', `/uploads/${id}/receipt`);
  expectRefusal(lost, 409, 'conflict', /^The upload is not complete/);
  expect(json<{ total: number }>(await ask(technician, 'GET', '/clips')).total).toBe(1); // that of the cut connection
});

it('keeps bytes that are not the declared ones apart, and never accepts them', async () => {
  const content = bytes(500);
  const declared = sha256Of(bytes(500));
  const id = await beginUpload(technician, incident, { size: 500, sha256: declared });
  await sendBytes(technician, id, 0, content);
  for (let i = 0; i < 2; i++) {
    const answer = await ask(technician, 'POST', `/uploads/${id}/receipt`);
    expectRefusal(answer, 422, 'hash-mismatch', /\S/);
    expect(answer.text).not.toContain(daylight.data.root);
  }
  expect(existsSync(join(daylight.data.uploads, id))).toBe(true);
  const kept = readdirSync(daylight.data.store, { recursive: true }).map(String);
  expect(kept.some((name) => name.includes(declared) || name.includes(sha256Of(content)))).toBe(false);
});
