import fc from 'fast-check';
import {
  acceptance,
  apply,
  boxAt,
  type BoxTrack,
  EMPTY_PLAN,
  lostAround,
  type Measurement,
  OperationRefused,
  parsePlan,
  type RedactionPlan,
  regionAt,
  resultOf,
  type SuggestedTrack,
  suggestTrack,
  type TrackSuggestion,
  unresolved,
} from '.';

const BOX = { x: 0.4, y: 0.4, w: 0.1, h: 0.2 };
const basis = { type: 'policy', why: 'A passer-by.' } as const;
const pts = (frame: number): number => frame * 512;

const mask = (over: Partial<BoxTrack> = {}): BoxTrack => ({
  id: 'mask-1',
  shape: 'rectangle',
  from: 10,
  to: 40,
  keyframes: [{ frame: 10, ...BOX }],
  subject: 'bystander',
  basis,
  ...over,
});

const planOf = (...video: RedactionPlan['video']): RedactionPlan => ({ ...EMPTY_PLAN, video });

/** A target that walks to the right; both ways from frame 20, lost after so many frames. */
function tracked({ from = 20, to = 60, sure = 39, back = 0 } = {}): TrackSuggestion {
  const measured = (count: number, way: number): Measurement[] =>
    Array.from({ length: count }, (_, i) => ({
      frame: 20 + way * (i + 1),
      box: { ...BOX, x: BOX.x + way * 0.004 * (i + 1) },
      confidence: 0.95,
      likeness: 1,
    }));
  return suggestTrack({
    start: { frame: 20, box: BOX },
    from,
    to,
    forwards: measured(sure, 1),
    backwards: measured(back, -1),
  });
}

const suggested = (found: TrackSuggestion, over: Partial<SuggestedTrack> = {}): SuggestedTrack => ({
  id: 'suggestion-1',
  track: 'mask-1',
  state: 'ready',
  shape: 'rectangle',
  subject: 'bystander',
  basis,
  from: found.from,
  to: found.to,
  result: resultOf(found, 'a test'),
  ...over,
});

const trackOf = (plan: RedactionPlan): BoxTrack => plan.video[0] as BoxTrack;

describe('what is kept of a suggestion', () => {
  it('says where the target was followed, where it was lost, and how sure the tracker was', () => {
    const result = resultOf(tracked({ from: 5, sure: 20, back: 10 }), 'a test');
    expect(result).toMatchObject({
      followed: { from: 10, to: 41 },
      lost: [
        { from: 5, to: 10 },
        { from: 41, to: 60 },
      ],
      method: 'a test',
      confidence: { least: 0.95 },
    });
    expect(resultOf(tracked(), 'a test').lost).toEqual([]);
  });
});

describe('accepting', () => {
  it('adds the mask where there is none, with every keyframe’s time', () => {
    const operation = acceptance(EMPTY_PLAN, suggested(tracked()), { pts });
    expect(operation).toMatchObject({ op: 'add-track', suggestion: 'suggestion-1' });
    const plan = apply(EMPTY_PLAN, operation);
    expect(parsePlan(plan, { frames: 60, pts: Array.from({ length: 60 }, (_, i) => pts(i)) }).ok).toBe(true);
    expect(trackOf(plan)).toMatchObject({ id: 'mask-1', from: 20, to: 60, padding: { space: 0.08, frames: 2 } });
  });

  it('continues the mask that was tracked: its own keyframes stay outside the span, and go inside', () => {
    const keyframes = [10, 30, 39, 70].map((frame) => ({ frame, ...BOX, x: 0.1 }));
    const before = planOf(mask({ keyframes, to: 80, shape: 'ellipse' }));
    const operation = acceptance(before, suggested(tracked()), { pts });
    expect(operation.op).toBe('replace-track');
    const after = trackOf(apply(before, operation));
    expect(after).toMatchObject({ shape: 'ellipse', from: 10, to: 80, padding: { space: 0.08, frames: 2 } });
    expect(after.keyframes.map(({ frame }) => frame)).toEqual([10, 20, 59, 70]);
  });

  it('hides what was suggested on every frame of it, whatever the mask was before', () => {
    const found = tracked({ from: 5, sure: 20, back: 10 });
    const frame = fc.integer({ min: 0, max: 80 });
    const some = fc.uniqueArray(frame, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(some, frame, fc.integer({ min: 1, max: 40 }), (frames, from, length) => {
        const keyframes = [...frames].sort((a, b) => a - b).map((one) => ({ frame: one, ...BOX, x: 0.7 }));
        const before = planOf(mask({ from, to: from + length, keyframes }));
        const after = trackOf(apply(before, acceptance(before, suggested(found), { pts })));
        for (const { frame: at, box } of found.frames) {
          const region = regionAt(after, at);
          const hidden = region?.shape === 'rectangle' ? region.box : null;
          expect(hidden && hidden.x <= box.x && hidden.x + hidden.w >= box.x + box.w).toBe(true);
        }
      }),
    );
  });

  it('takes a part of it, with keyframes at both ends where the line between was', () => {
    const before = planOf(mask());
    const operation = acceptance(before, suggested(tracked({ sure: 20 })), { span: { from: 25, to: 41 }, pts });
    const after = trackOf(apply(before, operation));
    expect(after).toMatchObject({ from: 10, to: 41 });
    expect(after.keyframes.map(({ frame }) => frame)).toEqual(expect.arrayContaining([10, 25, 40]));
    expect(boxAt(after, 25)?.x).toBeCloseTo(BOX.x + 5 * 0.004, 2);
    expect(() => acceptance(before, suggested(tracked()), { span: { from: 5, to: 41 }, pts })).toThrow(
      'Only frames 20 to 59 are suggested.',
    );
  });

  it('does not take what is not finished, nor into what is no box any more', () => {
    const take = (plan: RedactionPlan, one: SuggestedTrack) => () => acceptance(plan, one, { pts });
    expect(take(EMPTY_PLAN, suggested(tracked(), { result: null }))).toThrow(OperationRefused);
    const { keyframes: _, ...rest } = mask();
    expect(take(planOf({ ...rest, shape: 'frame' }), suggested(tracked()))).toThrow('is no box any more');
  });
});

