import fc from 'fast-check';
import {
  areaOf,
  type BoxTrack,
  CELL,
  type CellRows,
  cellsOf,
  coverAt,
  coverOf,
  hasSmallMask,
  mutedSamples,
  parsePlan,
  type Picture,
  type PolygonTrack,
  regionAt,
  toneAt,
  toStored,
} from '.';

const basis = { type: 'policy', why: 'A bystander.' } as const;
const picture: Picture = { width: 64, height: 48, rotation: 0, mirrored: false };

const track = (over: Partial<BoxTrack> = {}): BoxTrack => ({
  id: 't1',
  shape: 'rectangle',
  from: 10,
  to: 20,
  keyframes: [
    { frame: 10, x: 0.1, y: 0.2, w: 0.2, h: 0.25 },
    { frame: 19, x: 0.55, y: 0.2, w: 0.2, h: 0.5 },
  ],
  subject: 'bystander',
  basis,
  ...over,
});

const has = (cells: CellRows, column: number, row: number): boolean =>
  (cells.rows[row - cells.top] ?? []).some(([from, to]) => column >= from && column < to);

describe('a region in time', () => {
  it('covers its frames, `from` inclusive and `to` exclusive', () => {
    expect([9, 10, 19, 20].map((frame) => regionAt(track(), frame) !== null)).toEqual([false, true, true, false]);
  });

  it('moves linearly between keyframes and stays before the first and after the last', () => {
    expect(regionAt(track(), 13)).toEqual({
      shape: 'rectangle',
      box: {
        x: expect.closeTo(0.25) as number,
        y: 0.2,
        w: expect.closeTo(0.2) as number,
        h: expect.closeTo(1 / 3) as number,
      },
    });
    const late = track({ keyframes: [{ frame: 15, x: 0.5, y: 0.5, w: 0.1, h: 0.1 }] });
    expect(regionAt(late, 10)).toEqual(regionAt(late, 19));
  });

  it('is padded in space on every side and in time on both', () => {
    const padded = track({ padding: { space: 0.5, frames: 2 } });
    expect([7, 8, 21, 22].map((frame) => regionAt(padded, frame) !== null)).toEqual([false, true, true, false]);
    expect(regionAt(padded, 8)).toEqual({
      shape: 'rectangle',
      box: {
        x: expect.closeTo(0) as number,
        y: expect.closeTo(0.075) as number,
        w: expect.closeTo(0.4) as number,
        h: 0.5,
      },
    });
  });

  it('finds its keyframes among thousands', () => {
    const keyframes = Array.from({ length: 5000 }, (_, i) => ({ frame: i * 2, x: i / 5000, y: 0, w: 0.1, h: 0.1 }));
    const long = track({ from: 0, to: 9999, keyframes });
    expect(regionAt(long, 5001)).toMatchObject({ box: { x: expect.closeTo(2500.5 / 5000) as number } });
  });
});

describe('the cells a region touches', () => {
  it('are rounded outwards to whole chroma samples', () => {
    const cells = cellsOf({ shape: 'rectangle', box: { x: 3 / 64, y: 4 / 48, w: 4 / 64, h: 5 / 48 } }, picture);
    expect(cells).toEqual({ top: 2, rows: [[[1, 4]], [[1, 4]], [[1, 4]]] }); // luma 3–7 → 2–8, 4–9 → 4–10
  });

  it('are cut at the edge of the picture, also of an odd one', () => {
    const odd: Picture = { ...picture, width: 63, height: 47 };
    expect(areaOf(cellsOf({ shape: 'frame' }, odd))).toBe(32 * 24);
    expect(areaOf(cellsOf({ shape: 'rectangle', box: { x: 0.9, y: 0.9, w: 0.5, h: 0.5 } }, odd))).toBe(4 * 3);
    expect(coverOf(track({ keyframes: [{ frame: 10, x: -0.5, y: 0, w: 0.4, h: 1 }] }), 10, odd)).toBeNull();
  });
});

