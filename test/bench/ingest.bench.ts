import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { done } from '@app/api-client';
import { upload } from '../../apps/ops/client/upload';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { note } from './measure';

/** Size of the file, in MiB; `DAYLIGHT_BENCH_MIB=10240` is the 10 GB file. */
const MIB = Number(process.env['DAYLIGHT_BENCH_MIB'] ?? 1024);

let daylight: TestDaylight;
beforeAll(async () => {
  daylight = await startDaylight();
});
afterAll(() => daylight.stop());

/** Bytes that no disk compresses, and different in every file: the same bytes are stored once only. */
async function noise(path: string): Promise<void> {
  const file = await open(path, 'w');
  const block = randomBytes(1 << 20);
  for (let i = 0; i < MIB; i++) {
    block.writeUInt32LE(i);
    await file.write(block);
  }
  await file.sync();
  await file.close();
}

/** The least that can be done: read once, hash, write, make durable. */
async function hashAndWrite(from: string, to: string): Promise<void> {
  const hash = createHash('sha256');
  const file = await open(to, 'w');
  for await (const chunk of createReadStream(from, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    await file.write(chunk);
  }
  await file.sync();
  await file.close();
  hash.digest('hex');
}

/** Wall seconds: client, api and disk work at once. */
async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - began) / 1e9;
}

it('ingests a large file over HTTP, against one pass of hash and write', async () => {
  const path = join(daylight.data.root, 'large.bin');
  await noise(path);
  const reference = await seconds(() => hashAndWrite(path, `${path}.copy`));
  await rm(`${path}.copy`);
  const technician = await daylight.as('evidence-technician');
  const [incident] = await done((await daylight.as('case-officer')).api.GET('/incidents'));
  let peak = 0;
  const look = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
  const took = await seconds(() =>
    upload(technician, {
      path,
      incidentId: incident?.id ?? '',
      sidecar: { source: 'city-camera' },
      memory: join(daylight.data.root, 'memory.json'),
    }),
  );
  clearInterval(look);
  note(`${MIB} MiB from client to receipt (client's hash, HTTP, store, read back): ${took.toFixed(1)} s`);
  note(`  ${(took / reference).toFixed(2)} × one pass of hash and write (${reference.toFixed(1)} s)`);
  note(`  most memory of client and api together: ${Math.round(peak / 2 ** 20)} MiB`);
});
