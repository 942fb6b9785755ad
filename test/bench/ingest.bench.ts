import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { upload } from '../../apps/ops/client/upload';
import { done } from '../../apps/ops/client/staff-session';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { bestOf, peakMemory, tell } from './measure';

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

it('ingests a large file, against one pass of hash and write', async () => {
  const path = join(daylight.data.root, 'large.bin');
  await noise(path);
  const reference = await bestOf(2, (round) => hashAndWrite(path, `${path}.copy${round}`));
  await rm(`${path}.copy0`);
  await rm(`${path}.copy1`);
  tell(`one pass of hash and write, ${MIB} MiB`, reference);
  const technician = await daylight.as('evidence-technician');
  const [incident] = await done((await daylight.as('case-officer')).api.GET('/incidents'));
  let seconds = 0;
  const memory = await peakMemory(async () => {
    seconds = await bestOf(1, () =>
      upload(technician, {
        path,
        incidentId: incident?.id ?? '',
        sidecar: { source: 'city-camera' },
        memory: join(daylight.data.root, 'memory.json'),
      }),
    );
  });
  tell('client hash + upload + read back + receipt', seconds, { name: 'one pass', seconds: reference });
  process.stdout.write(`most memory of client and api together: ${memory} MiB\n`);
});
