import { join } from 'node:path';
import { must } from '@app/kernel';
import { aClip } from '../fixtures/clips';
import { Installation } from '../support/installation';
import { sparse } from '../support/large-file';
import { residentBytes } from '../support/processes';
import { LARGE_BYTES } from '../support/surroundings';

let daylight: Installation;
beforeAll(async () => {
  daylight = await Installation.start();
});
afterAll(() => daylight.remove());

/** What a process may grow by, however large the file is: buffers on their way, and what the collector lets lie. */
const ROOM = 250 * 2 ** 20;
const EVERY_MS = 100;

/** Watches how large processes become until it is told to stop. */
function watch(pids: () => Readonly<Record<string, number>>): () => Record<string, number> {
  const most: Record<string, number> = {};
  const timer = setInterval(() => {
    for (const [name, pid] of Object.entries(pids())) most[name] = Math.max(most[name] ?? 0, residentBytes(pid));
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    return most;
  };
}

it('api, worker and client stay as small as they were while a file of gigabytes is received and examined', async () => {
  const path = sparse(aClip(daylight.folder, { seconds: 1 }), join(daylight.folder, 'large.mp4'), LARGE_BYTES);
  const [api, worker] = (['api', 'worker'] as const).map((name) => must(daylight.pids(name)[0], name));
  const servers = { api: must(api, 'api'), worker: must(worker, 'worker') };
  const before = Object.fromEntries(Object.entries(servers).map(([name, pid]) => [name, residentBytes(pid)]));
  const client = daylight.opsStarted(['ingest', path, '--source', 'city-camera', '--wait']);
  const stop = watch(() => ({ ...servers, client: client.pid ?? 0 }));
  const code = await new Promise((resolve) => client.once('exit', resolve));
  const most = stop();
  expect(code).toBe(0);
  for (const [name, bytes] of Object.entries(most)) {
    const grown = bytes - (before[name] ?? 0);
    expect({ name, grown, isFlat: grown < ROOM }).toEqual({ name, grown, isFlat: true });
  }
}, 1_800_000);
