import { NAL } from './annex-b';
import { BitReader } from './bit-reader';
import type { PictureOrder } from './parameter-sets';

/** Bytes of a slice that are enough to read its header as far as its picture order count. */
export const SLICE_HEAD = 24;

/** The first bytes of many slices, in one buffer: as a Buffer each they would be most of what a long clip takes in memory. */
export class SliceHeads {
  private readonly bytes: Buffer;
  private readonly lengths: Uint8Array;
  private count = 0;

  constructor(most: number) {
    this.bytes = Buffer.alloc(most * SLICE_HEAD);
    this.lengths = new Uint8Array(most);
  }

  add(head: Buffer): void {
    this.lengths[this.count] = head.copy(this.bytes, this.count * SLICE_HEAD, 0, SLICE_HEAD);
    this.count++;
  }

  *[Symbol.iterator](): Generator<Buffer> {
    for (let i = 0; i < this.count; i++)
      yield this.bytes.subarray(i * SLICE_HEAD, i * SLICE_HEAD + (this.lengths[i] ?? 0));
  }
}

/** pic_parameter_set_id: the third number of a slice (H.264 § 7.3.3). */
export function slicePpsId(head: Buffer): number {
  const bits = new BitReader(head, 1);
  bits.ue();
  bits.ue();
  return bits.ue();
}

/** NAL unit header, then first_mb_in_slice, slice_type and pic_parameter_set_id (H.264 § 7.3.3). */
function orderLsb(head: Buffer, order: PictureOrder): number {
  const bits = new BitReader(head, 1);
  for (let number = 0; number < 3; number++) bits.ue();
  if (order.separatePlanes) bits.u(2); // colour_plane_id
  bits.u(order.frameNumBits); // frame_num; no field_pic_flag follows: such streams are not read here
  if ((head.readUInt8(0) & 0x1f) === NAL.idr) bits.ue(); // idr_pic_id
  return bits.u(order.lsbBits);
}

/**
 * Picture order counts of coded frames, in decoding order, from the first bytes of each one's first slice: what the
 * pictures themselves say of the order in which they are shown, counted anew from every IDR (H.264 § 8.2.1.1). Null for
 * a stream that counts in another way. Throws RangeError where a header is cut short.
 */
export function orderCounts(heads: Iterable<Buffer>, order: PictureOrder): number[] | null {
  if (order.type === 2) return Array.from(heads, (_, picture) => picture);
  if (order.type !== 0) return null;
  const wrap = 2 ** order.lsbBits;
  // Of the last picture that others refer to: its count's low bits, and the rest of it.
  let reference = { lsb: 0, msb: 0 };
  return Array.from(heads, (head) => {
    const lsb = orderLsb(head, order);
    if ((head.readUInt8(0) & 0x1f) === NAL.idr) reference = { lsb: 0, msb: 0 };
    const msb = reference.msb + step(lsb - reference.lsb, wrap);
    if ((head.readUInt8(0) & 0x60) !== 0) reference = { lsb, msb }; // nal_ref_idc
    return msb + lsb;
  });
}

/** The low bits have wrapped when they moved by half their range or more (equation 8-3). */
function step(moved: number, wrap: number): number {
  if (moved <= -wrap / 2) return wrap;
  return moved > wrap / 2 ? -wrap : 0;
}
