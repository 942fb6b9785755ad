import {
  areaOf,
  CELL,
  type CellRows,
  common,
  coverAt,
  coverOf,
  dilate,
  erode,
  everyCell,
  isActive,
  type Picture,
  type VideoTrack,
  without,
} from '@app/redactions/domain';
import { FILL, frameBytes, type FrameSize } from '../raw-frame';
import {
  chromaSpread,
  differenceOutside,
  EDGE_CELLS,
  likeness,
  LIMITS,
  lumaSpread,
  samplesShowingSource,
} from './compare-frame';
import { frameBuffers } from './compare-kernel';
import type { Side } from './decode-side';
import type { Findings } from './violation';

/** What was measured over all frames: the worst of each. */
export interface PictureFigures {
  readonly frames: number;
  /** Frames that are, byte for byte, the source’s: not decoded. */
  readonly copiedFrames: number;
  readonly maskedFrames: number;
  /** Decibels, luma, outside the masks. */
  readonly lowestPsnr: number;
  readonly meanPsnr: number;
  readonly largestBlockDifference: number;
  readonly largestColourDifference: number;
  readonly largestFillVariance: number;
  /** Share of the picture, 0 to 1, that the masks cover in the frame in which they cover most. */
  readonly largestCover: number;
  /** Mask by mask, in the order of the plan. */
  readonly masks: readonly MaskFigures[];
}

/** What was measured inside one mask. */
export interface MaskFigures {
  readonly track: string;
  /** On how many frames it was looked at. */
  readonly frames: number;
  readonly largestFillVariance: number;
}

/** Levels below which two neighbouring frames cannot be told apart by their noise. */
const TELLING_MSE = 6;
const NO_DIFFERENCE_PSNR = 99;

/** Frames `from` to `to`, half-open. */
export interface FrameRun {
  readonly from: number;
  readonly to: number;
}

interface Compared {
  readonly source: Buffer;
  readonly release: Buffer;
  /** How unlike the two are, outside the masks. */
  readonly unlike: number;
}

/**
 * Compares decoded frames of a release with its source's, one by one; what the renderer says it did plays no part.
 */
export class PictureCheck {
  /** Number of the next frame. */
  private next = 0;
  /** The run that it is in, and those that follow. */
  private runs: FrameRun[] = [];
  private frames = 0;
  private copiedFrames = 0;
  private maskedFrames = 0;
  private lowestPsnr = NO_DIFFERENCE_PSNR;
  private psnrSum = 0;
  private largestBlock = 0;
  private largestColour = 0;
  private largestCover = 0;
  /** Of each track, how often it was looked at and how far its fill is from even. */
  private readonly masks = new Map<string, { frames: number; largestVariance: number }>();
  private before: Compared | null = null;
  /** Two of each side, which take turns: every frame is looked at once more when the one after it has come. */
  readonly buffers: Readonly<Record<Side, readonly [Buffer, Buffer]>>;

  constructor(
    private readonly tracks: readonly VideoTrack[],
    private readonly picture: Picture,
    private readonly size: FrameSize,
    private readonly findings: Findings,
  ) {
    const [a, b, c, d] = frameBuffers(4, frameBytes(size)) as [Buffer, Buffer, Buffer, Buffer];
    this.buffers = { left: [a, b], right: [c, d] };
  }

  /** Compares the next frame of each, which lie in `buffers`. */
  compare(source: Buffer, release: Buffer): void {
    const frame = this.number();
    this.frames++;
    const cover = coverAt(this.tracks, frame, this.picture);
    if (cover) {
      this.maskedFrames++;
      this.largestCover = Math.max(this.largestCover, areaOf(cover) / areaOf(everyCell(this.picture)));
      const inside = erode(cover, EDGE_CELLS, this.size);
      for (const track of this.tracks)
        if (isActive(track, frame)) this.checkMask(track, frame, inside, source, release);
    }
    const around = cover && dilate(cover, EDGE_CELLS, this.size);
    this.checkRest(frame, source, release, around);
  }

  /** That many frames are the source's own bytes. */
  takeAsCopied(frames: number): void {
    this.copiedFrames += frames;
  }

  /** The frames to be compared are those of these runs, one after the other. */
  goThrough(runs: readonly FrameRun[]): void {
    this.runs = [...runs];
    this.next = this.runs[0]?.from ?? 0;
  }

  /** How many frames have been compared. */
  get compared(): number {
    return this.frames;
  }

