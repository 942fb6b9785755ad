import { freeId, ppsId, spsId } from './parameter-sets';

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
