import { freeId, layoutOf, ppsId, spsId } from './parameter-sets';

/** As x264 writes them, with number 0, and with `sps-id=1`. */
const SPS_0 = Buffer.from('67640015acd940a02ff97010000003001000000303', 'hex');
const SPS_1 = Buffer.from('674d400d5a6d0a0b7ffe', 'hex');
const PPS_0 = Buffer.from('68ebe3cb22c0', 'hex');

it('reads the number of a parameter set', () => {
  expect([spsId(SPS_0), spsId(SPS_1), ppsId(PPS_0)]).toEqual([0, 1, 0]);
});

it('finds the first number that neither kind of set has', () => {
  expect(freeId([SPS_0], [PPS_0])).toBe(1);
  expect(freeId([SPS_0, SPS_1], [PPS_0])).toBe(2);
});

it('refuses a parameter set that is cut short', () => {
  expect(() => spsId(Buffer.from('67640015', 'hex'))).toThrow('cut short');
});

/** As x264 wrote them. */
const LAYOUTS: [what: string, sps: string, layout: object][] = [
  [
    '640 × 368',
    '6764001eacd940a02fb011000003000100000300320f162d96',
    { progressive: true, unseen: { across: 0, down: 0 } },
  ],
  [
    '640 × 360',
    '6764001eacd940a02ff97011000003000100000300320f162d96',
    { progressive: true, unseen: { across: 0, down: 8 } },
  ],
  [
    '640 × 368 in fields',
    '6764001eacd940a063f2e022000003000200000300643e28532c',
    { progressive: false, unseen: { across: 0, down: 16 } },
  ],
  [
    '640 × 360, cut to 576',
    '6764001eacd940a02fe0865c0440000003004000000c83c58b6580',
    { progressive: true, unseen: { across: 64, down: 8 } },
  ],
];

it.each(LAYOUTS)('reads what of a picture of %s is coded and not shown', (_what, sps, layout) => {
  expect(layoutOf(Buffer.from(sps, 'hex'))).toMatchObject(layout);
});
