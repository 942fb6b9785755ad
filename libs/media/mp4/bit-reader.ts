/** Reads the numbers of which parameter sets and slice headers are made (H.264 §§ 7.2, 9.1). Throws RangeError where there are no more. */
export class BitReader {
  private bit = 0;
  private readonly bytes: Buffer;

  constructor(nal: Buffer, skip: number) {
    this.bytes = withoutEmulationPrevention(nal).subarray(skip);
  }

  ue(): number {
    let zeros = 0;
    while (this.next() === 0) if (++zeros > 31) throw new RangeError('not an exp-Golomb number');
    let value = 1;
    for (let i = 0; i < zeros; i++) value = value * 2 + this.next();
    return value - 1;
  }

  se(): number {
    const value = this.ue();
    return value % 2 === 0 ? -value / 2 : (value + 1) / 2;
  }

  /** u(n): an unsigned number of that many bits. */
  u(bits: number): number {
    let value = 0;
    for (let i = 0; i < bits; i++) value = value * 2 + this.next();
    return value;
  }

  flag(): boolean {
    return this.next() === 1;
  }

  /** Whether all that is left is a stop bit and zeros up to the end of its byte, which is the last one. */
  isTrailing(): boolean {
    const byte = this.bytes[this.bit >> 3];
    const rest = 8 - (this.bit & 7);
    return this.bit >> 3 === this.bytes.length - 1 && ((byte ?? 0) & ((1 << rest) - 1)) === 1 << (rest - 1);
  }

  private next(): number {
    const byte = this.bytes[this.bit >> 3];
    if (byte === undefined) throw new RangeError('the parameter set is cut short');
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
