import type { BoxTrack, PolygonTrack, RedactionPlan, VideoTrack } from '@app/redactions/domain';
import { frames, type Saboteur } from './saboteur';
import { HEIGHT, inSamples, PLAN, withTrack, WIDTH } from './scene';

// The renderer does another thing than the plan says. Every mask of every shape is drawn by its own code, a little wrong.

const box = (change: (track: BoxTrack) => Partial<BoxTrack>) => (track: VideoTrack) => [
  { ...(track as BoxTrack), ...change(track as BoxTrack) },
];

/** Every keyframe moved and grown by so many samples. */
const moved = (dx: number, dy: number, dw = 0, dh = 0) =>
  box(({ keyframes }) => ({
    keyframes: keyframes.map((one) => ({
      ...one,
      x: one.x + dx / WIDTH,
      y: one.y + dy / HEIGHT,
      w: one.w + dw / WIDTH,
      h: one.h + dh / HEIGHT,
    })),
  }));

const points = (change: (x: number, y: number) => readonly [number, number]) => (track: VideoTrack) => {
  const polygon = track as PolygonTrack;
  const keyframes = polygon.keyframes.map((one) => ({ ...one, points: one.points.map(([x, y]) => change(x, y)) }));
  return [{ ...polygon, keyframes }];
};

/** A keyframe's frame moved, its box left where it is. */
const later = (by: number) => box((one) => ({ keyframes: one.keyframes.map((k) => ({ ...k, frame: k.frame + by })) }));

const shape = (id: string): BoxTrack => PLAN.video.find((track) => track.id === id) as BoxTrack;

/** One frame in the middle is left out: the same mask before and behind it. */
const interrupted = (at: number) => (track: VideoTrack) => [
  { ...track, to: at },
  ...later(0)({ ...track, id: `${track.id}-2`, from: at + 1 }),
];

type Case = readonly [what: string, track: string, at: readonly number[], plan: RedactionPlan];

const MASKS: readonly Case[] = [
  ['a mask left out', 'rectangle', frames(12, 17), withTrack('rectangle', () => [])],
  ['one frame of a mask left out', 'rectangle', [14], withTrack('rectangle', interrupted(14))],
  ['a rectangle that begins a frame late', 'rectangle', [12], withTrack('rectangle', box(() => ({ from: 13 })))],
  ['a rectangle that ends a frame early', 'rectangle', [16], withTrack('rectangle', box(() => ({ to: 16 })))],
  ['a polygon that begins a frame late', 'polygon', [12], withTrack('polygon', (t) => [{ ...t, from: 13 }])],
  ['an ellipse without its margin in time', 'ellipse', [12, 17], withTrack('ellipse', box(() => ({ padding: { space: 0.1, frames: 0 } })))],
  ['an ellipse without its margin in space', 'ellipse', frames(12, 18), withTrack('ellipse', box(() => ({ padding: { space: 0, frames: 1 } })))],
  ['a rectangle two samples too far right', 'rectangle', frames(12, 17), withTrack('rectangle', moved(2, 0))],
  ['a rectangle two samples too far left', 'rectangle', frames(12, 17), withTrack('rectangle', moved(-2, 0))],
  ['a rectangle two samples too low', 'rectangle', frames(12, 17), withTrack('rectangle', moved(0, 2))],
  ['a rectangle two samples too high', 'rectangle', frames(12, 17), withTrack('rectangle', moved(0, -2))],
  ['an ellipse two samples too far right', 'ellipse', frames(12, 18), withTrack('ellipse', moved(2, 0))],
  ['a polygon two samples too far right', 'polygon', frames(12, 17), withTrack('polygon', points((x, y) => [x + 2 / WIDTH, y]))],
  ['a moving mask two samples too far right', 'walker', frames(12, 18), withTrack('walker', moved(2, 0))],
  ['a rectangle smaller by two samples', 'rectangle', frames(12, 17), withTrack('rectangle', moved(0, 0, -2, -2))],
  ['an ellipse smaller by two samples all round', 'ellipse', frames(12, 18), withTrack('ellipse', moved(2, 2, -4, -4))],
  ['a polygon smaller by two samples', 'polygon', frames(12, 17), withTrack('polygon', points((x, y) => [x, y < 0.58 ? y + 3 / HEIGHT : y]))],
  ['a whole frame less two samples at its edge', 'frame', [18], withTrack('frame', (t) => [{ ...shape('rectangle'), ...t, shape: 'rectangle', keyframes: [{ frame: 18, ...inSamples(0, 0, WIDTH - 2, HEIGHT) }] }])],
  ['a whole frame left out', 'frame', [18], withTrack('frame', () => [])],
  ['a mask drawn where it was a frame before', 'walker', frames(13, 18), withTrack('walker', later(1))],
  ['a mask that does not move along', 'walker', frames(13, 18), withTrack('walker', box(({ keyframes: [first] }) => ({ keyframes: [first!] })))],
  ['a mask of another track in its place', 'rectangle', frames(12, 17), withTrack('rectangle', box(() => ({ keyframes: shape('walker').keyframes })))],
  ['an ellipse in place of a rectangle', 'rectangle', frames(12, 17), withTrack('rectangle', box(() => ({ shape: 'ellipse' })))],
  ['a mask drawn as in a picture that is turned', 'rectangle', frames(12, 17), withTrack('rectangle', box(({ keyframes }) => ({ keyframes: keyframes.map((k) => ({ ...k, x: k.y, y: 1 - k.x - k.w, w: k.h, h: k.w })) })))],
]; // prettier-ignore

