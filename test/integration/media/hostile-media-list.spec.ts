import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { type Examination, examine } from '@app/media';
import { posterCard } from '@app/publications/domain';
import { aClip } from '../../fixtures/clips';
import { HOSTILE_MEDIA } from '../../fixtures/hostile-media-list';
import { openTestBench, type TestBench } from '../../support/media-bench';
import { allBoxes } from '../../support/mp4-surgery';

const ROOT = join(__dirname, '..', '..', '..');

let at: TestBench;
beforeAll(async () => {
  at = await openTestBench();
});
afterAll(() => at.close());

it('has every row from M1 to M68, and no other', () => {
  expect(Object.keys(HOSTILE_MEDIA)).toEqual(Array.from({ length: 68 }, (_, i) => `M${i + 1}`));
});

it.each(Object.entries(HOSTILE_MEDIA))('%s is tested where the list says', (_row, { tests }) => {
  expect(tests.length).toBeGreaterThan(0);
  const lost = tests.filter(([file, words]) => !readFileSync(join(ROOT, file), 'utf8').includes(words));
  expect(lost).toEqual([]);
});

/** Nothing that is cut is taken for whole: it is refused, or says what it lacks. */
function isSilent(found: Examination, frames: number): boolean {
  return found.verdict === 'accepted' && found.damage.length === 0 && found.index.pts.length === frames;
}

it.each(['', '+faststart'])('M16 a recording (%s) cut at every boundary of a box, a byte before and a byte after', async (movflags) => {
  const options = movflags ? ['-movflags', movflags] : [];
  const whole = readFileSync(aClip(at.folder, { seconds: 0.4, size: '64x48', sound: false, name: 'whole.mp4', options })); // prettier-ignore
  const ends = new Set(allBoxes(whole).flatMap(({ start, size }) => [start, start + size]));
  const cuts = [...ends].flatMap((end) => [end - 1, end, end + 1]).filter((cut) => cut > 0 && cut < whole.length);
  expect(cuts.length).toBeGreaterThan(60);
  const path = at.path('cut.mp4');
  for (const cut of new Set(cuts)) {
    writeFileSync(path, whole.subarray(0, cut));
    expect({ cut, silent: isSilent(await examine(at.bench, path), 10) }).toEqual({ cut, silent: false });
  }
}); // prettier-ignore

it.each([
  ['0 within the index', 0],
  ['4', 4],
  ['beyond the file', 0x7fff_ffff],
  ['1 and 64 bits of ones', 1],
])('M18 a box of size %s', async (_what, size) => {
  const file = readFileSync(aClip(at.folder, { seconds: 0.4, size: '64x48', sound: false, name: 'boxes.mp4' }));
  const trak = file.indexOf('trak') - 4;
  file.writeUInt32BE(size, trak);
  if (size === 1) file.fill(0xff, trak + 8, trak + 16);
  const path = at.path('size.mp4');
  writeFileSync(path, file);
  const began = process.cpuUsage();
  const found = await examine(at.bench, path);
  expect(process.cpuUsage(began).user).toBeLessThan(2_000_000);
  expect(isSilent(found, 10) || found.verdict === 'quarantined').toBe(true);
});

it('M40 a program that takes more work than its size can need is stopped by the kernel', async () => {
  const endless = ['-f', 'lavfi', '-i', 'testsrc2=size=1920x1080:rate=1000', '-show_frames', '-of', 'csv'];
  const ended = await at.bench.job(async (folder) => {
    await folder.limit({ cpu: 1, memory: 2 ** 32, output: 1e6 });
    return spawnSync(at.bench.ffprobe, endless, { cwd: folder.path, stdio: 'ignore', timeout: 120_000 });
  });
  expect(ended.error).toBeUndefined();
  expect(ended.status).toBe(128 + constants.signals.SIGKILL);
});

it('M59 the poster is drawn of words: it has no picture', () => {
  const poster = posterCard('What happened', 'Released');
  expect(poster).toContain('What happened');
  expect(poster).not.toMatch(/<image|href|data:|url\(/);
});

it('M60–M64 what is published has no playlist, no segment, no sprite, no waveform and no thumbnail', () => {
  const sources = ['apps/portal', 'libs/publications'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
      .map((name) => join(ROOT, folder, name)),
  );
  const streaming = /m3u8|mpegurl|dash\+xml|EXT-X-|sprite|waveform|keyframe-strip|thumbnail/i;
  expect(sources.filter((path) => streaming.test(readFileSync(path, 'utf8')))).toEqual([]);
});

it('M67 a test file of virus scanners is no recording, whatever it is called', async () => {
  const path = at.path('evidence.mp4');
  writeFileSync(path, ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('-'));
  expect(await examine(at.bench, path)).toMatchObject({ verdict: 'quarantined', code: 'unknown-format' });
});
