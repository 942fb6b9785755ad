import { closeSync, openSync, readSync } from 'node:fs';
import { NAL } from './annex-b';
import { layoutOf, ppsId } from './parameter-sets';
import { readMp4 } from './read-mp4';

/** The coded pictures of a source in decoding order, slices only, by where they lie in a file of ours. */
export interface CodedSource {
  readonly path: string;
  readonly offsets: readonly number[];
  readonly sizes: readonly number[];
  /** Presentation times in ticks of the file, up to a constant. */
  readonly pts: readonly number[];
  /** Numbers of the pictures that are IDR. */
  readonly idr: readonly number[];
  readonly sps: readonly Buffer[];
  readonly pps: readonly Buffer[];
}

/** Why the coded pictures cannot be taken over as they are. */
export class NotCopyable extends Error {}

/**
 * Reads the header of every NAL unit of a file that `copyCommand` made. Parameter sets may come again and again, as
 * long as they are the same; anything but them and slices throws NotCopyable.
 */
export async function readCodedSource(path: string): Promise<CodedSource> {
  const [track, ...more] = (await readMp4(path)).tracks;
  if (!track || more.length > 0) throw new NotCopyable('the source’s pictures could not be taken out');
  const file = openSync(path, 'r');
  try {
    const scan = new Scan(file);
    track.offsets.forEach((offset, picture) => scan.picture(picture, offset, track.sizes[picture] ?? 0));
    return { path, pts: track.pts, ...scan.found() };
  } catch (error) {
    throw error instanceof RangeError ? new NotCopyable('the stream’s parameter sets cannot be read') : error;
  } finally {
    closeSync(file);
  }
}

/** Less than a macroblock may lie beyond an edge: pictures are coded in whole ones (H.264 § 6.3). */
const MACROBLOCK = 16;

/** What is coded but cropped away, nobody sees, no mask covers, and everybody could decode. */
function assertAllIsShown(sps: Buffer): void {
  const { progressive, unseen } = layoutOf(sps);
  if (!progressive) throw new NotCopyable('the source may be interlaced');
  if (unseen.across >= MACROBLOCK || unseen.down >= MACROBLOCK)
    throw new NotCopyable('the source’s pictures go on beyond the edges of what is shown');
}

class Scan {
  private readonly offsets: number[] = [];
  private readonly sizes: number[] = [];
  private readonly idr: number[] = [];
  private readonly sets = { [NAL.sps]: new Map<string, Buffer>(), [NAL.pps]: new Map<string, Buffer>() };
  private readonly head = Buffer.alloc(5);

  constructor(private readonly file: number) {}

  picture(picture: number, offset: number, size: number): void {
    let slices: number | null = null;
    let kind: number | null = null;
    for (let at = 0; at < size;) {
      const { type, length } = this.unit(offset + at, size - at);
      if (type === NAL.slice || type === NAL.idr) {
        slices ??= at;
        if (kind !== null && kind !== type) throw new NotCopyable('a picture mixes IDR slices with others');
        kind = type;
      } else if ((type === NAL.sps || type === NAL.pps) && slices === null) {
        this.keep(type, offset + at + 4, length);
      } else throw new NotCopyable(`the stream holds NAL units of type ${type}`);
      at += 4 + length;
    }
    if (slices === null) throw new NotCopyable('a picture without a slice');
    if (kind === NAL.idr) this.idr.push(picture);
    this.offsets.push(offset + slices);
    this.sizes.push(size - slices);
  }

  found(): Pick<CodedSource, 'offsets' | 'sizes' | 'idr' | 'sps' | 'pps'> {
    const [sps, pps] = [[...this.sets[NAL.sps].values()], [...this.sets[NAL.pps].values()]];
    const [only, ...more] = sps;
    if (!only || more.length > 0) throw new NotCopyable('the picture’s parameters change within the stream');
    assertAllIsShown(only);
    if (pps.length === 0 || new Set(pps.map(ppsId)).size !== pps.length)
      throw new NotCopyable('the picture’s parameters change within the stream');
    return { offsets: this.offsets, sizes: this.sizes, idr: this.idr, sps, pps };
  }

  private unit(at: number, room: number): { type: number; length: number } {
    if (readSync(this.file, this.head, 0, 5, at) < 5) throw new NotCopyable('a picture is cut short');
    const length = this.head.readUInt32BE(0);
    if (length === 0 || length + 4 > room) throw new NotCopyable('a picture’s NAL units do not add up');
    return { type: this.head.readUInt8(4) & 0x1f, length };
  }

  private keep(type: 7 | 8, at: number, length: number): void {
    const set = Buffer.alloc(length);
    readSync(this.file, set, 0, length, at);
    this.sets[type].set(set.toString('latin1'), set);
  }
}
