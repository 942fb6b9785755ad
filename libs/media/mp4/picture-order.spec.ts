import type { PictureOrder } from './parameter-sets';
import { orderCounts } from './picture-order';

const ORDER: PictureOrder = { type: 0, frameNumBits: 4, lsbBits: 4, separatePlanes: false };

/** A slice's first bytes: NAL header; first_mb_in_slice, slice_type and pic_parameter_set_id 0; frame_num; count. */
function slice(kind: 'idr' | 'reference' | 'other', lsb: number): Buffer {
  const header = { idr: 0x65, reference: 0x41, other: 0x01 }[kind];
  const bits = `1110000${kind === 'idr' ? '1' : ''}${lsb.toString(2).padStart(4, '0')}`.padEnd(16, '0');
  return Buffer.from([header, parseInt(bits.slice(0, 8), 2), parseInt(bits.slice(8), 2)]);
}

it('counts pictures as they say they are shown, across the wrap of their low bits', () => {
  const heads = [
    slice('idr', 0),
    slice('reference', 6),
    slice('other', 2),
    slice('reference', 12),
    slice('other', 8),
    slice('reference', 2), // 18
    slice('other', 14), // shown before it, and of before the wrap
    slice('reference', 8), // 24
  ];
  expect(orderCounts(heads, ORDER)).toEqual([0, 6, 2, 12, 8, 18, 14, 24]);
});

it('counts anew from every IDR', () => {
  expect(orderCounts([slice('idr', 0), slice('reference', 14), slice('idr', 0), slice('reference', 2)], ORDER)).toEqual(
    [0, -2, 0, 2],
  );
});

it('takes decoding order where the stream says that it is the order of showing', () => {
  expect(orderCounts([slice('idr', 0), slice('other', 0)], { ...ORDER, type: 2 })).toEqual([0, 1]);
});

it('does not guess at another way of counting', () => {
  expect(orderCounts([slice('idr', 0)], { ...ORDER, type: 1 })).toBeNull();
});

it('refuses a header that is cut short', () => {
  expect(() => orderCounts([Buffer.from([0x65, 0xe0])], ORDER)).toThrow('cut short');
});
