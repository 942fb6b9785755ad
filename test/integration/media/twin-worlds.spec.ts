import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { render } from '@app/media';
import * as fc from 'fast-check';
import { aProvenanceSigner } from '../../factories/provenance';
import { makeTwins, planOf, type World, worlds } from '../../factories/twin-worlds';
import { worldsAsked } from '../../support/effort';
import { openTestBench, type TestBench } from '../../support/media-bench';
import { discard } from '../../support/temporary';

const WORLDS = worldsAsked();

/** One installation: what it signs must not tell the worlds apart either. */
const signer = aProvenanceSigner();
let the: TestBench;
beforeAll(async () => {
  the = await openTestBench();
});
afterAll(() => the.close());

/** The releases of both originals of a world, under the plan that `hide` makes of it. */
async function releases(world: World, hide: typeof planOf): Promise<{ same: boolean; sourcesDiffer: boolean }> {
  const folder = mkdtempSync(join(the.folder, 'world-'));
  try {
    const twins = makeTwins(folder, world);
    const outputs: Buffer[] = [];
    for (const [i, source] of twins.entries()) {
      const output = join(folder, `release-${i}.mp4`);
      await render(the.bench, { source, plan: hide(world), mode: 'auto', output, signer });
      outputs.push(readFileSync(output));
    }
    const [one, other] = twins.map((path) => readFileSync(path));
    return { same: outputs[0]!.equals(outputs[1]!), sourcesDiffer: !one!.equals(other!) };
  } finally {
    discard(folder);
  }
}

const A_WORLD: World = {
  seed: 7,
  frames: 20,
  gop: 5,
  bFrames: 0,
  variable: false,
  turned: false,
  container: 'mov',
  tracks: [
    {
      id: 't0',
      shape: 'rectangle',
      from: 6,
      to: 12,
      keyframes: [{ frame: 6, x: 0.2, y: 0.2, w: 0.4, h: 0.4 }],
      subject: 'bystander',
      basis: { type: 'policy', why: 'Only one of the two worlds is real.' },
    },
  ],
  mute: { from: 0.2, to: 0.5 },
};

it(`two originals that differ under the plan only give the same bytes, in ${WORLDS} worlds`, async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      expect(await releases(world, planOf)).toEqual({ same: true, sourcesDiffer: true });
    }),
    { numRuns: WORLDS, endOnFailure: true },
  );
}, 3_600_000);

const LEAKS: Readonly<Record<string, typeof planOf>> = {
  'begins one frame late': (world) => ({ ...planOf(world), video: world.tracks.map((one) => ({ ...one, from: 7 })) }),
  'ends one frame early': (world) => ({ ...planOf(world), video: world.tracks.map((one) => ({ ...one, to: 11 })) }),
  'is two samples too narrow': (world) => ({
    ...planOf(world),
    video: world.tracks.map((one) => ({ ...one, keyframes: [{ frame: 6, x: 0.2, y: 0.2, w: 0.4 - 4 / 96, h: 0.4 }] })),
  }),
  'leaves sound in': (world) => ({ ...planOf(world), audio: [] }),
};

it.each(Object.entries(LEAKS))('sees it when a plan %s', async (_how, hide) => {
  expect(await releases(A_WORLD, hide)).toEqual({ same: false, sourcesDiffer: true });
});
