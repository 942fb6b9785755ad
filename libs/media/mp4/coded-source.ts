import { closeSync, openSync, readSync } from 'node:fs';
import { NAL } from './annex-b';
import { layoutOf, parameterSets, type PictureLayout, ppsId } from './parameter-sets';
import { orderCounts, SLICE_HEAD, SliceHeads, slicePpsId } from './picture-order';
import type { PlainPicture } from './plain-picture';
import { readMp4 } from './read-mp4';
import { endsExactly } from './set-end';

/** The coded pictures of a source in decoding order, slices only, by where they lie in a file. */
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
  /** For each picture the number of the picture parameter set that its slices use. */
  readonly ppsIds: readonly number[];
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
  return scanned(path, track, []);
}

/**
 * The same from the source itself, where nothing has to be taken out: its index is plain, and what is no slice stands
 * before or behind the slices of its picture. Null where it does not: then ffmpeg takes the pictures out.
 */
export function readCodedInPlace(path: string, plain: PlainPicture): CodedSource | null {
  const sets = hasLongLengths(plain.configuration) ? parameterSets(plain.configuration) : null;
  if (!sets) return null;
  try {
    return scanned(path, plain, [...sets.sps, ...sets.pps]);
  } catch (error) {
    if (error instanceof NotCopyable) return null;
    throw error;
  }
}

/** lengthSizeMinusOne: NAL units behind lengths of four bytes (ISO 14496-15 § 5.3.3.1). */
const hasLongLengths = (avcC: Buffer): boolean => ((avcC[4] ?? 0) & 3) === 3;

type Track = Pick<PlainPicture, 'offsets' | 'sizes' | 'pts'>;

function scanned(path: string, track: Track, sets: readonly Buffer[]): CodedSource {
  const file = openSync(path, 'r');
  try {
    const scan = new Scan(file, track.offsets.length);
    for (const set of sets) scan.keep(set);
    track.offsets.forEach((offset, picture) => scan.picture(picture, offset, track.sizes[picture] ?? 0));
    const { order, ...found } = scan.found();
    assertShownInOrder(order, found.idr, track.pts);
    return { path, pts: track.pts, ...found };
  } catch (error) {
    throw error instanceof RangeError ? new NotCopyable('the stream’s parameter sets cannot be read') : error;
  } finally {
    closeSync(file);
  }
}

/** Less than a macroblock may lie beyond an edge: pictures are coded in whole ones (H.264 § 6.3). */
const MACROBLOCK = 16;

/**
 * A decoder puts pictures out in the order that they themselves give, a player shows them at the container's times:
 * where the two disagree, a frame's number would not mean the same picture to both. AVI has no times of its own to
 * show a picture at, only an order of decoding.
 */
function assertShownInOrder(counts: readonly number[] | null, idr: readonly number[], pts: readonly number[]): void {
  if (!counts) throw new NotCopyable('the source counts its pictures in a way that is not read here');
  idr.forEach((from, i) => {
    const group = Array.from({ length: (idr[i + 1] ?? pts.length) - from }, (_, k) => from + k);
    group.sort((a, b) => (pts[a] ?? 0) - (pts[b] ?? 0));
    if (group.some((picture, k) => k > 0 && (counts[picture] ?? 0) <= (counts[group[k - 1] ?? 0] ?? 0)))
      throw new NotCopyable('the source’s times and its pictures disagree about their order');
  });
}

/** What is coded but cropped away, nobody sees, no mask covers, and everybody could decode. */
function assertAllIsShown({ progressive, unseen }: PictureLayout): void {
  if (!progressive) throw new NotCopyable('the source may be interlaced');
  if (unseen.across >= MACROBLOCK || unseen.down >= MACROBLOCK)
    throw new NotCopyable('the source’s pictures go on beyond the edges of what is shown');
}

/** What no release holds and no decoder needs: SEI, delimiters, ends, filler; `copyCommand` leaves out the same. */
const LEFT_OUT: readonly number[] = [NAL.sei, NAL.delimiter, NAL.endOfSequence, NAL.endOfStream, NAL.filler];

class Scan {
  private readonly offsets: number[] = [];
  private readonly sizes: number[] = [];
  private readonly idr: number[] = [];
  private readonly sets = { [NAL.sps]: new Map<string, Buffer>(), [NAL.pps]: new Map<string, Buffer>() };
  /** The beginning of each picture's first slice. */
  private readonly heads: SliceHeads;
  private readonly head = Buffer.alloc(4 + SLICE_HEAD);

  constructor(
    private readonly file: number,
    pictures: number,
  ) {
    this.heads = new SliceHeads(pictures);
  }

  picture(picture: number, offset: number, size: number): void {
    let [slices, end]: [number | null, number] = [null, 0];
    let kind: number | null = null;
    for (let at = 0; at < size;) {
      const { type, length } = this.unit(offset + at, size - at);
      if (type === NAL.slice || type === NAL.idr) {
        if (slices === null) this.heads.add(this.head.subarray(4, 4 + Math.min(length, SLICE_HEAD)));
        slices ??= at;
        if (end !== 0 && end !== at) throw new NotCopyable('something stands between the slices of a picture');
        end = at + 4 + length;
        if (kind !== null && kind !== type) throw new NotCopyable('a picture mixes IDR slices with others');
        kind = type;
      } else if ((type === NAL.sps || type === NAL.pps) && slices === null) {
        this.keep(this.read(offset + at + 4, length));
      } else if (!LEFT_OUT.includes(type)) throw new NotCopyable(`the stream holds NAL units of type ${type}`);
      at += 4 + length;
    }
    if (slices === null) throw new NotCopyable('a picture without a slice');
    if (kind === NAL.idr) this.idr.push(picture);
    this.offsets.push(offset + slices);
    this.sizes.push(end - slices);
  }

  /** A parameter set, SPS or PPS. */
  keep(set: Buffer): void {
    const type = (set[0] ?? 0) & 0x1f;
    if (type !== NAL.sps && type !== NAL.pps) throw new NotCopyable(`a parameter set of type ${type}`);
    this.sets[type].set(set.toString('latin1'), set);
  }

  found(): Omit<CodedSource, 'path' | 'pts'> & { order: number[] | null } {
    const [sps, pps] = [[...this.sets[NAL.sps].values()], [...this.sets[NAL.pps].values()]];
    const [only, ...more] = sps;
    if (!only || more.length > 0) throw new NotCopyable('the picture’s parameters change within the stream');
    const layout = layoutOf(only);
    assertAllIsShown(layout);
    if (![...sps, ...pps].every(endsExactly))
      throw new NotCopyable('something is kept behind the end of its parameters');
    if (pps.length === 0 || new Set(pps.map(ppsId)).size !== pps.length)
      throw new NotCopyable('the picture’s parameters change within the stream');
    const order = orderCounts(this.heads, layout.order);
    const ppsIds = Array.from(this.heads, slicePpsId);
    return { offsets: this.offsets, sizes: this.sizes, idr: this.idr, sps, pps, ppsIds, order };
  }

  private unit(at: number, room: number): { type: number; length: number } {
    if (readSync(this.file, this.head, 0, this.head.length, at) < 5) throw new NotCopyable('a picture is cut short');
    const length = this.head.readUInt32BE(0);
    if (length === 0 || length + 4 > room) throw new NotCopyable('a picture’s NAL units do not add up');
    return { type: this.head.readUInt8(4) & 0x1f, length };
  }

  private read(at: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    readSync(this.file, bytes, 0, length, at);
    return bytes;
  }
}
