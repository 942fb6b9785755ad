import type { BoxTrack, Operation, RedactionPlan } from '@app/redactions/domain';
import { EMPTY_PLAN, mentionsOf, OperationRefused, spansOf } from '@app/redactions/domain';
import * as fc from 'fast-check';
import { Away, Editor, type Journal, NotTaken, type PlanStore, type SavedPlan, Stale, type Unfinished } from './editor'; // prettier-ignore
import { boundsAt } from './shapes';
import { labelled, lasting } from './track-edits';
import { FrameTimes } from './frame-times';

const basis = { type: 'policy', why: 'Nobody is in this picture.' } as const;
const track = (id: string, from = 0): BoxTrack => ({
  id,
  shape: 'rectangle',
  from,
  to: from + 10,
  keyframes: [{ frame: from, x: 0.1, y: 0.1, w: 0.2, h: 0.2 }],
  subject: 'bystander',
  basis,
});

/** A store in memory that keeps what the api keeps: operations in order, a revision, keys that were seen. */
class Kept implements PlanStore {
  saved: SavedPlan = { document: 'first', plan: EMPTY_PLAN, revision: 0 };
  readonly batches: (readonly Operation[])[] = [];
  private readonly seen = new Set<string>();
  private keys = 0;
  faultsOf = (plan: RedactionPlan): string[] => plan.video.filter((one) => one.from >= one.to).map(({ id }) => `${id} has no frame`); // prettier-ignore
  /** What it will not take, whatever is asked. */
  refuses: string | null = null;
  /** Set to lose the answer of the next batch after it was kept. */
  losesAnswer = false;

  load = (): Promise<SavedPlan> => Promise.resolve(this.saved);
  newKey = (): string => `key-${this.keys++}`;
  save = async (operations: readonly Operation[], revision: number, key: string): Promise<SavedPlan> => {
    if (this.seen.has(key)) return this.saved;
    if (operations.at(-1)?.op === this.refuses) throw new NotTaken('no more of these');
    if (revision !== this.saved.revision) throw new Stale();
    const other = new Editor(this, this.saved);
    for (const one of operations) other.do(one);
    this.saved = { ...this.saved, plan: other.state.plan, revision: revision + 1 };
    this.seen.add(key);
    this.batches.push(operations);
    if (this.losesAnswer) {
      this.losesAnswer = false;
      throw new Error('the line was cut');
    }
    return this.saved;
  };
}

const opened = (store: Kept): Editor => new Editor(store, store.saved);

/** What the journal of a page keeps, for the page after it. */
function inMemory(): Journal {
  let kept: Unfinished | null = null;
  return { read: () => Promise.resolve(structuredClone(kept)), write: (left) => (kept = left) };
}

const KINDS = ['add', 'move', 'cut', 'remove', 'name', 'lock', 'unlock', 'mute', 'words', 'tone', 'unmute'] as const;

it('undoing everything gives the plan that it began with, redoing everything the one it ended with, across a reload', async () => {
  const edits = fc.array(fc.tuple(fc.constantFrom(...KINDS), fc.nat(4), fc.nat(9)), { minLength: 1, maxLength: 100 });
  await fc.assert(
    fc.asyncProperty(edits, fc.nat(99), fc.boolean(), async (list, reload, isSaved) => {
      const store = new Kept();
      const journal = inMemory();
      let editor = await Editor.open(store, journal);
      for (const [i, [kind, number, frame]] of list.entries()) {
        attempt(editor, operations(kind, number, frame));
        if (i !== reload) continue;
        if (isSaved) await editor.save();
        editor = await Editor.open(store, journal); // the page is gone, and another one goes on
      }
      const end = editor.state.plan;
      while (editor.state.canUndo) editor.undo();
      expect(editor.state.plan).toEqual(EMPTY_PLAN);
      while (editor.state.canRedo) editor.redo();
      expect(editor.state.plan).toEqual(end);
    }),
  );
});

const muted = (id: string, from: number, to = from + 1) =>
  ({ id, from, to, effect: 'silence', subject: 'spoken-name', basis }) as const;

