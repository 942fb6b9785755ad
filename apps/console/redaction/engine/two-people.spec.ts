import { type BoxTrack, EMPTY_PLAN, type Operation, apply } from '@app/redactions/domain';
import { Editor, type Journal, type PlanStore, type SavedPlan, Stale, type Unfinished } from './editor';
import { inWords, overlap } from './overlap';

const track = (id: string): BoxTrack => ({
  id,
  shape: 'rectangle',
  from: 0,
  to: 50,
  keyframes: [{ frame: 0, x: 0.1, y: 0.1, w: 0.2, h: 0.2 }],
  subject: 'bystander',
  basis: { type: 'policy', why: 'Not part of it.' },
});
const add = (id: string): Operation => ({ op: 'add-track', track: track(id) });
const place = (id: string, frame: number, x: number): Operation => ({
  op: 'set-keyframe',
  id,
  keyframe: { frame, x, y: 0, w: 0.1, h: 0.1 },
});

/** A store as the api is: it says what was done since, and takes a batch once. */
class Shared implements PlanStore {
  saved: SavedPlan = { document: 'first', plan: EMPTY_PLAN, revision: 1 };
  cut = false;
  private readonly edits: { revision: number; operations: readonly Operation[]; key: string }[] = [];
  private keys = 0;
  faultsOf = (): string[] => [];
  load = (): Promise<SavedPlan> => Promise.resolve(this.saved);
  newKey = (): string => `key-${this.keys++}`;
  save = async (operations: readonly Operation[], revision: number, key: string): Promise<SavedPlan> => {
    if (this.edits.some((one) => one.key === key)) return this.saved;
    if (revision !== this.saved.revision)
      throw new Stale(this.edits.filter((one) => one.revision > revision).flatMap((one) => one.operations));
    this.saved = { ...this.saved, plan: operations.reduce(apply, this.saved.plan), revision: revision + 1 };
    this.edits.push({ revision: revision + 1, operations, key });
    if (this.cut) throw new Error('the line was cut');
    return this.saved;
  };
}

/** A journal in memory, copied as a browser copies it. */
function memory(): Journal & { kept: Unfinished | null } {
  const journal: Journal & { kept: Unfinished | null } = {
    kept: null,
    read: () => Promise.resolve(structuredClone(journal.kept)),
    write: (unfinished) => (journal.kept = structuredClone(unfinished)),
  };
  return journal;
}

it('the same keyframe moved by two people: both are told, one chooses, and nothing else is lost', async () => {
  const store = new Shared();
  const mine = new Editor(store, store.saved);
  mine.do(add('a'));
  await mine.save();
  const theirs = new Editor(store, store.saved);
  theirs.do(place('a', 10, 0.7));
  await theirs.save();
  mine.do(place('a', 10, 0.3));
  mine.do(place('a', 20, 0.4));
  await mine.save();
  const [conflict, ...others] = mine.state.conflicts;
  expect(others).toEqual([]);
  expect(conflict).toMatchObject({ mine: { keyframe: { x: 0.3 } }, theirs: [{ keyframe: { x: 0.7 } }] });
  await mine.save();
  const at = (frame: number) => (store.saved.plan.video[0] as BoxTrack).keyframes.find((one) => one.frame === frame);
  expect([at(10)?.x, at(20)?.x]).toEqual([0.7, 0.4]);
  mine.settle(conflict!, 'mine');
  await mine.save();
  expect([at(10)?.x, mine.state.conflicts]).toEqual([0.3, []]);
});

it('letting theirs be leaves the plan as they saved it', async () => {
  const store = new Shared();
  const [mine, theirs] = [new Editor(store, store.saved), new Editor(store, store.saved)];
  theirs.do(add('a'));
  await theirs.save();
  mine.do(add('a'));
  await mine.save();
  mine.settle(mine.state.conflicts[0]!, 'theirs');
  expect(mine.state).toMatchObject({ conflicts: [], unsaved: 0, plan: store.saved.plan });
});

it('a page that is gone loses nothing: what was done, what can be undone, what was not saved', async () => {
  const store = new Shared();
  const journal = memory();
  const page = new Editor(store, store.saved, journal);
  page.do(add('a'));
  await page.save();
  page.do(add('b'));
  page.undo();
  page.do(add('c'), place('c', 5, 0.2));
  const again = await Editor.open(store, journal);
  expect(again.state).toEqual({ ...page.state, savedAt: null });
  await again.save();
  again.undo();
  again.undo();
  expect(again.state.plan.video).toEqual([]);
  again.redo();
  again.redo();
  expect(again.state.plan).toEqual(store.saved.plan);
});

it('a page that died while it saved sends the same batch again, and it is one edit', async () => {
  const store = new Shared();
  const journal = memory();
  const page = new Editor(store, store.saved, journal);
  page.do(add('a'));
  store.cut = true;
  await page.save();
  page.do(add('b'));
  store.cut = false;
  const again = await Editor.open(store, journal);
  await again.save();
  expect(store.saved.plan.video.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(again.state).toMatchObject({ unsaved: 0, conflicts: [], trouble: null });
});

it('a page that comes back after somebody else has saved puts its edits on top of theirs', async () => {
  const store = new Shared();
  const journal = memory();
  const page = new Editor(store, store.saved, journal);
  page.do(add('mine'));
  const theirs = new Editor(store, store.saved);
  theirs.do(add('theirs'));
  await theirs.save();
  const again = await Editor.open(store, journal);
  await again.save();
  expect(store.saved.plan.video.map(({ id }) => id)).toEqual(['theirs', 'mine']);
});

it('what a page left of one version of a determination is never taken up in another, whatever its revision', async () => {
  const store = new Shared();
  const journal = memory();
  const page = new Editor(store, store.saved, journal);
  page.do(add('a'));
  store.saved = { document: 'second', plan: { ...EMPTY_PLAN, video: [track('theirs')] }, revision: 1 };
  const again = await Editor.open(store, journal);
  expect(again.state).toMatchObject({ plan: store.saved.plan, unsaved: 0, canUndo: false });
});

it('several operations are one step back', () => {
  const store = new Shared();
  const editor = new Editor(store, store.saved);
  editor.do(add('a'), add('b'), place('b', 3, 0.5));
  editor.undo();
  expect(editor.state).toMatchObject({ plan: EMPTY_PLAN, canUndo: false, canRedo: true });
});

it.each([
  [place('a', 1, 0), place('a', 1, 1), true],
  [place('a', 1, 0), place('a', 2, 0), false],
  [place('a', 1, 0), { op: 'remove-track', id: 'a' }, true],
  [place('a', 1, 0), place('b', 1, 0), false],
  [{ op: 'remove-audio', id: 'a' }, { op: 'remove-track', id: 'a' }, false],
] as const)('%o and %o: %s', (one, other, expected) => {
  expect([overlap(one, other), overlap(other, one)]).toEqual([expected, expected]);
  expect(inWords(one)).not.toBe(inWords(other).replace('x', 'y'));
});