// A cell meets an upright rectangle or ellipse if and only if its point nearest to the centre lies inside.
const nearest = (centre: number, index: number): number => Math.min(Math.max(centre, index * CELL), (index + 1) * CELL);
const sameCells = (cells: CellRows, meets: (column: number, row: number) => boolean): void => {
  for (let row = 0; row < 24; row++) {
    for (let column = 0; column < 32; column++) {
      if (meets(column, row) !== has(cells, column, row)) throw new Error(`cell ${column},${row}`);
    }
  }
};
const inPolygon = (points: readonly (readonly [number, number])[]) => (px: number, py: number) =>
  points.reduce((inside, [ax, ay], i) => {
    const [bx, by] = points[(i + 1) % points.length]!;
    return ay <= py !== by <= py && px < ax + ((py - ay) / (by - ay)) * (bx - ax) ? !inside : inside;
  }, false);
const samples = (column: number, row: number): [number, number][] => {
  const steps = Array.from({ length: 9 }, (_, i) => (i + 0.5) / 9);
  return steps.flatMap((sx) => steps.map((sy): [number, number] => [(column + sx) * CELL, (row + sy) * CELL]));
};
const unit = fc.double({ min: 0, max: 0.7, noNaN: true });
const extent = fc.double({ min: 0.05, max: 0.3, noNaN: true });

it('a mask is small that is thinner than two blocks of the transform in any keyframe, however the picture is turned', () => {
  const [wide, tall] = [
    { frame: 10, x: 0, y: 0, w: 0.5, h: 16 / 48 },
    { frame: 19, x: 0, y: 0, w: 15 / 64, h: 1 },
  ];
  const isSmall = (one: Parameters<typeof hasSmallMask>[0]['video'][number], at = picture): boolean =>
    hasSmallMask({ video: [one] }, at);
  expect(isSmall(track({ keyframes: [wide] }))).toBe(false);
  expect(isSmall(track({ keyframes: [wide, tall] }))).toBe(true);
  expect(isSmall(track({ keyframes: [{ ...wide, w: 16 / 48, h: 0.25 }] }), { ...picture, rotation: 90 })).toBe(false);
  const points = [[0, 0], [1, 0], [1, 0.2]] as const; // prettier-ignore
  expect(isSmall({ ...track(), shape: 'polygon', keyframes: [{ frame: 10, points }] })).toBe(true);
  expect(isSmall({ ...track(), shape: 'frame' })).toBe(false);
});

