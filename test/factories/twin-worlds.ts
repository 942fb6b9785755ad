import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BoxTrack, RedactionPlan } from '@app/redactions/domain';
import * as fc from 'fast-check';
import { ffmpeg } from '../fixtures/clips';

const WIDTH = 96;
const HEIGHT = 64;
const RATE = 48_000;

/** A recording and a plan for it, of which two originals are made that differ under the plan only. */
export interface World {
  readonly seed: number;
  readonly frames: number;
  readonly gop: number;
  readonly bFrames: number;
  readonly variable: boolean;
  readonly turned: boolean;
  readonly container: 'mov' | 'mkv';
  readonly tracks: readonly BoxTrack[];
  /** Seconds; null for a recording without sound. */
  readonly mute: { readonly from: number; readonly to: number } | null;
}

const basis = { type: 'policy', why: 'Only one of the two worlds is real.' } as const;
const fraction = fc.double({ min: 0, max: 1, noNaN: true });

const box = fc.record({
  x: fraction.map((at) => at * 0.7),
  y: fraction.map((at) => at * 0.7),
  w: fraction.map((size) => 0.1 + size * 0.3),
  h: fraction.map((size) => 0.1 + size * 0.3),
});

const track = (frames: number): fc.Arbitrary<BoxTrack> =>
  fc
    .record({
      shape: fc.constantFrom('rectangle' as const, 'ellipse' as const),
      start: fraction,
      length: fraction,
      first: box,
      last: box,
    })
    .map(({ shape, start, length, first, last }) => {
      const from = Math.floor(start * (frames - 1));
      const to = Math.min(from + 1 + Math.floor(length * 8), frames);
      const keyframes = [{ frame: from, ...first }, ...(to - 1 > from ? [{ frame: to - 1, ...last }] : [])];
      return { id: '', shape, from, to, keyframes, subject: 'bystander', basis };
    });

export const worlds: fc.Arbitrary<World> = fc
  .record({
    seed: fc.integer({ min: 1, max: 2 ** 30 }),
    frames: fc.integer({ min: 8, max: 30 }),
    gop: fc.constantFrom(1, 3, 5, 10, 40),
    bFrames: fc.constantFrom(0, 0, 2),
    variable: fc.boolean(),
    turned: fc.boolean(),
    container: fc.constantFrom('mov' as const, 'mkv' as const),
    hasSound: fc.boolean(),
    muteFrom: fraction,
    muteFor: fraction,
  })
  .chain(({ hasSound, muteFrom, muteFor, ...world }) =>
    fc.array(track(world.frames), { minLength: 1, maxLength: 3 }).map((tracks): World => {
      const length = world.frames / 25;
      const from = muteFrom * length * 0.7;
      return {
        ...world,
        turned: world.turned && world.container === 'mov', // Matroska, as ffmpeg 5 writes it, knows no turn
        tracks: tracks.map((one, i) => ({ ...one, id: `t${i}` })),
        mute: hasSound ? { from, to: Math.min(from + 0.03 + muteFor * 0.2, length) } : null,
      };
    }),
  );

export const planOf = ({ tracks, mute }: World): RedactionPlan => ({
  version: 1,
  video: tracks,
  audio: mute ? [{ ...mute, effect: 'silence', subject: 'spoken-name', basis }] : [],
});

/** Two originals, without loss, whose decoded frames and samples differ only where the plan hides them. */
export function makeTwins(folder: string, world: World): readonly [string, string] {
  return [twin(folder, world, 'one'), twin(folder, world, 'other')];
}

function twin(folder: string, world: World, name: 'one' | 'other'): string {
  const picture = join(folder, `${name}.yuv`);
  writeFileSync(picture, Buffer.concat(Array.from({ length: world.frames }, (_, i) => frame(world, i, name))));
  const sound = join(folder, `${name}.pcm`);
  if (world.mute) writeFileSync(sound, samples(world, world.mute, name));
  const times = world.variable ? ['-vf', 'setpts=(N*40+floor(N/3)*20)/1000/TB', '-fps_mode', 'passthrough'] : [];
  const path = join(folder, `${name}.${world.container}`);
  const upright = world.turned ? join(folder, `${name}.upright.${world.container}`) : path;
  ffmpeg([
    ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${WIDTH}x${HEIGHT}`, '-r', '25', '-i', picture],
    ...(world.mute ? ['-f', 's16le', '-ar', String(RATE), '-ac', '1', '-i', sound, '-c:a', 'pcm_s16le'] : []),
    ...[...times, '-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '0', '-threads', '1', '-bf', String(world.bFrames)],
    ...['-g', String(world.gop), '-keyint_min', String(world.gop), '-sc_threshold', '0', '-x264-params', 'open-gop=0'],
    upright,
  ]);
  if (world.turned) ffmpeg(['-i', upright, '-map', '0', '-c', 'copy', '-metadata:s:v', 'rotate=90', path]);
  return path;
}

/** A moving pattern; under the masks, in the other world, another one. */
function frame(world: World, number: number, name: 'one' | 'other'): Buffer {
  const random = generator(world.seed + number);
  const luma = Buffer.alloc(WIDTH * HEIGHT);
  for (let i = 0; i < luma.length; i++) luma[i] = 40 + ((i * 3 + number * 5) % 120) + (random() & 31);
  const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, 90 + (world.seed % 60));
  if (name === 'other') {
    for (let y = 0; y < HEIGHT; y++)
      for (let x = 0; x < WIDTH; x++) if (isHidden(world, number, x, y)) luma[y * WIDTH + x] = 235 - (random() & 63);
  }
  return Buffer.concat([luma, chroma]);
}

/** Written out here once more: the product's own geometry plays no part. A sample is hidden when its centre is. */
function isHidden({ tracks, turned }: World, number: number, x: number, y: number): boolean {
  const [u, v] = [(x + 0.5) / WIDTH, (y + 0.5) / HEIGHT];
  const [px, py] = turned ? [v, 1 - u] : [u, v]; // as displayed: a quarter turned against the clock
  return tracks.some((one) => {
    if (number < one.from || number >= one.to) return false;
    const [first, last = one.keyframes[0]] = one.keyframes;
    const span = last!.frame - first!.frame;
    const share = span === 0 ? 0 : (number - first!.frame) / span;
    const at = (key: 'x' | 'y' | 'w' | 'h'): number => first![key] + (last![key] - first![key]) * share;
    const [dx, dy] = [(px - at('x')) / at('w'), (py - at('y')) / at('h')];
    if (one.shape === 'ellipse') return (dx - 0.5) ** 2 + (dy - 0.5) ** 2 < 0.25;
    return dx > 0 && dx < 1 && dy > 0 && dy < 1;
  });
}

function samples({ seed, frames, variable }: World, mute: { from: number; to: number }, name: 'one' | 'other'): Buffer {
  const random = generator(seed);
  const seconds = variable ? (frames * 40 + Math.floor(frames / 3) * 20) / 1000 : frames / 25;
  const pcm = Buffer.alloc(Math.round(seconds * RATE) * 2);
  for (let i = 0; i < pcm.length / 2; i++) {
    const shared = (random() & 0x1fff) - 0x1000;
    const muted = i / RATE >= mute.from && i / RATE < mute.to;
    pcm.writeInt16LE(muted && name === 'other' ? 0x3000 - shared : shared, i * 2);
  }
  return pcm;
}

/** xorshift32: the same numbers for the same seed, everywhere. */
function generator(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
