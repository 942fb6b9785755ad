import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examine } from '@app/media';
import { aClip } from '../../fixtures/clips';
import { firstMutant, mutantsAsked } from '../../support/effort';
import { openTestBench, type TestBench } from '../../support/media-bench';
import { connects, ofMediaPrograms, openedOutside, tracePrograms } from '../../support/traced';

// Row M42 of the hostile media list: recordings with random damage, in small and in large, in every container. Each gets
// one of the verdicts that there are, and nothing gets out of the sandbox.

const MUTANTS = mutantsAsked();
const CODES = ['unreadable', 'no-frames', 'no-video', 'unknown-format', 'video-codec', 'audio-codec', 'codec', 'dimensions', 'rotation', 'frame-rate', 'too-many-streams', 'too-much-work', 'unsteady', 'damaged', 'encrypted', 'empty']; // prettier-ignore

let at: TestBench;
beforeAll(async () => {
  at = await openTestBench();
});
afterAll(() => at.close());

/** Numbers that look random and are the same every time (xorshift). */
function dice(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return state % below;
  };
}

/** From one bit to one byte in a hundred; in the head as often as in all the rest; and now and then a part cut out. */
function mutate(file: Buffer, seed: number): Buffer {
  const roll = dice(seed);
  const changes = 1 + roll(Math.max(1, Math.floor(file.length / 10 ** (2 + roll(3)))));
  for (let i = 0; i < changes; i++) {
    const at_ = roll(2) === 0 ? roll(Math.min(2000, file.length)) : roll(file.length);
    file[at_] = roll(2) === 0 ? file[at_]! ^ (1 << roll(8)) : roll(256);
  }
  return roll(5) === 0 ? file.subarray(0, 100 + roll(file.length - 100)) : file;
}

it(
  `${MUTANTS} recordings with random damage get a verdict, and nothing gets out`,
  async () => {
    const kinds = ['mp4', 'mkv', 'ts', 'avi'].map((ending) =>
      aClip(at.folder, { seconds: 0.6, size: '64x48', name: `clip.${ending}`, options: ['-g', '5', '-bf', '1'] }),
    );
    const traced = tracePrograms(at.bench);
    const seed = firstMutant();
    const verdicts = new Set<string>();
    for (let i = 0; i < MUTANTS; i++) {
      const path = join(at.folder, 'mutant');
      writeFileSync(path, mutate(readFileSync(kinds[i % kinds.length]!), seed + i));
      const found = await examine(at.bench, path).catch((error: unknown) => {
        copyFileSync(path, join(at.folder, '..', `mutant-${seed + i}`)); // kept, to look at
        throw new Error(`mutant ${seed + i}`, { cause: error });
      });
      if (found.verdict === 'quarantined') expect(CODES).toContain(found.code);
    else for (const { from, to } of found.damage) expect([from >= 0, to >= from, to <= found.index.pts.length]).toEqual([true, true, true]); // prettier-ignore
      verdicts.add(found.verdict);
    }
    const lines = traced();
    expect(ofMediaPrograms(lines).length).toBeGreaterThan(MUTANTS * 10);
    expect([...verdicts].sort()).toEqual(['accepted', 'quarantined']);
    expect(openedOutside(ofMediaPrograms(lines))).toEqual([]);
    expect(connects(lines)).toEqual([]);
  },
  60_000 + MUTANTS * 10_000,
);