  figures(): PictureFigures {
    return {
      frames: this.frames + this.copiedFrames,
      copiedFrames: this.copiedFrames,
      maskedFrames: this.maskedFrames,
      lowestPsnr: round(this.lowestPsnr),
      meanPsnr: round(this.frames === 0 ? 0 : this.psnrSum / this.frames),
      largestBlockDifference: round(this.largestBlock),
      largestColourDifference: round(this.largestColour),
      largestCover: Math.round(this.largestCover * 10_000) / 10_000,
      largestFillVariance: round(Math.max(0, ...[...this.masks.values()].map((mask) => mask.largestVariance))),
      masks: this.tracks.map(({ id }) => {
        const { frames, largestVariance } = this.maskOf(id);
        return { track: id, frames, largestFillVariance: round(largestVariance) };
      }),
    };
  }

  /** Of the frame that comes now. Where another run begins, its neighbour is not the last one compared. */
  private number(): number {
    const [run, following] = this.runs;
    if (run?.to === this.next && following) {
      this.runs.shift();
      this.next = following.from;
      this.before = null;
    }
    return this.next++;
  }

  private maskOf(track: string): { frames: number; largestVariance: number } {
    const known = this.masks.get(track) ?? { frames: 0, largestVariance: 0 };
    this.masks.set(track, known);
    return known;
  }

  /** `inside` is what all masks of the frame cover, without its edge: there the fill must be pure. */
  private checkMask(track: VideoTrack, frame: number, inside: CellRows, source: Buffer, release: Buffer): void {
    const cells = coverOf(track, frame, this.picture);
    if (!cells) return;
    const core = common(cells, inside);
    const where = { frame, track: track.id };
    const luma = lumaSpread(release, core, this.size);
    const chroma = chromaSpread(release, core, this.size);
    const mask = this.maskOf(track.id);
    mask.frames++;
    mask.largestVariance = Math.max(mask.largestVariance, luma.variance, chroma.variance);
    const offset = Math.max(Math.abs(luma.count ? luma.mean - FILL.y : 0), Math.abs(chroma.mean));
    if (luma.variance >= LIMITS.fillVariance || chroma.variance >= LIMITS.fillVariance || offset > LIMITS.fillOffset) {
      const found = `variance ${luma.variance.toFixed(1)} in luma and ${chroma.variance.toFixed(1)} in chroma, ${offset.toFixed(1)} from the fill`;
      this.findings.add('mask-is-fill', found, where);
      return;
    }
    const shown = samplesShowingSource(source, release, cells, this.size);
    const edge = areaOf(without(cells, core)) * CELL * CELL;
    if (shown > Math.max(LIMITS.edgeSamples, edge * LIMITS.edgeShare)) {
      const found = `${shown} of ${edge} samples at the mask’s edge show the source`;
      this.findings.add('mask-is-fill', found, where);
    }
  }

  private checkRest(frame: number, source: Buffer, release: Buffer, covered: CellRows | null): void {
    const { mse, compared, luma, colour } = differenceOutside(source, release, covered, this.size);
    const psnr = mse === 0 ? NO_DIFFERENCE_PSNR : Math.min(10 * Math.log10(255 ** 2 / mse), NO_DIFFERENCE_PSNR);
    this.psnrSum += psnr;
    this.lowestPsnr = Math.min(this.lowestPsnr, psnr);
    this.largestBlock = Math.max(this.largestBlock, luma.difference);
    this.largestColour = Math.max(this.largestColour, colour.difference);
    const blockAt = ({ x, y, difference }: typeof luma, what: string): string =>
      `the block at ${x}, ${y} differs ${what}by ${difference.toFixed(1)} levels on average`;
    if (mse > LIMITS.outsideMse) {
      this.findings.add('rest-unchanged', `the picture differs from the source (${psnr.toFixed(1)} dB)`, { frame });
    } else if (luma.difference > LIMITS.blockDifference) {
      this.findings.add('rest-unchanged', blockAt(luma, ''), { frame });
    } else if (colour.difference > LIMITS.colourDifference) {
      this.findings.add('rest-unchanged', blockAt(colour, 'in colour '), { frame });
    }
    const unlike = compared === 0 ? 0 : likeness(source, release, covered, this.size);
    if (this.before && compared > 0) this.checkOrder(frame, { source, release, unlike }, this.before, covered);
    this.before = { source, release, unlike };
  }

  /** A frame that is more like its neighbour's source than like its own has been moved, repeated or left out. */
  private checkOrder(frame: number, now: Compared, before: Compared, covered: CellRows | null): void {
    const unlike = (source: Buffer, release: Buffer): number => likeness(source, release, covered, this.size);
    if (now.unlike > TELLING_MSE && unlike(before.source, now.release) * 2 < now.unlike) {
      this.findings.add('every-frame-once', 'it shows the source’s frame before', { frame });
    }
    if (before.unlike <= TELLING_MSE) return;
    if (unlike(now.source, before.release) * 2 < unlike(before.source, before.release)) {
      this.findings.add('every-frame-once', 'it shows the source’s frame after', { frame: frame - 1 });
    }
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;