describe('the cells of a shape', () => {
  it('of a rectangle or an ellipse are exactly those it meets', () => {
    fc.assert(
      fc.property(unit, unit, extent, extent, (x, y, w, h) => {
        const [cx, cy, rx, ry] = [(x + w / 2) * 64, (y + h / 2) * 48, w * 32, h * 24];
        const far = (column: number, row: number): [number, number] => [
          Math.abs(nearest(cx, column) - cx) / rx,
          Math.abs(nearest(cy, row) - cy) / ry,
        ];
        const box = { x, y, w, h };
        sameCells(cellsOf({ shape: 'rectangle', box }, picture), (c, r) => far(c, r).every((d) => d < 1 - 1e-9));
        sameCells(cellsOf({ shape: 'ellipse', box }, picture), (c, r) => Math.hypot(...far(c, r)) < 1 - 1e-9);
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });

  it('hold every point of a polygon, concave or crossed', () => {
    const point = fc.tuple(unit, unit).map(([x, y]): readonly [number, number] => [x, y]);
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 7 }), (points) => {
        const cells = cellsOf({ shape: 'polygon', points, grow: 0 }, picture);
        for (let row = 0; row < 24; row++) {
          for (let column = 0; column < 32; column++) {
            const touched = samples(column, row).some(([x, y]) => inPolygon(points)(x / 64, y / 48));
            if (touched && !has(cells, column, row)) throw new Error(`cell ${column},${row} is not covered`);
          }
        }
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });
});

describe('the cells of a region', () => {
  it('of a grown polygon hold every point within the growth', () => {
    const triangle = [
      [0.3, 0.3],
      [0.6, 0.35],
      [0.4, 0.6],
    ] as const;
    const polygon: PolygonTrack = {
      ...track(),
      shape: 'polygon',
      keyframes: [{ frame: 10, points: triangle }],
      padding: { space: 0.2, frames: 0 },
    };
    const grown = coverOf(polygon, 10, picture);
    const plain = coverOf({ ...polygon, padding: { space: 0, frames: 0 } }, 10, picture);
    const reach = 0.3 * 0.2 * 64 * 0.99;
    for (let angle = 0; angle < 6.28; angle += 0.1) {
      for (const [x, y] of triangle) {
        const [px, py] = [x * 64 + reach * Math.cos(angle), y * 48 + reach * Math.sin(angle)];
        expect(has(grown!, Math.floor(px / CELL), Math.floor(py / CELL))).toBe(true);
      }
    }
    expect(areaOf(grown!)).toBeGreaterThan(areaOf(plain!));
  });

  it.each([
    [0, false, [16, 12]],
    [90, false, [12 * (64 / 48), 48 - 16 * (48 / 64)]],
    [180, false, [48, 36]],
    [270, false, [64 - 12 * (64 / 48), 16 * (48 / 64)]],
    [0, true, [48, 12]],
  ] as const)('follow a rotation of %i° (mirrored: %s)', (rotation, mirrored, [x, y]) => {
    // The displayed point a quarter from the left and from the top.
    const [sx, sy] = toStored([0.25, 0.25], { ...picture, rotation, mirrored });
    expect(sx).toBeCloseTo(x);
    expect(sy).toBeCloseTo(y);
  });

  it('of several tracks are joined', () => {
    const a = track({ id: 'a', keyframes: [{ frame: 10, x: 0, y: 0, w: 0.5, h: 0.5 }] });
    const b = track({ id: 'b', keyframes: [{ frame: 10, x: 0.25, y: 0.25, w: 0.5, h: 0.5 }] });
    expect(areaOf(coverAt([a, b], 10, picture)!)).toBe(16 * 12 * 2 - 8 * 6);
    expect(coverAt([a, b], 30, picture)).toBeNull();
  });
});

describe('muted samples', () => {
  it('round outwards, with a margin for what the codec smears', () => {
    const [one] = mutedSamples([{ from: 1.25, to: 1.30001, effect: 'silence', subject: 'name', basis }], 48_000);
    expect(one).toMatchObject({ name: 'audio 1', core: [60_000, 62_401], replaced: [57_600, 64_801] });
    const [first] = mutedSamples([{ id: 'n', from: 0.01, to: 0.02, effect: 'tone', subject: 'name', basis }], 48_000);
    expect(first).toMatchObject({ name: 'n', replaced: [0, 3360] });
  });

  it('the tone depends on the sample only and stays at −20 dBFS', () => {
    expect(toneAt(12, 48_000)).toBeCloseTo(0.1);
    expect(toneAt(48_000 * 7 + 12, 48_000)).toBeCloseTo(0.1);
  });
});

const plan = (change: object = {}, trackChange: object = {}) => ({
  version: 1,
  video: [
    {
      id: 't1',
      shape: 'rectangle',
      from: 10,
      to: 50,
      keyframes: [{ frame: 10, x: 0.1, y: 0.2, w: 0.1, h: 0.15 }],
      subject: 'bystander',
      basis,
      ...trackChange,
    },
  ],
  audio: [{ from: 1.25, to: 2.5, effect: 'silence', subject: 'name', basis }],
  ...change,
});
const faults = (json: unknown, clip = {}): string[] => {
  const parsed = parsePlan(json, clip);
  return parsed.ok ? [] : parsed.faults.map((fault) => `${fault.field} ${fault.says}`);
};

const polygonKey = (frame: number, corners: number) => ({
  frame,
  points: Array.from({ length: corners }, (_, i) => [0.5 + 0.1 * Math.cos(i), 0.5 + 0.1 * Math.sin(i)]),
});

const REFUSED: [string, unknown, unknown[]][] = [
  ['a number', 7, ['plan is an object', 'version is 1']],
  ['another version', { version: 2 }, ['version is 1']],
  ['an unknown field', plan({ blur: true }), ['blur is not part of a plan']],
  ['an effect other than fill', plan({}, { effect: 'blur' }), ['video[0].effect is not part of a plan']],
  [
    'polygons of different numbers of points',
    plan({}, { shape: 'polygon', keyframes: [polygonKey(10, 3), polygonKey(20, 4)] }),
    ['video[0].keyframes[1].points are 3, as in the keyframe before it'],
  ],
  ['an unknown shape', plan({}, { shape: 'star' }), ['video[0].shape is rectangle, ellipse, polygon or frame']],
  [
    'no basis',
    plan({}, { basis: undefined }),
    [
      'video[0].basis is an object',
      expect.stringContaining('basis.why'),
      expect.stringContaining('basis.type'),
      expect.stringContaining('basis.letter'),
      expect.stringContaining('basis.statute'),
    ],
  ],
  [
    'a basis without a reason',
    plan({}, { basis: { type: 'policy', why: '  ' } }),
    ['video[0].basis.why is a text of 1 to 2000 characters'],
  ],
  ['an end before the start', plan({}, { to: 10 }), ['video[0].to is later than from (10)']],
  ['a half frame', plan({}, { from: 1.5 }), ['video[0].from is a frame number, 0 or more']],
  [
    'not a number',
    plan({}, { keyframes: [{ frame: 10, x: NaN, y: 0.2, w: 0.1, h: 0.1 }] }),
    ['video[0].keyframes[0].x is a fraction of the picture, 0 to 1'],
  ],
  [
    'no area',
    plan({}, { keyframes: [{ frame: 10, x: 0, y: 0.2, w: 0, h: 0.1 }] }),
    ['video[0].keyframes[0].w is a fraction of the picture, more than 0 and at most 2'],
  ],
  [
    'outside the picture',
    plan({}, { keyframes: [{ frame: 10, x: 1.2, y: 0.2, w: 0.1, h: 0.1 }] }),
    ['video[0].keyframes[0] lies at least partly inside the picture (0 to 1)'],
  ],
  [
    'keyframes out of order',
    plan(
      {},
      {
        keyframes: [
          { frame: 10, x: 0, y: 0, w: 0.1, h: 0.1 },
          { frame: 10, x: 0, y: 0, w: 0.1, h: 0.1 },
        ],
      },
    ),
    ['video[0].keyframes[1].frame is later than the keyframe before it'],
  ],
  [
    'a two-cornered polygon',
    plan(
      {},
      {
        shape: 'polygon',
        keyframes: [
          {
            frame: 10,
            points: [
              [0, 0],
              [1, 1],
            ],
          },
        ],
      },
    ),
    ['video[0].keyframes[0].points are at least three'],
  ],
  ['the same id twice', plan({ video: [...plan().video, ...plan().video] }), ['video[1].id is used by one track only']],
  ['a million tracks', plan({ video: Array.from({ length: 5001 }) }), ['video has at most 5000 items']],
  [
    'an unknown sound',
    plan({ audio: [{ from: 1, to: 2, effect: 'pitch', subject: 'x', basis }] }),
    ['audio[0].effect is silence or tone'],
  ],
  [
    'a negative time',
    plan({ audio: [{ from: -1, to: 2, effect: 'tone', subject: 'x', basis }] }),
    ['audio[0].from is a time in seconds, 0 or more'],
  ],
];

describe('a plan from JSON', () => {
  it('is accepted as documented', () => {
    expect(parsePlan(plan())).toEqual({ ok: true, plan: plan() });
    expect(faults({ version: 1 })).toEqual([]);
    expect(
      faults(
        plan({
          video: [
            {
              id: 'f',
              shape: 'frame',
              from: 0,
              to: 1,
              subject: 'x',
              basis: { type: 'statutory', letter: '(a)', statute: 'G.L. c. 41, § 97D', why: 'A victim.' },
            },
          ],
        }),
      ),
    ).toEqual([]);
  });

  it.each(REFUSED)('is refused with %s', (_name, json, says) => expect(faults(json)).toEqual(says));

  it('is refused where it does not fit the clip', () => {
    expect(faults(plan(), { frames: 40 })).toEqual(['video[0].to is at most 40: the clip has 40 frames']);
    expect(faults(plan(), { duration: 1 })).toEqual(["audio[0].from lies before the clip's end (1 s)"]);
  });

  it('is refused when a frame and its presentation time do not belong together', () => {
    const keyframes = [{ frame: 10, pts: 5120, x: 0.1, y: 0.1, w: 0.1, h: 0.1 }];
    const pts = Array.from({ length: 60 }, (_, i) => i * 512);
    expect(faults(plan({}, { keyframes }), { pts })).toEqual([]);
    expect(faults(plan({}, { keyframes: [{ ...keyframes[0], pts: 5632 }] }), { pts })).toEqual([
      'video[0].keyframes[0].pts is 5120: that is the presentation time of frame 10 in this clip',
    ]);
  });
});