/** One gesture; every mention of a word is one, of several operations. */
function operations(kind: (typeof KINDS)[number], number: number, frame: number): Operation[] {
  const [id, mute] = [`t${number}`, `m${number}`];
  const cue = { from: frame, to: frame + 4, text: 'Margaret, and Margaret again', speaker: null };
  const kinds: Record<typeof kind, () => Operation[]> = {
    add: () => [{ op: 'add-track', track: track(id) }],
    move: () => [{ op: 'set-keyframe', id, keyframe: { frame, x: frame / 100, y: 0, w: 0.1, h: 0.1 } }],
    cut: () => [{ op: 'replace-track', track: { ...track(id), to: frame + 1 } }],
    remove: () => [{ op: 'remove-track', id }],
    name: () => [labelled(track(id), `Bystander ${frame}`)],
    lock: () => [{ op: 'lock-track', id, locked: true }],
    unlock: () => [{ op: 'lock-track', id, locked: false }],
    mute: () => [{ op: 'add-audio', interval: muted(mute, frame) }],
    words: () =>
      spansOf(mentionsOf([cue], 'margaret').flatMap(({ words }) => words)).map(({ from, to }, i) => ({
        op: 'add-audio',
        interval: muted(`${mute}-${i}`, from, to),
      })),
    tone: () => [{ op: 'replace-audio', interval: { ...muted(mute, frame), effect: 'tone' } }],
    unmute: () => [{ op: 'remove-audio', id: mute }],
  };
  return kinds[kind]();
}

function attempt(editor: Editor, some: readonly Operation[]): void {
  try {
    editor.do(...some);
  } catch (error) {
    if (!(error instanceof OperationRefused)) throw error;
  }
}

it('every edit is saved once, in order, also when an answer is lost', async () => {
  const store = new Kept();
  const editor = opened(store);
  editor.do({ op: 'add-track', track: track('a') });
  store.losesAnswer = true;
  await editor.save();
  expect(editor.state).toMatchObject({ unsaved: 1, trouble: 'the line was cut' });
  editor.do({ op: 'add-track', track: track('b') });
  await editor.save();
  await editor.save();
  expect(editor.state).toMatchObject({ unsaved: 0, trouble: null, revision: 2 });
  expect(store.batches.flat().map((one) => ('track' in one ? one.track.id : ''))).toEqual(['a', 'b']);
  expect(store.saved.plan).toEqual(editor.state.plan);
});

it('what two people do to different things is put together; what no longer applies is said', async () => {
  const store = new Kept();
  const [mine, theirs] = [opened(store), opened(store)];
  theirs.do({ op: 'add-track', track: track('theirs') });
  await theirs.save();
  mine.do({ op: 'add-track', track: track('mine') });
  await mine.save();
  await mine.save();
  expect(store.saved.plan.video.map(({ id }) => id)).toEqual(['theirs', 'mine']);

  const late = opened(store);
  mine.do({ op: 'remove-track', id: 'theirs' });
  await mine.save();
  late.do({ op: 'set-keyframe', id: 'theirs', keyframe: { frame: 3, x: 0, y: 0, w: 0.1, h: 0.1 } });
  await late.save();
  expect(late.state).toMatchObject({
    unsaved: 0,
    trouble: expect.stringContaining('There is no track theirs') as string,
  });
  expect(late.state.plan).toEqual(store.saved.plan);
});

it('a frame is found by its presentation time, whatever the rate', () => {
  const times = new FrameTimes({
    timeBase: { num: 1, den: 90_000 },
    zero: 0,
    pts: [6000, 9003, 12_006, 30_000, 30_900],
    lastDuration: 3003,
    keyframes: [0],
  });
  for (let frame = 0; frame < times.count; frame++) {
    expect(times.at(times.start(frame))).toBe(frame);
    expect(times.at(times.middle(frame))).toBe(frame);
  }
  expect(times.start(0)).toBe(0);
  expect(times.at(100)).toBe(4);
  expect(['3', ' 9 ', '0:00', '0:00.05', '0:00:00.2', '1:05'].map((typed) => times.named(typed))).toEqual([3, 4, 0, 1, 2, 4]); // prettier-ignore
  expect(['', '-1', '1:2:3:4', 'x', '1.5', '0:'].map((typed) => times.named(typed))).toEqual(Array(6).fill(null));
});

it('a mask that begins later or ends earlier lies where it lay', () => {
  const frame = fc.nat(40);
  fc.assert(
    fc.property(fc.uniqueArray(frame, { minLength: 1, maxLength: 5 }), frame, frame, (frames, a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b) + 1];
      const keyframes = frames
        .sort((x, y) => x - y)
        .map((one) => ({ frame: one, x: one / 100, y: 0.5 - one / 100, w: 0.1, h: 0.2 }));
      const before = { ...track('a'), from: 0, to: 41, keyframes };
      const after = lasting(before, from, to);
      for (let one = from; one < to; one++) {
        const [was, is] = [boundsAt(before, one), boundsAt(after, one)];
        for (const side of ['x', 'y', 'w', 'h'] as const) expect(is?.[side]).toBeCloseTo(was?.[side] ?? NaN, 9);
      }
      expect(boundsAt(after, from - 1)).toBeNull();
      expect(boundsAt(after, to)).toBeNull();
    }),
  );
});

