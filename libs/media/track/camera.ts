import type { Box } from '@app/redactions/domain';
import { flow, goodPoints } from './flow';
import { evenLight, type GrayFrame } from './gray-frame';
import { type Cv, type Mat, owning } from './opencv';
import { estimate, type Similarity, STILL, type Vector } from './similarity';

/** Samples across a frame when only the camera's own motion is wanted. */
const WIDTH = 160;
const POINTS = { most: 48, apart: 8 };
/** Points must agree this closely, in samples of the small picture. */
const TOLERANCE = 1;
const FEWEST = 8;

/** Follows what lies outside the box: how the camera moved from frame to frame, about the picture's top left corner. */
export class CameraMotion {
  private before: { readonly small: Mat; readonly zoom: number } | null = null;

  constructor(private readonly cv: Cv) {}

  /** In samples of the frame. Still when there is too little to tell by. `target` is where the box was before. */
  next(frame: GrayFrame, target: Box): Similarity {
    const now = this.smallOf(frame);
    const motion = this.before ? this.between(this.before.small, now.small, now.zoom, target) : STILL;
    this.before?.small.delete();
    this.before = now;
    return motion;
  }

  delete(): void {
    this.before?.small.delete();
    this.before = null;
  }

  private smallOf({ picture, size }: GrayFrame): { readonly small: Mat; readonly zoom: number } {
    const { cv } = this;
    const zoom = Math.max(Math.max(size.width, size.height) / WIDTH, 1);
    const small = new cv.Mat();
    const to = new cv.Size(Math.round(size.width / zoom), Math.round(size.height / zoom));
    cv.resize(picture, small, to, 0, 0, cv.INTER_AREA);
    evenLight(cv, small, { x: 0, y: 0, w: to.width, h: to.height });
    return { small, zoom };
  }

  private between(before: Mat, now: Mat, zoom: number, target: Box): Similarity {
    const points = this.pointsAround(before, zoom, target);
    const found = estimate(flow(this.cv, before, now, points), TOLERANCE, FEWEST);
    if (!found || found.inliers.length * 2 < points.length) return STILL;
    const { shift, ...rest } = found.motion;
    return { ...rest, shift: { x: shift.x * zoom, y: shift.y * zoom } };
  }

  private pointsAround(picture: Mat, zoom: number, target: Box): Vector[] {
    const { cv } = this;
    return owning(cv, (own) => {
      const mask = own(new cv.Mat(picture.rows, picture.cols, cv.CV_8UC1, new cv.Scalar(255)));
      const corner = new cv.Point(Math.floor(target.x / zoom), Math.floor(target.y / zoom));
      const end = new cv.Point(Math.ceil((target.x + target.w) / zoom), Math.ceil((target.y + target.h) / zoom));
      cv.rectangle(mask, corner, end, new cv.Scalar(0), cv.FILLED);
      return goodPoints(cv, picture, mask, POINTS);
    });
  }
}
