import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { done } from '@app/api-client';
import { Database } from '@app/database';
import { FootageService } from '@app/footage';
import type { ClipId } from '@app/kernel';
import { CATALOGUE } from '@app/redactions/domain';
import { BUCKETS, type Buckets, contentKey, hashOf } from '@app/storage';
import type { Browser, CDPSession } from 'playwright-core';
import {
  assignTasks,
  awaitStaffCopies,
  determine,
  gatherFacts,
  ifMatch,
  receive,
  type Staff,
} from '../../apps/ops/demo/steps';
import { until } from '../../apps/ops/client/wait';
import { openBrowser } from '../drivers/browser';
import { everybody } from '../drivers/case';
import { StaffDesk } from '../drivers/console';
import { ffmpeg } from '../fixtures/clips';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { discard, temporaryFolder } from '../support/temporary';
import { note } from './measure';

const say = (what: string, figure: string): void => {
  note(`${what}: ${figure}`);
};

/** Length of the clip. */
const MINUTES = Number(process.env['DAYLIGHT_BENCH_MINUTES'] ?? 30);
const RATE = 25;
const TRACKS = 2_000;
const KEYFRAMES = 40;

let daylight: TestDaylight;
let browser: Browser;
let staff: Staff;
let desk: StaffDesk;
let clip: string;
const folder = temporaryFolder();
beforeAll(async () => {
  const film = aLongFilm();
  daylight = await startDaylight();
  staff = await everybody(daylight);
  clip = await aLongCase(film);
  browser = await openBrowser();
  desk = await StaffDesk.of(browser, daylight.api, daylight.account('redaction-technician'));
}, 3_600_000);
afterAll(async () => {
  await browser.close();
  await daylight.stop();
  discard(folder);
});

const SECONDS_ENCODED = 20;

/**
 * A film with noise in it, as a camera at night has: nothing of it is free to decode. It is coded as staff copies are; some
 * seconds are encoded, and joined to the length without encoding them again.
 */
