import { suggestTrack } from '@app/media';
import { type Box, toLookAt, type TrackSuggestion } from '@app/redactions/domain';
import { FOOTAGE_TARGETS } from '../../fixtures/footage-targets';
import { type Film, filmOf } from '../../fixtures/films';
import { HEIGHT, type Scene, WIDTH } from '../../fixtures/moving-targets';
import { ELSEWHERE, OCCLUSIONS, SCENES } from '../../fixtures/scenes';
import { coverageOf, tellCoverage } from '../../support/coverage';
import { realClip } from '../../support/footage';
import { openTestBench, type TestBench } from '../../support/media-bench';

// Accuracy of suggested tracks: targets whose place is known, hidden with the padding that the editor gives a track.

let at: TestBench;
beforeAll(async () => {
  at = await openTestBench();
});
afterAll(() => at.close());

const PICTURE = { width: WIDTH, height: HEIGHT };
const fractions = ({ x, y, w, h }: Box, { width, height } = PICTURE): Box => ({
  x: x / width,
  y: y / height,
  w: w / width,
  h: h / height,
});

/** Samples: a box drawn by eye is no truer than that. */
const BY_EYE = 2;
const shrunk = ({ x, y, w, h }: Box, by: number): Box => ({ x: x + by, y: y + by, w: w - 2 * by, h: h - 2 * by });

async function followed(scene: Scene): Promise<{ film: Film; suggestion: TrackSuggestion }> {
  const film = filmOf(at.folder, scene);
  const [first] = film.shots;
  const suggestion = await suggestTrack(at.bench, { source: film.path, frame: 0, box: fractions(first!.truth) });
  return { film, suggestion };
}

const truthsOf = ({ shots }: Film, until = shots.length) =>
  shots.slice(0, until).map(({ truth }, frame) => ({ frame, box: fractions(truth) }));

it.each(SCENES.map((scene) => [scene.what, scene] as const))(
  '%s stays hidden, and little else',
  async (what, scene) => {
    const { film, suggestion } = await followed(scene);
    const coverage = coverageOf(suggestion, truthsOf(film));
    tellCoverage(what, coverage, `${suggestion.keyframes.length} keyframes`);
    expect(coverage.covered / coverage.frames).toBeGreaterThanOrEqual(0.99);
    expect(coverage.excess).toBeLessThanOrEqual(0.6);
    expect(toLookAt(suggestion)).toEqual([]);
  },
);

it.each(OCCLUSIONS.map((scene) => [scene.what, scene] as const))('%s: fails closed', async (what, scene) => {
  const { film, suggestion } = await followed(scene);
  const hiddenFrom = film.shots.findIndex(({ hidden }) => hidden > 0);
  const before = coverageOf(suggestion, truthsOf(film, hiddenFrom));
  const all = coverageOf(suggestion, truthsOf(film));
  const lookFrom = toLookAt(suggestion)[0]?.from ?? Infinity;
  const [uncovered = Infinity] = all.uncovered;
  tellCoverage(
    what,
    before,
    `behind it from ${hiddenFrom}, to be looked at from ${lookFrom}, lost from ${String(suggestion.lostFrom)}, uncovered from ${uncovered}`,
  );
  expect(before.covered / before.frames).toBeGreaterThanOrEqual(0.99);
  expect(before.excess).toBeLessThanOrEqual(0.6);
  const halfHidden = film.shots.findIndex(({ hidden }) => hidden > 0.5);
  expect(lookFrom).toBeLessThanOrEqual(halfHidden === -1 ? uncovered : Math.min(uncovered, halfHidden));
  expect(all.unnoticed).toEqual([]);
  expect(suggestion.lostFrom).not.toBeNull();
});

it('a track that failed open would be noticed', async () => {
  const { film, suggestion } = await followed(ELSEWHERE);
  const coverage = coverageOf(suggestion, truthsOf(film));
  expect(coverage.uncovered).not.toEqual([]);
  expect(coverage.unnoticed).toEqual([]);
  const frames = suggestion.frames.map((frame) => ({ ...frame, needsALook: false }));
  expect(coverageOf({ ...suggestion, frames }, truthsOf(film)).unnoticed).toEqual(coverage.uncovered);
});

it.each(
  FOOTAGE_TARGETS.flatMap((target) => [
    [target.what, 'forwards', target] as const,
    [target.what, 'backwards', target] as const,
  ]),
)('real footage: %s, %s: what is not hidden is to be looked at', async (what, way, { clip, picture, boxes }) => {
  const source = realClip(clip);
  if (source === null) return;
  const truths = boxes.map(({ frame, box }) => ({
    frame,
    box: fractions(box, picture),
    sure: fractions(shrunk(box, BY_EYE), picture),
  }));
  const [first, last] = [truths[0]!, truths.at(-1)!];
  const drawn = way === 'forwards' ? first : last;
  const suggestion = await suggestTrack(at.bench, {
    source,
    frame: drawn.frame,
    box: drawn.box,
    from: first.frame,
    to: last.frame + 1,
  });
  const coverage = coverageOf(suggestion, truths);
  const sure = suggestion.frames.filter(({ needsALook }) => !needsALook).length;
  tellCoverage(`${what}, ${way}`, coverage, `sure of ${sure} of ${suggestion.frames.length} frames`);
  expect(coverage.unnoticed).toEqual([]);
});
