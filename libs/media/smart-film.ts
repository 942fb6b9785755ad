import type { CodedSource } from './mp4/coded-source';
import type { VideoTrackSpec } from './mp4/film';
import { ppsId } from './mp4/parameter-sets';
import type { Run } from './plan/runs.plan';
import type { EncodedPart } from './render-part';

/** The part of a picture track that smart rendering makes: samples, parameter sets, times, and what was encoded. */
export type SmartPicture = Pick<VideoTrackSpec, 'samples' | 'sps' | 'pps' | 'pts' | 'keyframes'> & {
  readonly parts: readonly EncodedRange[];
};

/** Frames that were encoded again together, half-open. */
export interface EncodedRange {
  readonly from: number;
  readonly to: number;
}

/** Collects samples in decoding order from the copy and from the encoded parts. */
export class SmartFilm {
  private readonly files: { path: string; prefix: 0 | 4 }[];
  private readonly file: number[] = [];
  private readonly offsets: number[] = [];
  private readonly sizes: number[] = [];
  private readonly keyframes: number[] = [];
  private sets: { sps: Buffer; pps: Buffer } | null = null;
  private readonly parts: EncodedRange[] = [];

  constructor(private readonly coded: CodedSource) {
    this.files = [{ path: coded.path, prefix: 0 }];
  }

  addCopied({ from, to }: Run): void {
    this.keyframes.push(...this.coded.idr.filter((picture) => picture >= from && picture < to));
    for (let i = from; i < to; i++) this.add(0, this.coded.offsets[i] ?? 0, this.coded.sizes[i] ?? 0);
  }

  addEncoded({ from, to }: Run, frames: EncodedPart): void {
    if (this.sets && !(this.sets.sps.equals(frames.sps) && this.sets.pps.equals(frames.pps)))
      throw new Error('two parts were encoded with different parameters');
    this.sets = frames;
    this.files.push({ path: frames.path, prefix: 4 });
    this.keyframes.push(...frames.keyframes.map((frame) => from + frame));
    frames.offsets.forEach((offset, i) => this.add(this.files.length - 1, offset, frames.sizes[i] ?? 0));
    this.parts.push({ from, to });
  }

  /** `shown` are the frames' times; `ranks` say which frame each picture of the source is. */
  result(shown: readonly number[], ranks: readonly number[]): SmartPicture {
    const { sps, pps } = this.copiedSets();
    // An encoded part has no B-frames: its pictures are decoded in the order in which they are shown.
    const frameOf = (picture: number): number => (this.file[picture] === 0 ? (ranks[picture] ?? 0) : picture);
    return {
      samples: { files: this.files, file: this.file, offsets: this.offsets, sizes: this.sizes },
      sps: this.sets ? [...sps, this.sets.sps] : sps,
      pps: this.sets ? [...pps, this.sets.pps] : pps,
      pts: this.file.map((_, picture) => shown[frameOf(picture)] ?? 0),
      keyframes: this.keyframes,
      parts: this.parts,
    };
  }

  /** The source's parameter sets, as far as a copied picture uses them. */
  private copiedSets(): { sps: readonly Buffer[]; pps: readonly Buffer[] } {
    const { sps, pps, ppsIds } = this.coded;
    const used = new Set(ppsIds.filter((_, picture) => this.file[picture] === 0));
    return used.size === 0 ? { sps: [], pps: [] } : { sps, pps: pps.filter((set) => used.has(ppsId(set))) };
  }

  private add(file: number, offset: number, size: number): void {
    this.file.push(file);
    this.offsets.push(offset);
    this.sizes.push(size);
  }
}
