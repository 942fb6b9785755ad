import { BEYOND_THE_VERIFIER, type Saboteur, SABOTEURS } from '../../factories/saboteurs';

/** Every mutation that the issue names, and those of the set that are it. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  'unmasked frame': ['one frame of a mask left out', 'one frame left unmasked', 'a whole frame left out'],
  'late by one': ['a rectangle that begins a frame late', 'a polygon that begins a frame late', 'a mask drawn where it was a frame before'],
  'early by one': ['a rectangle that ends a frame early', 'a mask that begins a frame early', 'an ellipse without its margin in time'],
  'shift by 2 px': ['a rectangle two samples too far right', 'a rectangle two samples too far left', 'a rectangle two samples too low', 'a rectangle two samples too high', 'an ellipse two samples too far right', 'a polygon two samples too far right', 'a moving mask two samples too far right'],
  'shrink by 2 px': ['a rectangle smaller by two samples', 'an ellipse smaller by two samples all round', 'a polygon smaller by two samples', 'a whole frame less two samples at its edge'],
  'wrong track': ['a mask of another track in its place'],
  'dropped frame': ['a dropped frame where it was copied', 'a dropped frame where it was encoded', 'the last frame left out'],
  'duplicated frame': ['a frame shown twice in place of the next', 'a frame too many where it was copied', 'a frame too many where it was encoded'],
  'reordered frame': ['two encoded frames exchanged', 'two coded pictures that exchanged their places', 'two encoded frames that exchanged their times', 'two copied frames that exchanged their times', 'two copied pictures that exchanged their places'],
  'shifted PTS': ['a copied frame shown a tick late', 'an encoded frame shown a tick early', 'every frame shown a tick late', 'a clock that runs a thousandth faster'],
  'stale GOP from the original': ['the group of pictures of the original where the masks are', 'a picture of the original behind a masked one in its sample'],
  'SEI left in': ['SEI left in a copied picture', 'SEI in an encoded picture', 'SEI behind the slices of the last picture'],
  'GPS track left in': ['a track of places', 'a place', 'a place of the track'],
  'title left in': ['a title', 'tags as QuickTime writes them', 'chapters'],
  'edit list hiding frames': ['an edit list that hides the first ten frames', 'an edit list that hides the last frames', 'an edit list that leaves frames out in the middle'],
  'audio leak of 10 ms': ['10 ms left at the beginning of a mute', '10 ms left in the middle of a mute', '10 ms left at the end of a mute', '10 ms left in one channel only', '10 ms of words in the middle of the tone'],
  'second audio track': ['a second sound track'],
  'trailing bytes': ['bytes after the last box', 'a free box at the end', 'bytes that no sample uses'],
  'thumbnail box': ['a thumbnail', 'a preview picture', 'an attached picture', 'a uuid box'],
  'caption leak': ['a caption track', 'a caption track in WebVTT'],
}; // prettier-ignore

const names = SABOTEURS.map(({ what }) => what);

it.each(Object.entries(NAMED))('the set holds: %s', (_mutation, saboteurs) => {
  expect(names).toEqual(expect.arrayContaining([...saboteurs]));
});

it('the set is large, and none of it is also among those that no verifier can tell', () => {
  for (const [kind, many] of [
    ['full', 60],
    ['smart', 150],
  ] as const) {
    const of = (all: readonly Saboteur[]): string[] =>
      all.filter((one) => (one.kind ?? kind) === kind).map(({ what }) => what);
    expect(of(SABOTEURS).length).toBeGreaterThanOrEqual(many);
    const all = of([...SABOTEURS, ...BEYOND_THE_VERIFIER]);
    expect(new Set(all).size).toBe(all.length);
  }
});

it('every rule of the verifier is broken by some of it', () => {
  const broken = new Set(SABOTEURS.map(({ rule }) => rule));
  expect([...broken].sort()).toEqual([
    'allowed-boxes',
    'every-byte-accounted',
    'every-frame-once',
    'exact-times',
    'index-as-written',
    'mask-is-fill',
    'muted-is-silent',
    'no-hidden-frames',
    'no-metadata',
    'one-picture-one-sound',
    'provenance-as-written',
    'rest-unchanged',
    'slices-only',
    'sound-complete',
    'sound-unchanged',
    'tone-is-tone',
    'well-formed',
  ]);
});
