import {
  areaOf,
  CELL,
  common,
  coverAt,
  coverOf,
  dilate,
  erode,
  type Picture,
  type VideoTrack,
  without,
} from '@app/redactions/domain';
import { FILL, type FrameSize } from '../paint';
import {
  chromaSpread,
  differenceOutside,
  EDGE_CELLS,
  likeness,
  LIMITS,
  lumaSpread,
  samplesShowingSource,
} from './compare-frame';
import type { Findings } from './violation';

/** What was measured over all frames: the worst of each. */
export interface PictureFigures {
  readonly frames: number;
  readonly maskedFrames: number;
  /** Decibels, luma, outside the masks. */
  readonly lowestPsnr: number;
  readonly meanPsnr: number;
  readonly largestBlockDifference: number;
  readonly largestFillVariance: number;
}

/** Levels below which two neighbouring frames cannot be told apart by their noise. */
const TELLING_MSE = 6;
const NO_DIFFERENCE_PSNR = 99;

/**
 * Compares a release with its source frame by frame. Both are decoded; what the renderer says it did plays no part.
 */
export class PictureCheck {
  private frames = 0;
  private maskedFrames = 0;
  private lowestPsnr = NO_DIFFERENCE_PSNR;
  private psnrSum = 0;
  private largestBlock = 0;
  private largestVariance = 0;
  private before: { readonly source: Buffer; readonly release: Buffer } | null = null;

  constructor(
    private readonly tracks: readonly VideoTrack[],
    private readonly picture: Picture,
    private readonly size: FrameSize,
    private readonly findings: Findings,
  ) {}

  compare(source: Buffer, release: Buffer): void {
    const frame = this.frames++;
    const cover = coverAt(this.tracks, frame, this.picture);
    if (cover) {
      this.maskedFrames++;
      for (const track of this.tracks) this.checkMask(track, frame, source, release);
    }
    const around = cover && dilate(cover, EDGE_CELLS, this.size);
    this.checkRest(frame, source, release, around);
    this.before = { source, release };
  }

  figures(): PictureFigures {
    return {
      frames: this.frames,
      maskedFrames: this.maskedFrames,
      lowestPsnr: round(this.lowestPsnr),
      meanPsnr: round(this.frames === 0 ? 0 : this.psnrSum / this.frames),
      largestBlockDifference: round(this.largestBlock),
      largestFillVariance: round(this.largestVariance),
    };
  }

  private checkMask(track: VideoTrack, frame: number, source: Buffer, release: Buffer): void {
    const cells = coverOf(track, frame, this.picture);
    const cover = cells && coverAt(this.tracks, frame, this.picture);
    if (!cells || !cover) return;
    const core = common(cells, erode(cover, EDGE_CELLS, this.size));
    const where = { frame, track: track.id };
    const luma = lumaSpread(release, core, this.size);
    const chroma = chromaSpread(release, core, this.size);
    this.largestVariance = Math.max(this.largestVariance, luma.variance, chroma.variance);
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

  private checkRest(
    frame: number,
    source: Buffer,
    release: Buffer,
    covered: Parameters<typeof differenceOutside>[2],
  ): void {
    const { mse, compared, worst } = differenceOutside(source, release, covered, this.size);
    const psnr = mse === 0 ? NO_DIFFERENCE_PSNR : Math.min(10 * Math.log10(255 ** 2 / mse), NO_DIFFERENCE_PSNR);
    this.psnrSum += psnr;
    this.lowestPsnr = Math.min(this.lowestPsnr, psnr);
    this.largestBlock = Math.max(this.largestBlock, worst.difference);
    if (compared === 0) return;
    if (mse > LIMITS.outsideMse) {
      this.findings.add('rest-unchanged', `the picture differs from the source (${psnr.toFixed(1)} dB)`, { frame });
    } else if (worst.difference > LIMITS.blockDifference) {
      const found = `the block at ${worst.x}, ${worst.y} differs by ${worst.difference.toFixed(1)} levels on average`;
      this.findings.add('rest-unchanged', found, { frame });
    }
    if (this.before) this.checkOrder(frame, source, release, this.before, covered);
  }

  /** A frame that is more like its neighbour's source than like its own has been moved, repeated or left out. */
  private checkOrder(
    frame: number,
    source: Buffer,
    release: Buffer,
    before: { readonly source: Buffer; readonly release: Buffer },
    covered: Parameters<typeof likeness>[2],
  ): void {
    const own = likeness(source, release, covered, this.size);
    if (own > TELLING_MSE && likeness(before.source, release, covered, this.size) * 2 < own) {
      this.findings.add('every-frame-once', 'it shows the source’s frame before', { frame });
    }
    const ownBefore = likeness(before.source, before.release, covered, this.size);
    if (ownBefore > TELLING_MSE && likeness(source, before.release, covered, this.size) * 2 < ownBefore) {
      this.findings.add('every-frame-once', 'it shows the source’s frame after', { frame: frame - 1 });
    }
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;
