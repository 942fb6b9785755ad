import { startDaylight, type TestDaylight } from '../../support/daylight';
import { OwnPortal } from '../../support/own-portal';
import { aRelease, takeDown } from '../../support/public-site';

const READERS = 24;

let daylight: TestDaylight;
let portal: OwnPortal; // a process of its own, as in earnest: it shares no turn with whoever takes the release down
beforeAll(async () => {
  daylight = await startDaylight({ worker: true, portal: true });
  portal = await OwnPortal.start(daylight.database.portal, daylight.data.store, {
    PORTAL_URL: daylight.portal,
    TRUSTED_PROXIES: '1',
  });
});
afterAll(async () => {
  await portal.stop();
  await daylight.stop();
});

it('is in no answer to anybody who asks after Daylight has said that it is done', async () => {
  const { release, clip } = await aRelease(daylight, { seconds: 1 });
  const solicitor = await daylight.as('solicitor');
  const asked: { readonly at: number; readonly status: number }[] = [];
  let isOver = false;
  const reads = async (reader: number): Promise<void> => {
    for (let n = 0; !isOver; n++) {
      const at = performance.now();
      const headers = { 'x-forwarded-for': `10.${reader}.${n >> 8}.${n & 255}` }; // from one address so many would be refused
      const answer = await fetch(`${portal.url}/releases/${release}`, { headers });
      await answer.arrayBuffer();
      asked.push({ at, status: answer.status });
    }
  };
  const readers = Array.from({ length: READERS }, (_, reader) => reads(reader));
  while (asked.length < 500) await new Promise(setImmediate);
  await takeDown(solicitor, clip);
  const done = performance.now();
  const before = asked.length;
  while (asked.length < before + 500) await new Promise(setImmediate);
  isOver = true;
  await Promise.all(readers);
  const statuses = (some: typeof asked): Set<number> => new Set(some.map(({ status }) => status));
  expect(statuses(asked.filter(({ at }) => at >= done))).toEqual(new Set([410]));
  expect(statuses(asked)).toEqual(new Set([200, 410]));
});
