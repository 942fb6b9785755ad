import fc from 'fast-check';
import { coverAt, mutedSamples, parsePlan, type Picture, type VideoTrack } from '.';

const json = fc.anything({ withNullPrototype: true, withSparseArray: true, maxDepth: 6 });
const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -0, 1, NaN, Infinity, 2 ** 53, '1', null));
const basis = fc.oneof(fc.constant({ type: 'policy', why: 'x' }), json);
const keyframe = fc.record({ frame: number, x: number, y: number, w: number, h: number }, { requiredKeys: [] });
const track = fc.record(
  {
    id: fc.oneof(fc.string(), json),
    shape: fc.constantFrom('rectangle', 'ellipse', 'polygon', 'frame', '__proto__', 'star'),
    from: number,
    to: number,
    keyframes: fc.oneof(fc.array(keyframe, { maxLength: 4 }), json),
    padding: fc.oneof(fc.record({ space: number, frames: number }), json),
    subject: fc.oneof(fc.string(), json),
    basis,
  },
  { requiredKeys: ['shape'] },
);
const almost = fc.record({
  version: fc.constantFrom(1, 1, 1, 2),
  video: fc.array(track, { maxLength: 3 }),
  audio: fc.array(fc.record({ from: number, to: number, effect: fc.constantFrom('silence', 'tone', 'x'), subject: fc.string(), basis }), { maxLength: 3 }),
}); // prettier-ignore

it('whatever is sent, a plan is read or every fault is named; nothing is thrown', () => {
  fc.assert(
    fc.property(fc.oneof(json, almost), (sent) => {
      const read = parsePlan(sent, { frames: 100, duration: 4 });
      if (read.ok) return;
      expect(read.faults.length).toBeGreaterThan(0);
      for (const { field, says } of read.faults) expect([field, says].every((words) => words.length > 0)).toBe(true);
    }),
    { numRuns: 1500 },
  );
});

it('what staff call a mask is read, hides nothing more and nothing less, and is neither empty nor long', () => {
  const plain = {
    id: 'a',
    shape: 'ellipse',
    from: 0,
    to: 9,
    subject: 'bystander',
    basis: { type: 'policy', why: 'x' },
  };
  const of = (marks: object): unknown => ({
    version: 1,
    video: [{ ...plain, ...marks, keyframes: [{ frame: 0, x: 0.1, y: 0.2, w: 0.3, h: 0.3 }] }],
  });
  const read = (marks: object) => {
    const parsed = parsePlan(of(marks));
    return parsed.ok ? parsed.plan.video : parsed.faults.map(({ field }) => field);
  };
  const picture: Picture = { width: 320, height: 240, rotation: 0, mirrored: false };
  const marked = read({ label: 'Bystander 2', locked: true }) as VideoTrack[];
  expect(marked).toMatchObject([{ label: 'Bystander 2', locked: true }]);
  expect(coverAt(marked, 4, picture)).toEqual(coverAt(read({}) as VideoTrack[], 4, picture));
  for (const label of ['', ' ', 'x'.repeat(61), 7]) expect(read({ label })).toEqual(['video[0].label']);
  expect(read({ locked: false })).toEqual(['video[0].locked']);
});

const unit = fc.double({ min: 0, max: 0.9, noNaN: true });
const extent = fc.double({ min: 0.01, max: 1.5, noNaN: true });
const sound = fc.tuple(fc.double({ min: 0, max: 3, noNaN: true }), fc.double({ min: 0.001, max: 2, noNaN: true }));

it('a plan that is read can be drawn and muted at every frame, and survives being written and read', () => {
  const picture: Picture = { width: 63, height: 47, rotation: 90, mirrored: true };
  const good = fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 40 }), unit, unit, extent, extent, sound);
  fc.assert(
    fc.property(good, ([from, length, x, y, w, h, [at, lasts]]) => {
      const grounds = { subject: 'bystander', basis: { type: 'policy', why: 'x' } };
      const keyframes = [{ frame: from, x, y, w, h }];
      const sent = {
        version: 1,
        // A rectangle: of an ellipse at a corner, the box may touch the picture and the ellipse not.
        video: [{ id: 't', shape: 'rectangle', from, to: from + length, keyframes, ...grounds }],
        audio: [{ from: at, to: at + lasts, effect: 'silence', ...grounds }],
      };
      const read = parsePlan(sent, { frames: 100, duration: 4 });
      if (!read.ok) throw new Error(JSON.stringify(read.faults));
      expect(parsePlan(JSON.parse(JSON.stringify(read.plan)))).toEqual(read);
      expect(coverAt(read.plan.video, from, picture)).not.toBeNull();
      expect(coverAt(read.plan.video, from + length, picture)).toBeNull();
      const [muted] = mutedSamples(read.plan.audio, 48_000);
      expect(muted!.replaced[0]).toBeLessThanOrEqual(muted!.core[0]);
      expect(muted!.core[1]).toBeGreaterThan(muted!.core[0]);
    }),
    { numRuns: 300 },
  );
});
