import { readFileSync, writeFileSync } from 'node:fs';
import { examine, suggestTrack } from '@app/media';
import { acceptedAs, type Box, toLookAt, type TrackSuggestion } from '@app/redactions/domain';
import { type Film, filmOf } from '../../fixtures/films';
import { ffmpeg } from '../../fixtures/clips';
import { HEIGHT, WIDTH } from '../../fixtures/moving-targets';
import { RUNNER } from '../../fixtures/scenes';
import { contentsOf } from '../../support/decoded';
import { openTestBench, type TestBench } from '../../support/media-bench';

// Frame N of a suggestion is frame N of the plan, in every kind of clip, forwards and backwards; and the box lies where
// the displayed picture shows the target. It moves so fast that a frame more or less would show.

const DRAWN_AT = 27;

let at: TestBench;
beforeAll(async () => {
  at = await openTestBench();
});
afterAll(() => at.close());

interface Kind {
  readonly what: string;
  readonly name: string;
  readonly options?: readonly string[];
  /** Which of the scene's frames the clip holds. */
  readonly keeps?: (frame: number) => boolean;
  readonly rotate?: 90 | 180 | 270;
}

const TIGHT = ['-g', '8', '-keyint_min', '8', '-sc_threshold', '0'];
const KINDS: readonly Kind[] = [
  { what: 'plain', name: 'plain.mp4', options: TIGHT },
  { what: 'with B-frames', name: 'b-frames.mp4', options: ['-preset', 'fast', '-bf', '3', ...TIGHT] },
  { what: 'of open groups', name: 'open.mp4', options: ['-x264-params', 'open-gop=1:keyint=10:bframes=3:scenecut=0'] },
  { what: 'of one long group', name: 'long.mp4', options: ['-g', '500'] },
  {
    what: 'of a variable frame rate',
    name: 'variable.mp4',
    options: [
      ...['-vf', "select='mod(n,7)',setpts='PTS+mod(N*7,5)*0.003/TB'", '-fps_mode', 'passthrough', ...TIGHT],
      ...['-enc_time_base', '1:90000', '-video_track_timescale', '90000'],
    ],
    keeps: (frame) => frame % 7 !== 0,
  },
  {
    what: 'whose first frame is not at zero',
    name: 'late.mp4',
    options: ['-vf', 'setpts=PTS+0.4/TB', '-copyts', '-avoid_negative_ts', 'disabled', ...TIGHT],
  },
  { what: 'in a transport stream', name: 'clip.ts', options: TIGHT },
  { what: 'in a transport stream, with B-frames', name: 'b-frames.ts', options: ['-bf', '3', ...TIGHT] },
  { what: 'in Matroska', name: 'clip.mkv', options: ['-preset', 'fast', '-bf', '2', ...TIGHT] },
  {
    what: 'in AVI, from a recorder',
    name: 'clip.avi',
    options: ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '3'],
  },
  { what: 'in HEVC', name: 'hevc.mp4', options: ['-c:v', 'libx265', '-x265-params', 'log-level=none:keyint=10'] },
  { what: 'of samples that are not square', name: 'wide.mp4', options: ['-vf', 'setsar=16/11', ...TIGHT] },
  { what: 'turned by 90 degrees', name: 'turned-90.mp4', rotate: 90 },
  { what: 'turned by 180 degrees', name: 'turned-180.mp4', rotate: 180 },
  { what: 'turned by 270 degrees', name: 'turned-270.mp4', rotate: 270 },
];

function make({ name, options = [], rotate, keeps = () => true }: Kind): Film & { readonly turned: number } {
  const film = filmOf(at.folder, RUNNER, { name: rotate ? `upright-${name}` : name, options });
  const shots = film.shots.filter((_, frame) => keeps(frame));
  if (!rotate) return { ...film, shots, turned: 0 };
  const path = at.path(name);
  ffmpeg(['-i', film.path, '-c', 'copy', '-metadata:s:v', `rotate=${rotate}`, path]);
  return { path, shots, turned: turnOf(path) };
}

/** Degrees clockwise by which a player turns the picture, as the machine's own ffprobe has it. */
const turnOf = (path: string): number =>
  (360 - (contentsOf(path).streams[0]?.side_data_list?.find((data) => data.rotation)?.rotation ?? 0)) % 360;

/** Where a player that turns the picture clockwise shows the box, in fractions. */
function displayed({ x, y, w, h }: Box, turned: number): Box {
  const [u, v, p, q] = [x / WIDTH, y / HEIGHT, w / WIDTH, h / HEIGHT];
  if (turned === 90) return { x: 1 - v - q, y: u, w: q, h: p };
  if (turned === 180) return { x: 1 - u - p, y: 1 - v - q, w: p, h: q };
  if (turned === 270) return { x: v, y: 1 - u - p, w: q, h: p };
  return { x: u, y: v, w: p, h: q };
}

