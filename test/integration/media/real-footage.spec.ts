import { basename } from 'node:path';
import { examine, render, verify } from '@app/media';
import { aMute, aPlan, aRectangle, anEllipse } from '../../factories/redaction-plan';
import { ffmpeg } from '../../fixtures/clips';
import { decodePicture, frameTimes } from '../../support/decoded';
import { realClips } from '../../support/footage';
import { inBox, faultsOf } from '../../support/hidden-picture';
import { openTestBench, type TestBench } from '../../support/media-bench';

let at: TestBench;
beforeAll(async () => {
  at = await openTestBench();
});
afterAll(() => at.close());

const clips = realClips().map((path) => ({ path, name: basename(path) }));
/** The beginning is enough: it is cut off as it is coded, without a new encode. */
const SECONDS = '5';

function beginningOf(path: string): string {
  const cut = at.path(`beginning-${basename(path)}`);
  ffmpeg(['-i', path, '-t', SECONDS, '-map', '0', '-c', 'copy', cut]);
  return cut;
}

it.each(clips.length > 0 ? clips : [{ path: '', name: 'no real footage' }])(
  '$name: rendered and verified',
  async ({ path }) => {
    if (path === '') return;
    expect(await examine(at.bench, path)).toMatchObject({ verdict: 'accepted', damage: [] });
    const source = beginningOf(path);
    const found = await examine(at.bench, source);
    if (found.verdict !== 'accepted') throw new Error(found.says);
    const frames = found.index.pts.length;
    const box = aRectangle({ from: 10, to: 40 });
    const oval = anEllipse({ from: 30, to: frames });
    const plan = aPlan([box, oval], found.media.audio.length > 0 ? [aMute(0.5, 1.25)] : []);
    const output = at.path('release.mp4');
    expect(await render(at.bench, { source, plan, mode: 'full', output })).toMatchObject({ frames });
    expect(await verify(at.bench, { source, output, plan })).toMatchObject({
      passed: true,
      violations: [],
      picture: { frames, maskedFrames: frames - 10 },
    });
    expect(frameTimes(output)).toEqual(frameTimes(source));
    const { width, height } = found.media.video;
    const hidden = inBox(0.25 * width, 0.25 * height, 0.5 * width, 0.5 * height);
    const faults = faultsOf(decodePicture(source), decodePicture(output), (frame) =>
      frame >= 10 && frame < 40 ? hidden : null,
    );
    expect(faults.filter((fault) => fault.includes('hidden'))).toEqual([]);
  },
);
