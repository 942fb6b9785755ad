import { BitReader } from './bit-reader';

/** seq_parameter_set_id: after the NAL header, profile, constraints and level (H.264 § 7.3.2.1.1). */
export const spsId = (sps: Buffer): number => new BitReader(sps, 4).ue();

/** What a stream's pictures are made of, as its sequence parameter set says. */
export interface PictureLayout {
  /** What a slice header needs to be read as far as the picture's place in the order of showing. */
  readonly order: PictureOrder;
  /** False for fields, or frames that may be coded as fields. */
  readonly progressive: boolean;
  /** Luma samples that are coded but lie beyond the edges of what is shown. */
  readonly unseen: { readonly across: number; readonly down: number };
}

/** How a picture's place in the order of showing is coded (H.264 § 8.2.1). */
export interface PictureOrder {
  /** pic_order_cnt_type: 0 counts in every slice, 2 shows in the order of decoding. */
  readonly type: number;
  /** Bits of frame_num. */
  readonly frameNumBits: number;
  /** Bits of pic_order_cnt_lsb; 0 for other types than 0. */
  readonly lsbBits: number;
  /** separate_colour_plane_flag. */
  readonly separatePlanes: boolean;
}

/** Profiles whose parameter set says more on chroma, depth and scaling (H.264 § 7.3.2.1.1). */
const WITH_CHROMA = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135];

/** Reads a sequence parameter set up to its cropping rectangle (H.264 § 7.3.2.1.1). Throws where it is cut short. */
export const layoutOf = (sps: Buffer): PictureLayout => readUpToCropping(sps).layout;

/** The same, and the reader that stands behind the cropping rectangle. */
export function readUpToCropping(sps: Buffer): { layout: PictureLayout; bits: BitReader } {
  const bits = new BitReader(sps, 4);
  bits.ue(); // seq_parameter_set_id
  const { chroma, separatePlanes } = WITH_CHROMA.includes(sps[1] ?? 0)
    ? chromaOf(bits)
    : { chroma: 1, separatePlanes: false };
  const frameNumBits = bits.ue() + 4; // log2_max_frame_num_minus4
  const order = { frameNumBits, separatePlanes, ...orderCountOf(bits) };
  bits.ue(); // max_num_ref_frames
  bits.flag(); // gaps_in_frame_num_value_allowed_flag
  bits.ue(); // pic_width_in_mbs_minus1
  bits.ue(); // pic_height_in_map_units_minus1
  const progressive = bits.flag();
  if (!progressive) bits.flag(); // mb_adaptive_frame_field_flag
  bits.flag(); // direct_8x8_inference_flag
  const unseen = bits.flag() ? croppingOf(bits, chroma, progressive) : { across: 0, down: 0 };
  return { layout: { order, progressive, unseen }, bits };
}

/** Crop units of 4:2:0 are two luma samples, and two lines of a frame or four of fields (equations 7-19 to 7-22). */
function croppingOf(bits: BitReader, chroma: number, progressive: boolean): PictureLayout['unseen'] {
  const [left, right, top, bottom] = [bits.ue(), bits.ue(), bits.ue(), bits.ue()];
  const [unitX, unitY] = [chroma === 1 || chroma === 2 ? 2 : 1, (chroma === 1 ? 2 : 1) * (progressive ? 1 : 2)];
  return { across: (left + right) * unitX, down: (top + bottom) * unitY };
}

/** `chroma` is chroma_format_idc. */
function chromaOf(bits: BitReader): { chroma: number; separatePlanes: boolean } {
  const chroma = bits.ue();
  const separatePlanes = chroma === 3 && bits.flag(); // separate_colour_plane_flag
  bits.ue(); // bit_depth_luma_minus8
  bits.ue(); // bit_depth_chroma_minus8
  bits.flag(); // qpprime_y_zero_transform_bypass_flag
  if (bits.flag()) {
    for (let list = 0; list < (chroma === 3 ? 12 : 8); list++)
      if (bits.flag()) skipScalingList(bits, list < 6 ? 16 : 64);
  }
  return { chroma, separatePlanes };
}

/** H.264 § 7.3.2.1.1.1: a list ends early where its next scale is zero. */
function skipScalingList(bits: BitReader, size: number): void {
  let [last, next] = [8, 8];
  for (let i = 0; i < size; i++) {
    if (next !== 0) next = (last + bits.se() + 256) % 256;
    last = next === 0 ? last : next;
  }
}

function orderCountOf(bits: BitReader): Pick<PictureOrder, 'type' | 'lsbBits'> {
  const type = bits.ue();
  if (type === 0) return { type, lsbBits: bits.ue() + 4 }; // log2_max_pic_order_cnt_lsb_minus4
  if (type === 1) {
    bits.flag(); // delta_pic_order_always_zero_flag
    bits.se(); // offset_for_non_ref_pic
    bits.se(); // offset_for_top_to_bottom_field
    for (let count = bits.ue(); count > 0; count--) bits.se();
  }
  return { type, lsbBits: 0 };
}

/** pic_parameter_set_id (H.264 § 7.3.2.2). */
export const ppsId = (pps: Buffer): number => new BitReader(pps, 1).ue();

/** The seq_parameter_set_id that a picture parameter set names. */
export function spsOfPps(pps: Buffer): number {
  const bits = new BitReader(pps, 1);
  bits.ue();
  return bits.ue();
}

const MOST_SPS = 32;

/** A number that neither an SPS nor a PPS of the source has: x264 gives both of its own the same one. */
export function freeId(sps: readonly Buffer[], pps: readonly Buffer[]): number | null {
  const taken = new Set([...sps.map(spsId), ...pps.map(ppsId)]);
  for (let id = 0; id < MOST_SPS; id++) if (!taken.has(id)) return id;
  return null;
}

/** The parameter sets of an AVCDecoderConfigurationRecord (ISO 14496-15 § 5.3.3.1); null when it is cut short. */
export function parameterSets(avcC: Buffer): { sps: Buffer[]; pps: Buffer[] } | null {
  let at = 5;
  const sets = (mask: number): Buffer[] =>
    Array.from({ length: avcC.readUInt8(at++) & mask }, () => {
      const length = avcC.readUInt16BE(at);
      at += 2 + length;
      if (at > avcC.length) throw new RangeError('cut short');
      return avcC.subarray(at - length, at);
    });
  try {
    return { sps: sets(0x1f), pps: sets(0xff) };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
