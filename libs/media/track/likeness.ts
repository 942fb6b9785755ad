import { type Cv, type Mat, owning } from './opencv';
import type { PatchShape } from './patch';
import type { Vector } from './similarity';

/**
 * How like its learnt look the target is: normalised cross-correlation, -1 to 1. Changes of light and contrast do not
 * count.
 */

/** Samples: noise and fine grain say nothing of whose look it is. */
const SMOOTHING = 5;

/** The look of the target: the box's part of a patch, smoothed. The caller owns it. */
export function lookOf(cv: Cv, patch: Mat, { box }: PatchShape): Mat {
  return owning(cv, (own) => {
    const smooth = own(smoothed(cv, patch));
    const look = new cv.Mat();
    // Not clone(): in this build that makes a second handle of the same, unevenly laid out, samples.
    own(smooth.roi(new cv.Rect(box.x, box.y, box.w, box.h))).copyTo(look);
    return look;
  });
}

interface Sighting {
  readonly value: number;
  /** From where the box should be, in samples of the patch. */
  readonly offset: Vector;
}

/** Looks for the target at most `reach` samples from where the box should be. */
export function searchFor(cv: Cv, look: Mat, patch: Mat, { box }: PatchShape, reach: number): Sighting {
  return owning(cv, (own) => {
    const [dx, dy] = [Math.min(reach, box.x), Math.min(reach, box.y)];
    const smooth = own(smoothed(cv, patch));
    const around = own(smooth.roi(new cv.Rect(box.x - dx, box.y - dy, box.w + 2 * dx, box.h + 2 * dy)));
    const result = own(new cv.Mat());
    cv.matchTemplate(around, look, result, cv.TM_CCOEFF_NORMED);
    const { maxVal, maxLoc } = (cv.minMaxLoc as unknown as (of: Mat) => { maxVal: number; maxLoc: Vector })(result);
    // Where there is no contrast, OpenCV divides by nothing: what it then says is no likeness.
    const value = maxVal <= 1 + 1e-3 ? maxVal : 0;
    return { value, offset: { x: maxLoc.x - dx, y: maxLoc.y - dy } };
  });
}

/**
 * How like the look it is where the box should be: that of the half which is least like, because what covers a target
 * covers one half of it first. Only within the oval that the box encloses: its corners are background.
 */
export const resemblance = (cv: Cv, patch: Mat, look: Mat, shape: PatchShape): number =>
  owning(cv, (own) => {
    const here = own(lookOf(cv, patch, shape)).data;
    const places = oval(shape.box.w, shape.box.h);
    const among = (half: (at: Vector) => boolean): number => correlation(here, look.data, places.filter(half));
    return Math.min(
      among(({ x }) => x < 0),
      among(({ x }) => x >= 0),
      among(({ y }) => y < 0),
      among(({ y }) => y >= 0),
    );
  });

/** A sample of a picture, and where it lies in the oval: -1 to 1. */
interface Place extends Vector {
  readonly at: number;
}

const oval = (width: number, height: number): Place[] =>
  Array.from({ length: width * height }, (_, at) => ({
    at,
    x: (2 * (at % width) + 1) / width - 1,
    y: (2 * Math.floor(at / width) + 1) / height - 1,
  })).filter(({ x, y }) => x * x + y * y <= 1);

function correlation(a: Uint8Array, b: Uint8Array, places: readonly Place[]): number {
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0];
  for (const { at } of places) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0];
    sumA += x;
    sumB += y;
    squareA += x * x;
    squareB += y * y;
    product += x * y;
  }
  const count = places.length;
  const spread = Math.sqrt((squareA - sumA ** 2 / count) * (squareB - sumB ** 2 / count));
  return spread > 0 ? (product - (sumA * sumB) / count) / spread : 0;
}

function smoothed(cv: Cv, patch: Mat): Mat {
  const result = new cv.Mat();
  cv.GaussianBlur(patch, result, new cv.Size(SMOOTHING, SMOOTHING), 0);
  return result;
}