function aLongFilm(): string {
  const [part, list, film] = ['part.mp4', 'list.txt', 'long.mp4'].map((name) => join(folder, name)) as [string, string, string]; // prettier-ignore
  const source = `testsrc2=size=1280x720:rate=${RATE},noise=alls=8:allf=t`;
  const coded = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '26', '-g', '15', '-keyint_min', '15', '-sc_threshold', '0', '-bf', '0']; // prettier-ignore
  ffmpeg(['-f', 'lavfi', '-i', source, '-t', String(SECONDS_ENCODED), ...coded, '-video_track_timescale', '90000', part]); // prettier-ignore
  writeFileSync(list, `file '${part}'\n`.repeat(Math.ceil((MINUTES * 60) / SECONDS_ENCODED)));
  const sound = ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${MINUTES * 60}`];
  const joined = ['-c:v', 'copy', '-c:a', 'aac', '-t', String(MINUTES * 60), '-movflags', '+faststart', film];
  ffmpeg(['-f', 'concat', '-safe', '0', '-i', list, ...sound, ...joined]);
  return film;
}

/** The product's own way, but for the staff copy, which would be encoded for a quarter of an hour: the film is one already. */
async function aLongCase(film: string): Promise<string> {
  const receiving = receive(film, staff, join(daylight.data.root, 'uploads.json'));
  const { api } = staff['case-officer'];
  const { id } = await until('the upload', 600, async () => (await done(api.GET('/clips'))).clips[0] ?? false);
  await keepAsStaffCopy(film, id as ClipId);
  await daylight.addWorker();
  await receiving;
  await awaitStaffCopies(id, staff);
  await gatherFacts(id, staff);
  await determine(id, staff);
  await assignTasks(id, staff);
  return id;
}

async function keepAsStaffCopy(film: string, id: ClipId): Promise<void> {
  const { app } = daylight.running;
  const footage = app.get(FootageService, { strict: false });
  const { working } = app.get<Buckets>(BUCKETS, { strict: false });
  const { sha256, size } = await hashOf(film);
  await working.putFile(contentKey(sha256), film, { sha256, size });
  const copy = { kind: 'proxy', sha256, size, mediaType: 'video/mp4' } as const;
  await app.get(Database, { strict: false }).inTransaction((tx) => footage.recordDerivative(id, copy, tx));
}

const p95 = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? NaN;
const ms = (time: number): string => `${time.toFixed(0)} ms`;

/** In the page: does something, and waits until the editor says that another frame is in the canvas. */
const TIMED = `
  const status = [...document.querySelectorAll('[role=status]')].find((one) => one.textContent.includes(' frame '));
  const timed = (act) => new Promise((resolve, reject) => {
    const began = performance.now();
    const never = setTimeout(() => reject(new Error('no other frame after ' + status.textContent)), 60_000);
    const look = new MutationObserver(() => { clearTimeout(never); look.disconnect(); resolve(performance.now() - began); });
    look.observe(status, { characterData: true, childList: true, subtree: true });
    act();
  });
  const key = (key) => window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  const go = (frame) => {
    const field = document.getElementById('go-to');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, String(frame));
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
`;
const inPage = <T>(body: string): Promise<T> => desk.page.evaluate(`(async () => { ${TIMED} ${body} })()`);

async function open(): Promise<number> {
  const began = performance.now();
  await desk.visit(`/clips/${clip}/redactions`);
  await desk.page.getByText('frame 0 of').waitFor({ timeout: 120_000 });
  return performance.now() - began;
}

async function heap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? NaN) / 2 ** 20;
}

beforeEach(() => note(`other work beside it, by the load of the last minute: ${(loadavg()[0] ?? NaN).toFixed(1)}`));

it('opens a long clip, steps through it and jumps about in it', async () => {
  say(`${MINUTES} minutes, ${MINUTES * 60 * RATE} frames: first frame (asked: 2 s)`, ms(await open()));
  const back = await inPage<number[]>(`
    const times = [];
    for (let i = 0; i < 12; i++) await timed(() => key('.'));
    for (let round = 0; round < 20; round++) {
      for (let i = 0; i < 10; i++) times.push(await timed(() => key(',')));
      for (let i = 0; i < 10; i++) times.push(await timed(() => key('.')));
    }
    return times;`);
  say('a step to a frame that is kept, p95 (asked: 50 ms)', ms(p95(back)));
  const jumps = await inPage<number[]>(`
    const times = [];
    for (let i = 1; i <= 120; i++) times.push(await timed(() => go((i * 7919) % ${MINUTES * 60 * RATE})));
    return times;`);
  say('a jump to any frame, p50 and p95 (asked: 250 ms)', `${ms([...jumps].sort((a, b) => a - b)[60]!)}, ${ms(p95(jumps))}`); // prettier-ignore
  const on = await inPage<number[]>(`
    const times = [];
    for (let i = 0; i < 300; i++) times.push(await timed(() => key('.')));
    return times;`);
  say('a step on through what was never decoded, p95', ms(p95(on)));
});

it('steps two thousand times without growing', async () => {
  const session = await desk.page.context().newCDPSession(desk.page);
  await session.send('Performance.enable');
  await inPage(`await timed(() => go(10));`); // from where there are frames enough
  const before = await heap(session);
  await inPage(`for (let i = 0; i < 2000; i++) await timed(() => key(i % 4 === 3 ? ',' : '.'));`);
  say('heap after 2,000 steps more than before (asked: 50 MB)', `${((await heap(session)) - before).toFixed(1)} MiB`);
});

it(`opens ${TRACKS} masks of ${KEYFRAMES} keyframes each, and moves and zooms among them`, async () => {
  await fill();
  say(`open with ${TRACKS} masks (asked: 3 s)`, ms(await open()));
  const nodes = await desk.page.evaluate<number>(`document.querySelectorAll('.timeline *').length`);
  say('elements in the timeline (asked: 500)', String(nodes));
  const frames = await desk.page.evaluate<number[]>(`(async () => {
    const named = (name) => [...document.querySelectorAll('button')].find((one) => one.textContent === name);
    const times = [];
    for (let i = 0; i < 60; i++) {
      const began = performance.now();
      named(i < 6 ? 'Closer' : i % 2 ? 'Later' : i % 4 ? 'Farther' : 'Closer').click();
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      times.push(performance.now() - began);
    }
    return times;
  })()`);
  const median = [...frames].sort((a, b) => a - b)[30] ?? NaN;
  say('moving and zooming, median (asked: 30 a second)', `${(1000 / median).toFixed(0)} a second`);
});

async function fill(): Promise<void> {
  const { api } = staff['redaction-technician'];
  const path = { id: clip };
  const subject = Object.keys(CATALOGUE)[0]!;
  const basis = { type: 'policy', why: 'A benchmark hides nobody.' };
  const length = Math.floor((MINUTES * 60 * RATE) / 20);
  const track = (i: number) => {
    const from = (i * 131) % (MINUTES * 60 * RATE - length);
    const at = (k: number) => from + Math.floor((k * length) / KEYFRAMES);
    const keyframes = Array.from({ length: KEYFRAMES }, (_, k) => ({ frame: at(k), x: (k % 9) / 10, y: (i % 9) / 10, w: 0.05, h: 0.05 })); // prettier-ignore
    return {
      op: 'add-track',
      track: { id: `m${i}`, shape: 'rectangle', from, to: from + length, keyframes, subject, basis },
    };
  };
  for (let first = 0; first < TRACKS; first += 100) {
    const { revision } = await done(api.GET('/clips/{id}/redactions', { params: { path } }));
    const operations = Array.from({ length: 100 }, (_, k) => track(first + k)) as never[];
    await done(
      api.POST('/clips/{id}/redactions/ops', {
        params: { path, ...ifMatch(revision) },
        body: { idempotencyKey: randomUUID(), operations },
      }),
    );
  }
}
