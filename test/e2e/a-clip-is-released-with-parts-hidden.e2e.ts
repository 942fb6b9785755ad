import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { hashStream } from '@app/storage';
import { createReadStream } from 'node:fs';
import { walk } from '../../apps/ops/demo/walk';
import { aClip } from '../fixtures/clips';
import { startDaylight, type TestDaylight } from '../support/daylight';

let daylight: TestDaylight;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true, portal: true });
});
afterAll(() => daylight.stop());

it('carries a clip from upload to a published release whose bytes are the signed ones', async () => {
  const clip = aClip(daylight.data.root);
  const { api, portal, accounts } = daylight;
  const walked = await walk(clip, {
    api,
    portal,
    accounts,
    memory: join(daylight.data.root, 'uploads.json'),
    say: () => undefined,
  });
  const page = await fetch(walked.release);
  expect(page.status).toBe(200);
  const bundle = (await (await fetch(`${walked.release}/release.json`)).json()) as {
    files: { role: string; url: string; sha256: string; bytes: number }[];
  };
  for (const file of bundle.files) {
    const bytes = Buffer.from(await (await fetch(new URL(file.url, portal))).arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
  }
  const { sha256 } = await hashStream(createReadStream(clip));
  expect(JSON.stringify(bundle)).not.toContain(sha256); // of the original, the public learns a salted commitment only
  expect(bundle.files.find((file) => file.role === 'video')?.sha256).toBe(walked.sha256);
});