it('an edit that would make the plan wrong is refused in words, and changes nothing', () => {
  const editor = opened(new Kept());
  expect(() => editor.do({ op: 'add-track', track: { ...track('a'), to: 0 } })).toThrow('a has no frame');
  expect(editor.state).toMatchObject({ plan: EMPTY_PLAN, unsaved: 0, canUndo: false });
});

it('what the store will never take does not block what is done about it', async () => {
  const store = new Kept();
  const editor = opened(store);
  store.refuses = 'add-track';
  editor.do({ op: 'add-track', track: track('a') });
  await editor.save();
  expect(editor.state).toMatchObject({ unsaved: 1, trouble: 'no more of these', isRefused: true });
  editor.undo();
  await editor.save();
  expect(editor.state).toMatchObject({ unsaved: 0, trouble: null, isRefused: false });
  expect(store.saved.plan).toEqual(EMPTY_PLAN);
});

it('an answer that was lost, and somebody else’s edit since: both are on the screen', async () => {
  const store = new Kept();
  const [mine, theirs] = [opened(store), opened(store)];
  mine.do({ op: 'add-track', track: track('mine') });
  store.losesAnswer = true;
  await mine.save();
  theirs.do({ op: 'add-track', track: track('theirs') });
  await theirs.save();
  await theirs.save();
  await mine.save();
  expect(mine.state).toMatchObject({ unsaved: 0, revision: 2 });
  expect(mine.state.plan).toEqual(store.saved.plan);
});

it('being away while somebody else’s plan is fetched is said, and tried again', async () => {
  const store = new Kept();
  const [mine, theirs] = [opened(store), opened(store)];
  theirs.do({ op: 'add-track', track: track('theirs') });
  await theirs.save();
  mine.do({ op: 'add-track', track: track('mine') });
  const { load } = store;
  store.load = () => Promise.reject(new Error('nobody answers'));
  await mine.save();
  expect(mine.state).toMatchObject({ unsaved: 1, trouble: 'nobody answers' });
  store.load = load;
  await mine.save();
  await mine.save();
  expect(store.saved.plan.video.map(({ id }) => id)).toEqual(['theirs', 'mine']);
});

it('it says how the document stands: waiting, on its way, out of reach, refused, in conflict, saved', async () => {
  const store = new Kept();
  const editor = opened(store);
  const stood: string[] = [];
  editor.subscribe(() => stood.at(-1) !== editor.state.standing && stood.push(editor.state.standing));
  const { save } = store;
  editor.do({ op: 'add-track', track: track('a') });
  store.save = () => Promise.reject(new Away('nobody answers'));
  await editor.save();
  store.save = save;
  await editor.save();
  store.refuses = 'remove-track';
  editor.do({ op: 'remove-track', id: 'a' });
  await editor.save();
  expect(stood).toEqual(['waiting', 'saving', 'offline', 'saving', 'saved', 'waiting', 'saving', 'refused']);
  expect(editor.state.savedAt).toBeInstanceOf(Date);
});

it('an edit of what somebody else has changed meanwhile is in conflict until one is chosen', async () => {
  const store = new Kept();
  const before = opened(store);
  before.do({ op: 'add-track', track: track('a') });
  await before.save();
  const editor = opened(store);
  editor.do({ op: 'replace-track', track: track('a', 2) });
  const { save } = store;
  store.save = () => Promise.reject(new Stale([{ op: 'remove-track', id: 'a' }]));
  await editor.save();
  store.save = save;
  expect(editor.state.standing).toBe('conflict');
  editor.settle(editor.state.conflicts[0]!, 'theirs');
  expect(editor.state.standing).toBe('saved');
});

it('a mask that is locked is changed by nobody before it is unlocked, and the lock is undone like any edit', async () => {
  const store = new Kept();
  const [mine, theirs] = [opened(store), opened(store)];
  mine.do({ op: 'add-track', track: { ...track('a'), label: 'Bystander 2' } });
  mine.do({ op: 'lock-track', id: 'a', locked: true });
  await mine.save();
  theirs.do({ op: 'add-track', track: track('b') });
  await theirs.save();
  await theirs.save();
  const edits: Operation[] = [
    { op: 'remove-track', id: 'a' },
    { op: 'replace-track', track: track('a', 3) },
    { op: 'set-keyframe', id: 'a', keyframe: { frame: 3, x: 0, y: 0, w: 0.1, h: 0.1 } },
    { op: 'remove-keyframe', id: 'a', frame: 0 },
  ];
  for (const editor of [mine, theirs])
    for (const edit of edits) expect(() => editor.do(edit)).toThrow('Bystander 2 (a) is locked: unlock it first.');
  mine.undo();
  mine.do(edits[0]!);
  expect(mine.state.plan.video).toEqual([]);
});
