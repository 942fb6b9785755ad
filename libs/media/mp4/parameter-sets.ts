/** Reads the unsigned exp-Golomb numbers (H.264 § 9.1) with which a parameter set begins. */
class BitReader {
  private bit = 0;
  private readonly bytes: Buffer;

  constructor(nal: Buffer, skip: number) {
    this.bytes = withoutEmulationPrevention(nal).subarray(skip);
  }

  ue(): number {
    let zeros = 0;
    while (this.next() === 0) if (++zeros > 31) throw new Error('not an exp-Golomb number');
    let value = 1;
    for (let i = 0; i < zeros; i++) value = value * 2 + this.next();
    return value - 1;
  }

  private next(): number {
    const byte = this.bytes[this.bit >> 3];
    if (byte === undefined) throw new Error('the parameter set is cut short');
    return (byte >> (7 - (this.bit++ & 7))) & 1;
  }
}

/** H.264 § 7.4.1: 00 00 03 in a NAL unit stands for 00 00. */
function withoutEmulationPrevention(nal: Buffer): Buffer {
  const kept: number[] = [];
  let zeros = 0;
  for (const byte of nal) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    kept.push(byte);
  }
  return Buffer.from(kept);
}

/** seq_parameter_set_id: after the NAL header, profile, constraints and level (H.264 § 7.3.2.1.1). */
export const spsId = (sps: Buffer): number => new BitReader(sps, 4).ue();

/** pic_parameter_set_id (H.264 § 7.3.2.2). */
export const ppsId = (pps: Buffer): number => new BitReader(pps, 1).ue();

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
