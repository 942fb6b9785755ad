import { readThrough } from '../run/read-through';

/** H.264 NAL unit types (Recommendation H.264, table 7-1). */
export const NAL = {
  slice: 1,
  idr: 5,
  sei: 6,
  sps: 7,
  pps: 8,
  delimiter: 9,
  endOfSequence: 10,
  endOfStream: 11,
  filler: 12,
} as const;

/** The coded frames of a bare H.264 stream, one slice each, by where their NAL units lie in the file. */
export interface CodedFrames {
  readonly sps: Buffer;
  readonly pps: Buffer;
  readonly offsets: readonly number[];
  readonly sizes: readonly number[];
  readonly keyframes: readonly number[];
}

const START = Buffer.from([0, 0, 1]);
const CHUNK = 4 << 20;

/**
 * Finds the frames in a bare H.264 stream as Daylight's encoder writes it (Annex B): one slice a frame, parameter
 * sets that never change. Anything else between the slices (SEI, delimiters) is left out. Reads in chunks; its
 * memory is the list alone.
 */
export async function readAnnexB(path: string): Promise<CodedFrames> {
  const found = new Frames();
  let base = 0;
  await readThrough(path, CHUNK, (bytes, last) => {
    const used = found.scan(bytes, base, last);
    base += used;
    return used;
  });
  return found.result();
}

class Frames {
  private sps: Buffer | null = null;
  private pps: Buffer | null = null;
  private readonly offsets: number[] = [];
  private readonly sizes: number[] = [];
  private readonly keyframes: number[] = [];

  /** Takes every whole NAL unit of the buffer; returns how many bytes are dealt with. */
  scan(buffer: Buffer, base: number, last: boolean): number {
    let start = buffer.indexOf(START);
    if (start < 0) return 0;
    for (;;) {
      const from = start + START.length;
      const next = buffer.indexOf(START, from);
      if (next < 0 && !last) return start;
      let end = next < 0 ? buffer.length : next;
      while (end > from && buffer[end - 1] === 0) end--; // trailing zeros belong to the next start code (Annex B.1.1)
      this.take(buffer.subarray(from, end), base + from);
      if (next < 0) return buffer.length;
      start = next;
    }
  }

  private take(nal: Buffer, offset: number): void {
    const type = (nal[0] ?? 0) & 0x1f;
    if (type === NAL.sps) this.sps = same('SPS', this.sps, nal);
    if (type === NAL.pps) this.pps = same('PPS', this.pps, nal);
    if (type !== NAL.slice && type !== NAL.idr) return;
    // first_mb_in_slice is the first exp-Golomb number of a slice: a leading 1 bit is 0, the first slice of a frame.
    if (((nal[1] ?? 0) & 0x80) === 0) throw new Error('a frame of more than one slice');
    if (type === NAL.idr) this.keyframes.push(this.offsets.length);
    this.offsets.push(offset);
    this.sizes.push(nal.length);
  }

  result(): CodedFrames {
    if (!this.sps || !this.pps || this.keyframes[0] !== 0)
      throw new Error('not a stream that can be played from its beginning');
    return { sps: this.sps, pps: this.pps, offsets: this.offsets, sizes: this.sizes, keyframes: this.keyframes };
  }
}

function same(name: string, known: Buffer | null, found: Buffer): Buffer {
  if (known && !known.equals(found)) throw new Error(`the ${name} changes within the stream`);
  return known ?? Buffer.from(found);
}