const middle = ({ x, y, w, h }: Box): [number, number] => [x + w / 2, y + h / 2];

/** How far, in samples, the suggested box's middle lies from the target's, on the worst frame. */
const farthestAway = ({ frames }: TrackSuggestion, truths: readonly Box[]): number =>
  Math.max(
    ...frames.map(({ frame, box }) => {
      const [[x, y], [tx, ty]] = [middle(box), middle(truths[frame]!)];
      return Math.hypot((x - tx) * WIDTH, (y - ty) * HEIGHT);
    }),
  );

it.each(KINDS.map((kind) => [kind.what, kind] as const))('a clip %s', async (_what, kind) => {
  const { path, shots, turned } = make(kind);
  expect(turned !== 0).toBe(kind.rotate !== undefined);
  const truths = shots.map(({ truth }) => displayed(truth, turned));
  const drawn = { frame: DRAWN_AT, box: truths[DRAWN_AT]! };
  const pts = (await indexOf(path))[DRAWN_AT]!; // as the editor knows that frame
  const suggestion = await suggestTrack(at.bench, { source: path, ...drawn, pts, from: 0 });
  expect(suggestion).toMatchObject({ from: 0, to: shots.length, lostFrom: null, lostUntil: null });
  expect(farthestAway(suggestion, truths)).toBeLessThan(2);
});

async function indexOf(path: string): Promise<readonly number[]> {
  const found = await examine(at.bench, path);
  if (found.verdict === 'quarantined') throw new Error(found.says);
  return found.index.pts;
}

it('a frame that is named by another time than its own is not followed from', async () => {
  const { path, shots } = make(KINDS[0]!);
  const drawn = { source: path, frame: DRAWN_AT, box: displayed(shots[DRAWN_AT]!.truth, 0) };
  const pts = (await indexOf(path))[DRAWN_AT + 1]!;
  await expect(suggestTrack(at.bench, { ...drawn, pts })).rejects.toMatchObject({
    code: 'invalid-input',
    fields: [{ field: 'pts', says: expect.stringContaining(`the presentation time of frame ${DRAWN_AT}`) as string }],
  });
});

it('tells how far it is, up to all of it, and stops in either direction when it is told to', async () => {
  const { path, shots } = make(KINDS[0]!);
  const request = { source: path, frame: DRAWN_AT, box: displayed(shots[DRAWN_AT]!.truth, 0), from: 0 };
  const told: number[] = [];
  await suggestTrack(at.bench, { ...request, onProgress: (done, of) => told.push(done / of) });
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told.at(-1)).toBe(1);
  for (const stopAt of [5, shots.length - 5]) {
    const stop = new AbortController();
    let last = 0;
    const onProgress = (done: number): void => {
      last = done;
      if (done >= stopAt) stop.abort(new Error('nobody wants it any more'));
    };
    const stopped = suggestTrack(at.bench, { ...request, signal: stop.signal, onProgress });
    await expect(stopped).rejects.toThrow('nobody wants it any more');
    expect(last).toBeLessThan(shots.length);
  }
});

it('a clip in which times occur twice, so that they say nothing: frames are counted as the renderer counts', async () => {
  const { path, shots } = filmOf(at.folder, RUNNER, { name: 'half.ts', options: TIGHT });
  const joined = at.path('joined.ts');
  writeFileSync(joined, Buffer.concat([readFileSync(path), readFileSync(path)]));
  const truths = shots.map(({ truth }) => displayed(truth, 0));
  const drawn = { frame: DRAWN_AT, box: truths[DRAWN_AT]! };
  const suggestion = await suggestTrack(at.bench, { source: joined, ...drawn, from: 0, to: shots.length });
  expect(suggestion).toMatchObject({ lostFrom: null, lostUntil: null });
  expect(farthestAway(suggestion, truths)).toBeLessThan(2);
});

it('is the same every time', async () => {
  const { path, shots } = make(KINDS[1]!);
  const request = { source: path, frame: 20, box: displayed(shots[20]!.truth, 0), from: 5, to: 40 };
  expect(await suggestTrack(at.bench, request)).toEqual(await suggestTrack(at.bench, request));
});

it('what is accepted is a track of the plan like any other', async () => {
  const { path, shots } = make(KINDS[0]!);
  const suggestion = await suggestTrack(at.bench, {
    source: path,
    frame: 5,
    box: displayed(shots[5]!.truth, 0),
    to: 20,
  });
  expect(toLookAt(suggestion)).toEqual([]);
  const basis = { type: 'policy', why: 'A passer-by.' } as const;
  const track = acceptedAs(suggestion, { id: 't1', shape: 'ellipse', subject: 'bystander', basis });
  expect(track).toMatchObject({
    from: 5,
    to: 20,
    padding: { space: 0.08, frames: 2 },
    keyframes: suggestion.keyframes,
  });
});
