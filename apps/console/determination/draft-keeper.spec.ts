import { AppError } from '@app/kernel';
import type { Content } from './content-fields';
import { DraftKeeper, type DraftStore, type Saved } from './draft-keeper';

/** A store that keeps one draft and its revision, as the api does. */
class Shelf implements DraftStore {
  revision = 1;
  saves = 0;
  constructor(public content: Content) {}

  load = (): Promise<Saved> => Promise.resolve({ content: this.content, revision: `"${this.revision}"` });

  save = async (content: Content, revision: string): Promise<Saved> => {
    this.saves++;
    if (revision !== `"${this.revision}"`) throw new AppError('stale', 'It stands at another revision.');
    this.content = content;
    this.revision++;
    return this.load();
  };
}

async function open(shelf: Shelf): Promise<DraftKeeper> {
  return new DraftKeeper(shelf, await shelf.load(), 60_000);
}

it('saves what was typed, once, on the revision that was read', async () => {
  const shelf = new Shelf({ a: 'old', b: null });
  const mine = await open(shelf);
  mine.change({ a: 'new', b: null });
  expect(mine.now().is).toBe('waiting');
  await mine.settle();
  await mine.settle();
  expect(shelf).toMatchObject({ content: { a: 'new', b: null }, revision: 2, saves: 1 });
  expect(mine.now().is).toBe('saved');
});

it('takes in what a colleague wrote elsewhere, and loses nothing of either', async () => {
  const shelf = new Shelf({ a: 'old', b: 'old', c: ['x'] });
  const [mine, theirs] = [await open(shelf), await open(shelf)];
  theirs.change({ a: 'theirs', b: 'old', c: ['x', 'y'] });
  await theirs.settle();
  mine.change({ a: 'old', b: 'mine', c: ['x'] });
  await mine.settle();
  expect(shelf.content).toEqual({ a: 'theirs', b: 'mine', c: ['x', 'y'] });
  expect(mine.now()).toMatchObject({ is: 'saved', tookIn: true, conflicts: [] });
});

it.each(['mine', 'theirs'] as const)(
  'saves nothing over what both have written until one chooses: %s',
  async (whose) => {
    const shelf = new Shelf({ a: 'old' });
    const [mine, colleague] = [await open(shelf), await open(shelf)];
    colleague.change({ a: 'theirs' });
    await colleague.settle();
    mine.change({ a: 'mine' });
    await mine.settle();
    expect(shelf.content).toEqual({ a: 'theirs' });
    const [conflict] = mine.now().conflicts;
    expect(conflict).toEqual({ field: 'a', mine: 'mine', theirs: 'theirs' });
    mine.choose(conflict!, whose);
    await mine.settle();
    expect(shelf.content).toEqual({ a: whose });
    expect(mine.now().conflicts).toEqual([]);
  },
);

it('keeps what was typed when it cannot be saved, and says why', async () => {
  const shelf = new Shelf({ a: 'old' });
  const mine = await open(shelf);
  shelf.save = () => Promise.reject(new AppError('move-refused', 'The case has moved on.'));
  mine.change({ a: 'typed' });
  await mine.settle();
  expect(mine.now()).toMatchObject({ is: 'failed', content: { a: 'typed' } });
  expect(mine.now().failure?.message).toBe('The case has moved on.');
});