const REST: readonly Case[] = [
  ['a mask that begins a frame early', '', [11], withTrack('rectangle', box(() => ({ from: 11 })))],
  ['a mask that hides eight samples too much', '', frames(12, 17), withTrack('rectangle', moved(0, 0, 16, 0))],
  ['a mask that nobody asked for', '', [15], withTrack('rectangle', (t) => [t, { ...shape('rectangle'), id: 'more', from: 15, to: 16, keyframes: [{ frame: 15, ...inSamples(80, 64, 32, 24) }] }])],
]; // prettier-ignore

/** The plan with other muted intervals. */
const mutes = (change: (one: RedactionPlan['audio'][number]) => RedactionPlan['audio']): RedactionPlan => ({
  ...PLAN,
  audio: PLAN.audio.flatMap(change),
});
const onMute = (id: string, change: Partial<RedactionPlan['audio'][number]>): RedactionPlan =>
  mutes((one) => (one.id === id ? [{ ...one, ...change }] : [one]));

type SoundCase = readonly [
  what: string,
  rule: Saboteur['rule'],
  track: string,
  second: readonly [number, number],
  plan: RedactionPlan,
];

const SOUND: readonly SoundCase[] = [
  ['a mute left out', 'muted-is-silent', 'silence', [0.34, 0.42], mutes((one) => (one.id === 'silence' ? [] : [one]))],
  ['a mute whose margin begins 10 ms late', 'muted-is-silent', 'silence', [0.34, 0.37], onMute('silence', { from: 0.41 })],
  ['a mute whose margin ends 10 ms early', 'muted-is-silent', 'silence', [0.73, 0.76], onMute('silence', { to: 0.69 })],
  ['a tone where silence was ordered', 'muted-is-silent', 'silence', [0.34, 0.42], onMute('silence', { effect: 'tone' })],
  ['silence where a tone was ordered', 'tone-is-tone', 'tone', [1.14, 1.21], onMute('tone', { effect: 'silence' })],
  ['a tone left out', 'tone-is-tone', 'tone', [1.14, 1.21], mutes((one) => (one.id === 'tone' ? [] : [one]))],
]; // prettier-ignore

const planned =
  (rule: Saboteur['rule']) =>
  ([what, track, at, plan]: Case): Saboteur => ({
    what,
    rule,
    frames: at,
    ...(track !== '' && { track }),
    make: (scene) => scene.render(plan),
  });

export const OF_THE_PLAN: readonly Saboteur[] = [
  ...MASKS.map(planned('mask-is-fill')),
  ...REST.map(planned('rest-unchanged')),
  ...SOUND.map(([what, rule, track, second, plan]) => ({
    what,
    rule,
    track,
    second,
    make: (scene: Parameters<Saboteur['make']>[0]) => scene.render(plan),
  })),
];
