import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { clockStart, examine, render, verify } from '@app/media';
import * as fc from 'fast-check';
import { heardIn, makeRecording, planFor, type Recording, recordings } from '../../factories/random-recordings';
import { decodeSound } from '../../support/decoded';
import { recordingsAsked } from '../../support/effort';
import { openTestBench, type TestBench } from '../../support/media-bench';
import { discard } from '../../support/temporary';

// Whatever a camera writes is released under whatever plan: every container with every codec, rate and order of pictures
// that go together by chance. What is muted is looked for in the release by a program that knows nothing of Daylight.

const RECORDINGS = recordingsAsked();
/** −30 dBFS: the word is heard at −6, what a codec makes of its edges is below. */
const WORD = 1_000;

let the: TestBench;
beforeAll(async () => {
  the = await openTestBench();
});
afterAll(() => the.close());

const loudest = (samples: Int16Array): number => samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);

/** What is wrong with the release of a recording, by the verifier and by the ear. */
async function faultsOf(recording: Recording, hide = planFor): Promise<unknown[]> {
  const folder = mkdtempSync(join(the.folder, 'recording-'));
  try {
    const source = makeRecording(folder, recording);
    const output = join(folder, 'release.mp4');
    const found = await examine(the.bench, source);
    if (found.verdict !== 'accepted') return [found];
    const damaged = found.damage.length > 0; // AVI has no times: where frames are missing, something seems to be lost
    const heard = recording.sound && heardIn(source);
    const zero = clockStart(found.media);
    const word = heard && { from: heard.from - zero, to: heard.to - zero };
    const plan = hide(recording, found.index.pts.length, word);
    await render(the.bench, { source, plan, mode: 'auto', output, damaged });
    const { violations } = await verify(the.bench, { source, output, plan, damaged });
    const left = recording.sound ? loudest(decodeSound(output)) : 0;
    return [...violations, ...(left > WORD ? [`the word is heard, at ${left}`] : [])];
  } finally {
    discard(folder);
  }
}

it(`${RECORDINGS} recordings as they come are released as their plans say`, async () => {
  await fc.assert(
    fc.asyncProperty(recordings, async (recording) => {
      expect(await faultsOf(recording)).toEqual([]);
    }),
    { numRuns: RECORDINGS, endOnFailure: true },
  );
}, 3_600_000);

it('and the ear is not deaf: a word that is muted a tenth of a second late is heard', async () => {
  const [recording] = fc.sample(recordings.filter(({ sound, ending }) => sound !== null && ending === 'ts'), 1) as [Recording]; // prettier-ignore
  const late: typeof planFor = (of, frames, word) => planFor(of, frames, word && { ...word, from: word.from + 0.1 });
  expect(await faultsOf(recording, late)).toEqual([expect.stringContaining('the word is heard')]);
});