describe('a lost target', () => {
  const lost = suggested(tracked({ sure: 20 })); // from frame 41 up to 60
  const accepted: SuggestedTrack = { ...lost, state: 'accepted' };
  const plan = apply(planOf(mask()), acceptance(planOf(mask()), lost, { pts }));
  const openIn = (now: RedactionPlan, one = accepted) => unresolved(now, [one]).map(({ from, to }) => [from, to]);
  const guesses = trackOf(plan).keyframes.filter(({ frame }) => frame >= 41);
  const placed = (frame: number) =>
    ({ op: 'set-keyframe', id: 'mask-1', keyframe: { frame, ...BOX, x: 0.6 } }) as const;

  it('is an open question until the suggestion is decided, and none once it is rejected or was cancelled', () => {
    expect(unresolved(plan, [lost])).toEqual([
      expect.objectContaining({ suggestion: 'suggestion-1', track: 'mask-1', from: 41, to: 60 }),
    ]);
    for (const state of ['rejected', 'cancelled', 'failed', 'asked'] as const)
      expect(openIn(plan, { ...lost, state })).toEqual([]);
    expect(unresolved(planOf(mask()), [suggested(tracked())])).toEqual([]);
  });

  it('stays one where the tracker’s guess stands, and is answered once a person’s keyframes stand in its place', () => {
    expect(openIn(plan)).toEqual([[guesses[0]!.frame, 60]]);
    const replaced = guesses.reduce((now, { frame }) => apply(now, placed(frame)), plan);
    expect(openIn(replaced)).toEqual([]);
    const one = apply(plan, placed(guesses[0]!.frame));
    expect(openIn(one)).toEqual(guesses.length === 1 ? [] : [[guesses[1]!.frame, 60]]);
  });

  it('stays one where the guesses were removed and nothing was placed', () => {
    const bare = guesses.reduce((now, { frame }) => apply(now, { op: 'remove-keyframe', id: 'mask-1', frame }), plan);
    expect(openIn(bare)).toEqual([[41, 60]]);
  });

  it('is answered where the mask ends before, is removed, or all of the picture is hidden', () => {
    const track = trackOf(plan);
    const ended = { ...track, to: 41, keyframes: track.keyframes.filter(({ frame }) => frame < 41) };
    expect(openIn(planOf(ended))).toEqual([]);
    expect(openIn(planOf())).toEqual([]);
    const { keyframes: _, shape: __, ...rest } = mask();
    const everything = { ...rest, id: 'all', shape: 'frame', from: 30, to: 60 } as const;
    expect(openIn(planOf(track, everything))).toEqual([]);
    expect(openIn(planOf(track, { ...everything, to: 50 }))).not.toEqual([]);
  });

  it('is open before the drawn frame as well', () => {
    const back = suggested(tracked({ from: 5, to: 21, sure: 0, back: 10 }));
    expect(openIn(planOf(mask()), back)).toEqual([[5, 10]]);
    const after = apply(EMPTY_PLAN, acceptance(EMPTY_PLAN, back, { pts }));
    expect(openIn(after, { ...back, state: 'accepted' })[0]![0]).toBe(5);
  });

  it('is left out by whoever accepts only what was followed: the mask ends there', () => {
    const short = mask({ to: 21 });
    const part = acceptance(planOf(short), lost, { span: lost.result!.followed, pts });
    expect(openIn(apply(planOf(short), part))).toEqual([]);
    // Where the mask lasted longer already, it is an open question how it goes on.
    const long = mask({ to: 55 });
    const onwards = acceptance(planOf(long), lost, { span: lost.result!.followed, pts });
    expect(openIn(apply(planOf(long), onwards))).toEqual([[41, 55]]);
  });
});

describe('what to track again round a frame', () => {
  const lost = suggested(tracked({ from: 10, to: 60, sure: 14, back: 10 }), { state: 'accepted' });
  const track = mask({ to: 50, keyframes: [...(lost.result?.keyframes ?? [])] });

  it('is where the mask lasts and its target had been lost', () => {
    expect(lost.result?.lost).toEqual([{ from: 35, to: 60 }]);
    expect(lostAround(track, [lost], 42)).toEqual({ from: 35, to: 50 });
    expect(lostAround(track, [lost], 30)).toBeNull();
    expect(lostAround(track, [lost], 55)).toBeNull();
  });

  it('keeps the other places that a person gave', () => {
    const placed = { ...track, keyframes: [...track.keyframes, { frame: 38, ...BOX }, { frame: 47, ...BOX }] };
    expect(lostAround(placed, [lost], 42)).toEqual({ from: 39, to: 47 });
  });

  it('is nothing where it was followed since, or where nobody has accepted it', () => {
    const again = suggested(tracked({ from: 20, to: 60 }), { id: 'suggestion-2', state: 'accepted' });
    expect(lostAround(track, [lost, again], 42)).toBeNull();
    expect(lostAround(track, [{ ...lost, state: 'rejected' }], 42)).toBeNull();
    expect(lostAround(track, [{ ...lost, track: 'mask-2' }], 42)).toBeNull();
  });
});
