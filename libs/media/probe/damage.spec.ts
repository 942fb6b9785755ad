import { type DamageFacts, damageOf } from './damage';
import { FaultFinder } from './locate-faults';

/** Twelve frames at ten a second in two closed groups of six, decoded in the order I P B B P B. */
const ORDER = [0, 3, 1, 2, 5, 4].flatMap((time) => time * 10);
const aClip = (change: Partial<DamageFacts> = {}): DamageFacts => ({
  order: {
    pts: [...ORDER, ...ORDER.map((time) => time + 60)],
    key: Array.from({ length: 12 }, (_, i) => i % 6 === 0),
    hidden: Array.from({ length: 12 }, () => false),
  },
  frames: Array.from({ length: 12 }, (_, i) => i * 10),
  secondsAt: (ticks) => ticks / 100,
  end: 1.2,
  claimedEnd: 0,
  faulty: [],
  faultySound: [],
  tabled: true,
  short: null,
  ...change,
});
const spans = (facts: DamageFacts): string[] =>
  damageOf(facts).map(({ part, kind, from, to, start, end }) => `${part} ${kind} ${from}-${to} ${start}-${end}`);

it('nothing is said of a clip that is whole', () => {
  expect(damageOf(aClip())).toEqual([]);
});

it('a fault reaches every frame that is decoded after it in its group, also those that are shown before it', () => {
  expect(spans(aClip({ faulty: [1] }))).toEqual(['picture faulty 1-6 0.1-0.6']);
  expect(spans(aClip({ faulty: [5] }))).toEqual(['picture faulty 4-5 0.4-0.5']);
  expect(spans(aClip({ faulty: [6] }))).toEqual(['picture faulty 6-12 0.6-1.2']);
});

it('and in an open group those that are shown before the next beginning, but are decoded after it', () => {
  const order = { pts: [0, 20, 10, 50, 30, 40, 60], key: [true, false, false, true, false, false, false], hidden: new Array<boolean>(7).fill(false) }; // prettier-ignore
  const frames = [0, 10, 20, 30, 40, 50, 60];
  expect(spans(aClip({ order, frames, end: 0.7, faulty: [2] }))).toEqual([
    'picture faulty 1-2 0.1-0.2',
    'picture faulty 3-5 0.3-0.5',
  ]);
});

it('a frame that never came out is missing where it would stand, and what was made from it is faulty', () => {
  const frames = aClip().frames.filter((time) => time !== 30);
  const found = damageOf(aClip({ frames }));
  expect(found).toEqual([
    { part: 'picture', kind: 'faulty', from: 1, to: 5, start: 0.1, end: 0.6, says: 'Frames 1 to 4, from 0.100 s to 0.600 s, are faulty: the decoder met damaged data and what it shows may not be what was recorded.' },
    { part: 'picture', kind: 'missing', from: 3, to: 3, start: 0.3, end: 0.4, says: 'One frame at 0.300 s, before frame 3, cannot be decoded: it is missing.' },
  ]); // prettier-ignore
});

it('without a table of pictures, a gap in a damaged clip is missing frames; in a whole one it is how it was recorded', () => {
  const lacking = (change: Partial<DamageFacts>): DamageFacts => {
    const { order, frames } = aClip();
    const kept = order.pts.map((time) => time !== 80 && time !== 90);
    const left = { pts: order.pts.filter((_, i) => kept[i]), key: order.key.filter((_, i) => kept[i]), hidden: order.hidden.filter((_, i) => kept[i]) };
    return aClip({ order: left, frames: frames.filter((time) => time !== 80 && time !== 90), tabled: false, ...change });
  };
  expect(spans(lacking({}))).toEqual([]);
  expect(spans(lacking({ faulty: [9] }))).toEqual(['picture faulty 7-10 0.7-1.2', 'picture missing 8-8 0.8-1']);
  expect(spans(lacking({ faulty: [9], claimedEnd: 1.3 }))).toContain('picture missing 10-10 1.2-1.3');
}); // prettier-ignore

it('a frame that an edit list hides is not missing', () => {
  const { order, frames } = aClip();
  const hidden = order.pts.map((time) => time < 60);
  expect(damageOf(aClip({ order: { ...order, hidden }, frames: frames.slice(6) }))).toEqual([]);
});

it('faulty sound is stated in seconds, with the frames that are shown meanwhile', () => {
  expect(spans(aClip({ faultySound: [[0.52, 0.54], [0.5, 0.52], [0.9, 0.92]] }))).toEqual([
    'sound faulty 5-6 0.5-0.54',
    'sound faulty 9-10 0.9-0.92',
  ]);
}); // prettier-ignore

it('a file that ends early says how much it lacks', () => {
  const [span] = damageOf(aClip({ short: { frames: 8, end: 2 } }));
  expect(span).toMatchObject({ kind: 'ends-early', from: 12, to: 12, start: 1.2, end: 2 });
  expect(span?.says).toBe('The file ends early, at 1.200 s: 8 frames or 0.800 s that it announces are not in it.');
});

describe('what ffmpeg says while it decodes', () => {
  const VIDEO = (pts: number): string =>
    `[info] demuxer+ffmpeg -> ist_index:0 type:video pkt_pts:${pts} pkt_pts_time:0.1`;
  const SOUND =
    '[info] demuxer+ffmpeg -> ist_index:1 type:audio pkt_pts:9 pkt_pts_time:0.25 pkt_dts:9 duration:1 duration_time:0.02 off:0';
  const FRAME = (pts: number): string => `[info] decoder -> ist_index:0 type:video frame_pts:${pts} frame_pts_time:1`;
  const ERROR = '[h264 @ 0x55] [error] error while decoding MB 7 0, bytestream 1517';
  const found = (...lines: string[]): [number[], [number, number][]] => {
    const finder = new FaultFinder(0, (pts) => pts / 10);
    for (const line of lines) finder.take(line);
    return [finder.found.pictures, finder.found.sound];
  }; // prettier-ignore

  it.each([
    ['a clean decode', [VIDEO(0), FRAME(0), VIDEO(10), SOUND, FRAME(10)], [[], []]],
    ['an error after a picture', [VIDEO(0), VIDEO(10), ERROR, FRAME(0)], [[1], []]],
    ['an error after sound', [VIDEO(0), SOUND, '[aac @ 0x1] [error] channel element 1.9 is not allocated'], [[], [[0.25, 0.27]]]],
    ['a corrupt frame, which is the one that comes next', [VIDEO(0), VIDEO(10), VIDEO(20), '[warning] file:inputs/source: corrupt decoded frame in stream 0', FRAME(0)], [[0], []]],
    ['a corrupt frame when all packets are in', [VIDEO(0), SOUND, '[warning] x: corrupt decoded frame in stream 0', FRAME(0)], [[0], []]],
    ['a parser’s complaint about what comes', [VIDEO(0), '[NULL @ 0x1] [error] pps_id 9 out of range', VIDEO(10)], [[1], []]],
    ['a demuxer’s complaint, before and after', [VIDEO(0), VIDEO(10), '[mov,mp4,m4a,3gp,3g2,mj2 @ 0x1] [error] stream 0, offset 0x1: partial file', VIDEO(20)], [[1, 2], []]],
    ['complaints before the first packet, which come again', [ERROR, VIDEO(0)], [[], []]],
  ])('%s', (_what, lines, expected) => {
    expect(found(...lines)).toEqual(expected);
  }); // prettier-ignore
});
