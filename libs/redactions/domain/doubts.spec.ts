import { type BoxKeyframe, type BoxTrack, type Doubt, doubtsOf, EMPTY_PLAN, type RedactionPlan } from '.';

const BOX = { x: 0.4, y: 0.4, w: 0.1, h: 0.2 };
const at = (frame: number, over: Partial<BoxKeyframe> = {}): BoxKeyframe => ({ frame, ...BOX, ...over });

const mask = (id: string, over: Partial<BoxTrack> = {}): BoxTrack => ({
  id,
  shape: 'rectangle',
  from: 10,
  to: 40,
  keyframes: [at(10)],
  subject: 'bystander',
  basis: { type: 'policy', why: 'A passer-by.' },
  ...over,
});

const EXTENT = { frames: 300, duration: 10 };
const doubts = (...video: RedactionPlan['video']): Doubt[] => doubtsOf({ ...EMPTY_PLAN, video }, EXTENT);
const told = (...video: RedactionPlan['video']) =>
  doubts(...video).map(({ kind, track, frames: { from, to } }) => [kind, track, from, to]);

it('a plan with nothing odd about it raises no doubt', () => {
  const walk = [at(10), at(39, { x: 0.7 })];
  expect(told(mask('a', { keyframes: walk }), mask('b', { subject: 'minor' }))).toEqual([]);
});

it('a box that jumps farther than anybody moves', () => {
  expect(told(mask('a', { keyframes: [at(10), at(12, { x: 0.46 })] }))).toEqual([['teleport', 'a', 10, 13]]);
  expect(told(mask('a', { keyframes: [at(10), at(12, { x: 0.44 })] }))).toEqual([]);
  expect(told(mask('a', { keyframes: [at(10), at(11, { y: 0.6 })] }))).toEqual([['teleport', 'a', 10, 12]]);
  const corner = (frame: number, x: number) => ({ frame, points: [[x, 0.1], [x + 0.1, 0.1], [x, 0.3]] as const }); // prettier-ignore
  const polygon = { ...mask('p'), shape: 'polygon', keyframes: [corner(10, 0.1), corner(11, 0.5)] } as const;
  expect(told(polygon)).toEqual([['teleport', 'p', 10, 12]]);
});

it('a box that has left the picture', () => {
  expect(told(mask('a', { keyframes: [at(10, { x: -0.06 })] }))).toEqual([['off-screen', 'a', 10, 11]]);
  expect(told(mask('a', { keyframes: [at(10, { x: -0.04 })] }))).toEqual([]);
  expect(told(mask('a', { keyframes: [at(10, { y: 0.95 })] }))).toEqual([['off-screen', 'a', 10, 11]]);
});

it('a mask that lasts a moment only', () => {
  expect(told(mask('a', { to: 14 }))).toEqual([['short', 'a', 10, 14]]);
  expect(told(mask('a', { to: 15 }))).toEqual([]);
});

describe('a gap between two masks of one subject', () => {
  const first = mask('a');
  const second = (over: Partial<BoxTrack> = {}): BoxTrack =>
    mask('b', { from: 60, to: 90, keyframes: [at(60)], ...over });

  it('is doubted, padding considered, up to two seconds', () => {
    expect(told(first, second())).toEqual([['gap', 'a', 40, 60]]);
    expect(told(second(), first)).toEqual([['gap', 'a', 40, 60]]);
    const padding = { space: 0, frames: 3 };
    expect(told({ ...first, padding }, second({ padding }))).toEqual([['gap', 'a', 43, 57]]);
    expect(told({ ...first, padding: { space: 0, frames: 20 } }, second())).toEqual([]);
    expect(told(first, second({ from: 101, to: 130, keyframes: [at(101)] }))).toEqual([]);
  });

  it('is none between other subjects, sizes, or where a third mask hides them meanwhile', () => {
    expect(told(first, second({ subject: 'minor' }))).toEqual([]);
    expect(told(first, second({ keyframes: [at(60, { w: 0.3 })] }))).toEqual([]);
    expect(told(first, second(), mask('c', { from: 35, to: 70, keyframes: [at(35)] }))).toEqual([]);
  });
});

it('doubts come in the order of the clip, each with its words', () => {
  const all = doubts(mask('late', { from: 100, to: 102, keyframes: [at(100)] }), mask('early', { to: 12 }));
  expect(all.map(({ track }) => track)).toEqual(['early', 'late']);
  expect(all[0]!.says).toBe('Lasts 2 frames only: is nobody seen longer?');
});
