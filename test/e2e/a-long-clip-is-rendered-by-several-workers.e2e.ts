import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { done } from '@app/api-client';
import { MediaBench, render } from '@app/media';
import type { RedactionPlan } from '@app/redactions/domain';
import { until } from '../../apps/ops/client/wait';
import * as steps from '../../apps/ops/demo/steps';
import { aClip } from '../fixtures/clips';
import { signerOf, startDaylight, type TestDaylight } from '../support/daylight';
import { withClient } from '../support/fresh-database';

let daylight: TestDaylight;
let staff: steps.Staff;
beforeAll(async () => {
  daylight = await startDaylight({ worker: true });
  await daylight.addWorker();
  staff = await steps.signInAll(daylight.api, daylight.accounts);
});
afterAll(() => daylight.stop());

/** Subjects of the parts that were begun. */
const begun = (rendering: string): Promise<string[]> =>
  withClient(daylight.database.owner, async (client) => {
    const like = `render-part:${rendering}/%`;
    const { rows } = await client.query<{ subject: string }>('SELECT subject FROM job_fence WHERE subject LIKE $1', [
      like,
    ]);
    return rows.map(({ subject }) => subject);
  });

it('shares the parts of a long rendering among workers and gives the bytes that one alone would', async () => {
  const path = aClip(daylight.data.root, { seconds: 120, size: '96x64', name: 'long.mp4' });
  const { clipId } = await steps.receive(path, staff, join(daylight.data.root, 'uploads.json'));
  await steps.awaitStaffCopies(clipId, staff);
  await steps.gatherFacts(clipId, staff);
  await steps.determine(clipId, staff);
  await steps.drawRedactions(clipId, staff);
  const redactor = staff['redaction-technician'];
  const rendering = await steps.rendered(clipId, redactor);
  expect(rendering).toMatchObject({ state: 'verified', verification: { violations: [] } });

  // 1,200 frames hide something: two long parts, of which the first is the one worker’s, and a short one, which is too.
  await until('the other worker to have taken its part', 60, async () => (await begun(rendering.id)).length === 1);
  const params = { params: { path: { id: clipId } } };
  const { plan } = (await done(redactor.api.GET('/clips/{id}/redactions', params))) as { plan: unknown };
  const bench = await MediaBench.open({ scratch: join(daylight.data.root, 'alone'), sandbox: 'required' });
  const output = join(daylight.data.root, 'alone.mp4');
  const signer = signerOf(daylight.data);
  const alone = await render(bench, { source: path, plan: plan as RedactionPlan, mode: 'auto', output, signer });
  expect(alone.parts.map(({ from, to }) => to - from)).toEqual([600, 600, 50]);
  expect(rendering.outputSha256).toBe(alone.outputSha256);

  const shelf = join(daylight.data.root, 'store', 'working', 'parts', rendering.id);
  await until('the parts to be cleared away', 60, () =>
    Promise.resolve(!existsSync(shelf) || readdirSync(shelf).length === 0),
  );
});
