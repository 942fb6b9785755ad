import type { Box } from '@app/redactions/domain';
import { type Cv, type Mat, owning } from './opencv';

interface FrameSize {
  readonly width: number;
  readonly height: number;
}

/** The luma of one frame on OpenCV's heap, made small enough to be followed quickly. */
export class GrayFrame {
  readonly picture: Mat;
  private readonly smooth = new Map<number, Mat>();

  constructor(
    private readonly cv: Cv,
    luma: Uint8Array,
    readonly size: FrameSize,
  ) {
    this.picture = new cv.Mat(size.height, size.width, cv.CV_8UC1);
    this.picture.data.set(luma);
  }

  /**
   * The picture for sampling every `zoom`th sample of it: what is finer than that is smoothed away, or it would flicker.
   */
  forZoom(zoom: number): Mat {
    const side = 2 * Math.floor(zoom / 2) + 1;
    if (side < 3) return this.picture;
    const known = this.smooth.get(side);
    if (known) return known;
    const made = new this.cv.Mat();
    this.cv.blur(this.picture, made, new this.cv.Size(side, side));
    this.smooth.set(side, made);
    return made;
  }

  delete(): void {
    this.picture.delete();
    for (const mat of this.smooth.values()) mat.delete();
  }
}

const MIDDLE_GRAY = 128;
/** Levels: what a picture varies by once its light is evened. */
const CONTRAST = 42;
/** A picture without contrast is mostly noise; more than this it is not raised. */
const MOST_GAIN = 8;

/** Gives a picture middling light and contrast in a part of it, because flow takes a change of light for motion. */
export function evenLight(cv: Cv, picture: Mat, { x, y, w, h }: Box): void {
  owning(cv, (own) => {
    const [mean, deviation] = [own(new cv.Mat()), own(new cv.Mat())];
    cv.meanStdDev(own(picture.roi(new cv.Rect(x, y, w, h))), mean, deviation);
    const gain = Math.min(CONTRAST / Math.max(deviation.data64F[0] ?? 0, 1), MOST_GAIN);
    picture.convertTo(picture, -1, gain, MIDDLE_GRAY - gain * (mean.data64F[0] ?? 0));
  });
}
