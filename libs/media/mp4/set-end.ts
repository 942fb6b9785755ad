import { BitReader } from './bit-reader';
import { readUpToCropping } from './parameter-sets';

/**
 * Whether a parameter set ends where its syntax does: with a stop bit, zeros up to the byte's end, and nothing behind
 * them (rbsp_trailing_bits, H.264 § 7.3.2.11). Decoders look no further, so anything could be kept there. False too for
 * what cannot be read to its end.
 */
export function endsExactly(set: Buffer): boolean {
  try {
    const isSps = ((set[0] ?? 0) & 0x1f) === 7;
    return (isSps ? behindSps(set) : behindPps(set)).isTrailing();
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function behindSps(sps: Buffer): BitReader {
  const { bits } = readUpToCropping(sps);
  if (bits.flag()) skipUsability(bits); // vui_parameters_present_flag
  return bits;
}

/** vui_parameters, § E.1.1. */
function skipUsability(bits: BitReader): void {
  const EXTENDED_SAR = 255;
  if (bits.flag() && bits.u(8) === EXTENDED_SAR) bits.u(32);
  if (bits.flag()) bits.flag(); // overscan
  if (bits.flag()) {
    bits.u(4); // video_format, video_full_range_flag
    if (bits.flag()) bits.u(24); // colour_description
  }
  if (bits.flag()) {
    bits.ue(); // chroma_loc_info
    bits.ue();
  }
  if (bits.flag()) bits.u(65); // timing_info: two numbers of 32 bits, fixed_frame_rate_flag
  const [nal, vcl] = [bits.flag() && skipHrd(bits), bits.flag() && skipHrd(bits)];
  if (nal || vcl) bits.flag(); // low_delay_hrd_flag
  bits.flag(); // pic_struct_present_flag
  if (!bits.flag()) return;
  bits.flag(); // motion_vectors_over_pic_boundaries_flag
  for (let number = 0; number < 6; number++) bits.ue(); // bitstream_restriction
}

/** hrd_parameters, § E.1.2. */
function skipHrd(bits: BitReader): true {
  const count = bits.ue() + 1;
  bits.u(8); // bit_rate_scale, cpb_size_scale
  for (let i = 0; i < count; i++) {
    bits.ue();
    bits.ue();
    bits.flag();
  }
  bits.u(20); // lengths
  return true;
}

/** pic_parameter_set_rbsp, § 7.3.2.2. Slice groups and scaling lists, which no camera writes, are not read. */
function behindPps(pps: Buffer): BitReader {
  const bits = new BitReader(pps, 1);
  bits.ue(); // pic_parameter_set_id
  bits.ue(); // seq_parameter_set_id
  bits.u(2); // entropy_coding_mode_flag, bottom_field_pic_order_in_frame_present_flag
  if (bits.ue() > 0) throw new RangeError('slice groups are not read');
  bits.ue();
  bits.ue(); // num_ref_idx_default_active
  bits.u(3); // weighted prediction
  for (let number = 0; number < 3; number++) bits.se(); // quantisers
  bits.u(3); // deblocking_filter_control_present_flag, constrained_intra_pred_flag, redundant_pic_cnt_present_flag
  if (bits.isTrailing()) return bits;
  bits.flag(); // transform_8x8_mode_flag
  if (bits.flag()) throw new RangeError('scaling lists are not read');
  bits.se(); // second_chroma_qp_index_offset
  return bits;
}
