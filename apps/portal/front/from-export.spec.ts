import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { ExportFolder } from '@app/static-site';
import { answerFromExport } from './from-export';

const ID = '0b0e3ad2-0f0e-4c5e-9f3a-1f2d3c4b5a69';
const HASH = 'a'.repeat(64);

let root: string;
let folder: ExportFolder;
let server: Server;
let seen = '5';
let room = true;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'daylight-export-'));
  folder = new ExportFolder(root);
  [seen, room] = ['5', true];
  await keep('/releases', 'text/html', `<a href="/releases/${ID}">`);
  await keep(`/releases/${ID}`, 'text/html', `<source src="/media/${HASH}.mp4">`);
  await keep(`/media/${HASH}.mp4`, 'video/mp4', '0123456789');
  await keep('/privacy', 'text/html', 'words');
  await folder.note({ withdrawnUpTo: '5' });
  server = createServer((request, response) => {
    const outage = { folder, seenRevision: seen, room: () => room };
    void answerFromExport(outage, request, response).then((done) => done || response.writeHead(503).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.close();
  rmSync(root, { recursive: true, force: true });
});

const keep = (path: string, type: string, text: string): Promise<boolean> =>
  folder.keep({
    path,
    status: 200,
    headers: { 'content-type': type, etag: '"e"', 'accept-ranges': 'bytes' },
    body: Readable.from([Buffer.from(text)]),
  });

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers: { 'cache-control': 'max-age=0', ...headers } }); // prettier-ignore

const statuses = (): Promise<number[]> =>
  Promise.all(['/releases', `/releases/${ID}`, `/media/${HASH}.mp4`, '/privacy'].map(async (path) => (await get(path)).status)); // prettier-ignore

it('answers with the bytes, the type and the parts of what is there', async () => {
  expect(await statuses()).toEqual([200, 200, 200, 200]);
  const part = await get(`/media/${HASH}.mp4`, { range: 'bytes=2-4' });
  expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([206, '234', 'bytes 2-4/10']);
  expect((await get(`/media/${HASH}.mp4`, { range: 'bytes=20-' })).status).toBe(416);
  expect((await get('/privacy', { 'if-none-match': '"e"' })).status).toBe(304);
  expect((await get('/nothing')).status).toBe(503);
  expect([(await get('/releases?q=x')).status, (await get(`/releases/${ID}?t=2`)).status]).toEqual([503, 200]);
});

it('sends no more files than there is room for, and every page', async () => {
  await keep(`/media/${HASH}.mp4`, 'video/mp4', 'x'.repeat(300_000));
  room = false;
  expect(await statuses()).toEqual([200, 200, 503, 200]);
});

it('an export that may lack a takedown answers nothing', async () => {
  seen = '6';
  expect(await statuses()).toEqual([503, 503, 503, 503]);
  await folder.note({ withdrawnUpTo: '6' });
  expect(await statuses()).toEqual([200, 200, 200, 200]);
});

it('of a release that is withdrawn there it shows the tombstone, and no page that names it', async () => {
  await folder.withdraw(ID, { emergency: true });
  expect(await statuses()).toEqual([503, 410, 410, 200]);
});

it('a page that comes late, asked for before the withdrawal, does not bring the release back', async () => {
  await folder.withdraw(ID, { emergency: false });
  await keep(`/releases/${ID}`, 'text/html', 'the page as it was');
  await keep(`/media/${HASH}.mp4`, 'video/mp4', '0123456789');
  expect(await statuses()).toEqual([200, 410, 410, 200]);
});

it('a withdrawal that was cut short still closes what it did not reach', async () => {
  await folder.withdraw(ID, { emergency: true });
  const marks = await folder.withdrawals();
  await folder.forget(ID);
  await keep(`/media/${HASH}.mp4`, 'video/mp4', '0123456789');
  jest.spyOn(folder, 'withdrawals').mockResolvedValue(marks);
  expect((await get(`/media/${HASH}.mp4`)).status).toBe(503);
});

it('a file that is not whole is not there', async () => {
  const answer = await folder.find('/privacy');
  rmSync(answer!.from);
  expect((await get('/privacy')).status).toBe(503);
});
