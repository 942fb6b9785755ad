import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examine, render, verify } from '@app/media';
import { aPlan, aRectangle } from '../../factories/redaction-plan';
import { aClip, ffmpeg } from '../../fixtures/clips';
import { aSibling, DAMAGED, HOSTILE } from '../../fixtures/hostile-files';
import { decodePicture } from '../../support/decoded';
import { openTestBench, type TestBench } from '../../support/media-bench';

let at: TestBench;
beforeAll(async () => {
  at = await openTestBench();
  aSibling(at.folder);
});
afterAll(() => at.close());

it.each(HOSTILE)('$row $what: quarantined as $code, in words that help', async ({ name, make, code, says }) => {
  const path = join(at.folder, name);
  make(path, at.folder);
  const began = Date.now();
  const found = await examine(at.bench, path);
  expect(found).toMatchObject({ verdict: 'quarantined', code, says: expect.stringMatching(says) as unknown });
  expect(JSON.stringify(found)).not.toMatch(/\/tmp|\/work|0x[0-9a-f]{6}|at line|ffprobe|ffmpeg/);
  expect(Date.now() - began).toBeLessThan(60_000);
});

it.each(DAMAGED)('$row $what: accepted with its damage stated', async ({ name, make, frames, spans, says }) => {
  const path = join(at.folder, name);
  make(path, at.folder);
  const found = await examine(at.bench, path);
  if (found.verdict !== 'accepted') throw new Error(found.says);
  expect(found.index.pts).toHaveLength(frames);
  expect(found.damage.map(({ kind, from, to }) => `${kind} ${from}-${to}`)).toEqual(spans);
  expect(found.damage.at(-1)?.says).toMatch(says);
});

it('what a file is called plays no part', async () => {
  const path = aClip(at.folder, { seconds: 0.4, size: '160x120', sound: false, name: 'really.mkv' });
  const misnamed = join(at.folder, 'report.pdf.mp4');
  ffmpeg(['-i', path, '-c', 'copy', '-f', 'matroska', misnamed]);
  expect(await examine(at.bench, misnamed)).toMatchObject({ verdict: 'accepted', media: { container: 'matroska' } });
});

it('names of files with blanks, quotes, options and line ends reach no command', async () => {
  const plain = aClip(at.folder, { seconds: 0.4, size: '160x120', sound: false, name: 'plain.mp4' });
  for (const name of ["-i '; rm -rf $HOME; `id`.mp4", 'line\nend.mp4', '%s %n.mp4', 'concat:a|b.mp4']) {
    const path = join(at.folder, name);
    ffmpeg(['-i', plain, '-c', 'copy', '-f', 'mp4', `file:${path}`]);
    expect(await examine(at.bench, path)).toMatchObject({ verdict: 'accepted', index: { pts: { length: 10 } } });
  }
});

it('frames that an edit list hides are counted, are not shown, and do not get into a release', async () => {
  const long = aClip(at.folder, { seconds: 2, size: '160x120', sound: false, name: 'long.mp4', options: ['-g', '50'] });
  const source = join(at.folder, 'trimmed.mp4');
  ffmpeg(['-ss', '1', '-i', long, '-c', 'copy', source]);
  expect(await examine(at.bench, source)).toMatchObject({
    verdict: 'accepted',
    hiddenFrames: 25,
    index: { pts: { length: 25 } },
  });
  const output = at.path('release.mp4');
  const plan = aPlan([aRectangle({ from: 0, to: 5 })]);
  await render(at.bench, { source, plan, mode: 'full', output });
  expect((await verify(at.bench, { source, output, plan })).violations).toEqual([]);
  const unhidden = at.path('unhidden.mp4');
  ffmpeg(['-ignore_editlist', '1', '-i', output, '-c', 'copy', unhidden]);
  expect(decodePicture(unhidden).frames).toHaveLength(25);
});

it('times and figures of an accepted clip are those of the clip', async () => {
  const path = aClip(at.folder, { seconds: 1, size: '160x120', rate: '30000/1001', name: 'ntsc.mp4' });
  expect(await examine(at.bench, path)).toMatchObject({
    verdict: 'accepted',
    hiddenFrames: 0,
    index: { timeBase: { num: 1, den: 30_000 }, lastDuration: 1001, keyframes: [0, 25] },
    media: { video: { codec: 'h264', width: 160, height: 120, rotation: 0 }, audio: [{ codec: 'aac', channels: 1 }] },
  });
});

it('packets that only look like a transport stream are no recording', async () => {
  const path = aClip(at.folder, { seconds: 1, size: '160x120', sound: false, name: 'stream.ts' });
  writeFileSync(join(at.folder, 'junk.ts'), Buffer.alloc(188 * 40, 0x47));
  expect(await examine(at.bench, path)).toMatchObject({ verdict: 'accepted' });
  expect(await examine(at.bench, join(at.folder, 'junk.ts'))).toMatchObject({ verdict: 'quarantined' });
});
