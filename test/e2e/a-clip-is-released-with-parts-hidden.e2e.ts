import { createHash } from 'node:crypto';
import { createReadStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '@app/kernel';
import type { ReleaseRecord } from '@app/publications/domain';
import { hashStream } from '@app/storage';
import { walk, type Walked } from '../../apps/ops/demo/walk';
import { aClip } from '../fixtures/clips';
import { decodePicture, decodeSound, frameTimes } from '../support/decoded';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { filledFrames, type Interval, longestSilence, shownFor } from '../support/hidden-intervals';
import { filesOf, type SignedFile } from '../support/public-site';

const SECONDS = 3;
const RATE = 25;

let daylight: TestDaylight;
let clip: string;
let walked: Walked;
let files: SignedFile[];
beforeAll(async () => {
  daylight = await startDaylight({ worker: true, portal: true });
  clip = aClip(daylight.data.root, { seconds: SECONDS, rate: String(RATE) });
  const { api, portal, accounts } = daylight;
  walked = await walk(clip, {
    api,
    portal,
    accounts,
    memory: join(daylight.data.root, 'uploads.json'),
    say: () => undefined,
  });
});
afterAll(() => daylight.stop());

const bytesOf = async (role: string): Promise<Buffer> => {
  const { url } = must(
    files.find((file) => file.role === role),
    role,
  );
  return Buffer.from(await (await fetch(url)).arrayBuffer());
};

it('carries a clip from upload to a published release whose bytes are the signed ones', async () => {
  const page = await fetch(walked.release);
  expect(page.status).toBe(200);
  const bundle = await (await fetch(`${walked.release}/release.json`)).text();
  files = await filesOf(daylight.portal, must(walked.release.split('/').pop(), 'its id'));
  for (const { role, sha256 } of files)
    expect(
      createHash('sha256')
        .update(await bytesOf(role))
        .digest('hex'),
    ).toBe(sha256);
  const { sha256 } = await hashStream(createReadStream(clip));
  expect(bundle).not.toContain(sha256); // of the original, the public learns a salted commitment only
  expect(files.find((file) => file.role === 'video')?.sha256).toBe(walked.sha256);
});

/** What the demonstration hides, by hand: frames 7 to 36, an ellipse that walks to the right and a rectangle that stands. */
const [FIRST, LAST] = [7, 36];
const walker = (frame: number) => {
  const gone = Math.min(Math.max((frame - FIRST) / (LAST - FIRST), 0), 1);
  return { x: 0.15 + 0.5 * gone, y: 0.49 + 0.05 * gone, w: 0.06, h: 0.12 }; // the middle of it
};
const standing = () => ({ x: 0.7, y: 0.2, w: 0.16, h: 0.3 });

/** The rows of a page's table of what was hidden: second by which each is linked, and the two that it says. */
const rowsOf = (page: string): (Interval & { linked: number })[] => {
  const [, table = ''] = /id="hidden-parts".*?<tbody[^>]*>(.*?)<\/tbody>/s.exec(page) ?? [];
  const link = /data-at="([\d.]+)"><bdi[^>]*>([\d:.]+)<\/bdi> – <bdi[^>]*>([\d:.]+)<\/bdi>/g;
  const seconds = (said: string): number => said.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return [...table.matchAll(link)].map(([, at, from = '', to = '']) => ({ linked: Number(at), from: seconds(from), to: seconds(to) })); // prettier-ignore
};

/** By how much what is measured may begin earlier or end later than it is told, and the other way round. */
const FRAME = 1 / RATE + 1e-9;
const REACH = {
  picture: { more: FRAME, less: FRAME },
  // Sound is silenced by whole packets of its coder, with those that still sound into them: never less than is told.
  sound: { more: (3 * 1024) / 48_000, less: 0.001 },
} as const;

/** How exactly a page tells a moment: tenths of a second. */
const TENTH = 0.05 + 1e-9;

it('the rows of its page are what the published picture and sound show, to a frame, and its totals are their sums', async () => {
  const film = join(daylight.data.root, 'published.mp4');
  writeFileSync(film, await bytesOf('video'));
  const [picture, times] = [decodePicture(film), frameTimes(film)];
  const areas = [walker, standing].map((area) => filledFrames(picture, area));
  const measured = [...areas.map((frames) => shownFor(frames, times)), longestSilence(decodeSound(film))];

  const record = JSON.parse((await bytesOf('record')).toString()) as ReleaseRecord;
  const ledger = JSON.parse((await bytesOf('redactions-json')).toString()) as { redactions: Interval[] };
  const rows = rowsOf(await (await fetch(walked.release)).text());
  expect(record.hidden.map(({ what }) => what)).toEqual(['picture', 'picture', 'sound']);
  expect([rows.length, ledger.redactions.length]).toEqual([3, 3]);
  measured.forEach(({ from, to }, i) => {
    const { more, less } = i < areas.length ? REACH.picture : REACH.sound;
    for (const told of [record.hidden[i]!, ledger.redactions[i]!])
      for (const beyond of [told.from - from, to - told.to]) {
        expect(beyond).toBeLessThanOrEqual(more);
        expect(beyond).toBeGreaterThanOrEqual(-less);
      }
    const row = rows[i]!;
    expect(row.linked).toBe(record.hidden[i]!.from);
    expect(Math.abs(row.from - record.hidden[i]!.from)).toBeLessThanOrEqual(TENTH);
    expect(Math.abs(row.to - record.hidden[i]!.to)).toBeLessThanOrEqual(TENTH);
  });
  expect(record.totals.framesWithMask).toBe(new Set(areas.flat()).size);
  expect(record.totals.shareOfFramesWithMask).toBeCloseTo(new Set(areas.flat()).size / (SECONDS * RATE), 3);
  const { from, to } = record.hidden[2]!;
  expect(record.totals.mutedSeconds).toBeCloseTo(to - from, 3);
});
