import { copyFileSync, existsSync } from 'node:fs';
import { type PartShelf, render, renderPart, verify } from '@app/media';
import { aPlan, aRectangle } from '../../factories/redaction-plan';
import { aClip } from '../../fixtures/clips';
import { openTestBench, type TestBench } from '../../support/media-bench';

let at: TestBench;
let source: string;
beforeAll(async () => {
  at = await openTestBench();
  const options = ['-bf', '2', '-g', '50', '-keyint_min', '50', '-sc_threshold', '0'];
  source = aClip(at.folder, { seconds: 60, size: '96x64', name: 'long.mp4', options });
});
afterAll(() => at.close());

/** Masked from frame 100 on: 1,400 frames, which are three parts. */
const plan = aPlan([aRectangle({ from: 100, to: 1500, keyframes: [{ frame: 100, x: 0.2, y: 0.2, w: 0.3, h: 0.3 }] })]);
const PARTS = ['100-700', '700-1300'];

/** A shelf in the test's folder, and what was done with it. */
function aShelf(): PartShelf & { readonly fetched: string[]; readonly kept: string[] } {
  const folder = at.path('shelf');
  const [fetched, kept] = [[] as string[], [] as string[]];
  return {
    fetched,
    kept,
    fetch: (name, path) => {
      if (!existsSync(`${folder}-${name}`)) return Promise.resolve(false);
      copyFileSync(`${folder}-${name}`, path);
      fetched.push(name);
      return Promise.resolve(true);
    },
    keep: (name, path) => {
      copyFileSync(path, `${folder}-${name}`);
      kept.push(name);
      return Promise.resolve();
    },
  };
}

it('a long clip gives the same bytes, however many workers encode its parts', async () => {
  const alone = await render(at.bench, { source, plan, mode: 'auto', output: at.path('alone.mp4') });
  expect(alone).toMatchObject({ mode: 'smart', frames: 1500, reencodedFrames: 1400 });

  const threefold = { source, plan, mode: 'auto', workers: 3, output: at.path('three.mp4') } as const;
  const three = await render(at.bench, threefold);
  expect([three.outputSha256, three.commands]).toEqual([alone.outputSha256, alone.commands]);
  expect(await verify(at.bench, { source, plan, output: threefold.output })).toMatchObject({ violations: [] });

  const shelf = aShelf();
  await renderPart(at.bench, { source, plan, part: '700-1300', shelf });
  expect(shelf.kept).toEqual(['700-1300']);
  const asked: string[] = [];
  const onParts = (names: readonly string[]): Promise<void> => Promise.resolve(void asked.push(...names));
  const shared = { source, plan, mode: 'auto', shelf, onParts, output: at.path('shared.mp4') } as const;
  expect(await render(at.bench, shared)).toMatchObject({ outputSha256: alone.outputSha256, commands: alone.commands });
  expect(asked).toEqual(PARTS);
  expect(shelf.fetched).toEqual(['700-1300']);
  expect(shelf.kept).toEqual(['700-1300', '100-700']);
});

it('a part that the clip does not have is not made', async () => {
  const shelf = aShelf();
  await renderPart(at.bench, { source, plan, part: '0-50', shelf });
  expect(shelf.kept).toEqual([]);
});

it('a part of other bytes than the clip’s does not get past the verifier', async () => {
  const shelf = aShelf();
  await renderPart(at.bench, { source, plan: aPlan([aRectangle({ from: 700, to: 1300 })]), part: '700-1300', shelf });
  const output = at.path('foreign.mp4');
  await render(at.bench, { source, plan, mode: 'auto', shelf, output });
  expect(shelf.fetched).toEqual(['700-1300']);
  const { passed, counts } = await verify(at.bench, { source, plan, output });
  expect(passed).toBe(false);
  expect(counts['mask-is-fill']).toBeGreaterThan(500);
});
