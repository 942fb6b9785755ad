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

/** Places of samples in the box: those of its left, right, upper and lower half. */
export type Halves = readonly (readonly number[])[];

/** Only within the oval that the box encloses: the corners of a box drawn round a person are background. */
export function halvesOf({ box: { w, h } }: PatchShape): Halves {
  const oval = Array.from({ length: w * h }, (_, at) => ({
    at,
    x: (2 * (at % w) + 1) / w - 1,
    y: (2 * Math.floor(at / w) + 1) / h - 1,
  })).filter(({ x, y }) => x * x + y * y <= 1);
  const half = (lies: (place: Vector) => boolean): number[] => oval.filter(lies).map(({ at }) => at);
  return [half(({ x }) => x < 0), half(({ x }) => x >= 0), half(({ y }) => y < 0), half(({ y }) => y >= 0)];
}

/**
 * How like one look is to another, in the half that is least like: what covers a target covers one half of it first.
 */
export const resemblance = (a: Mat, b: Mat, halves: Halves): number =>
  Math.min(...halves.map((places) => correlation(a.data, b.data, places)));

function correlation(a: Uint8Array, b: Uint8Array, places: readonly number[]): number {
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0];
  for (const at of places) {
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
