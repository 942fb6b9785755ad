import type { Box } from '@app/redactions/domain';
import { evenLight, type GrayFrame } from './gray-frame';
import { type Cv, type Mat, owning } from './opencv';
import { applied, type Similarity, type Vector } from './similarity';

/** Where the target is on a frame: its middle in samples of the frame, and its scale and turn against the drawn box. */
export interface Pose extends Vector {
  readonly scale: number;
  readonly turn: number;
}

/**
 * The target cut out of a frame, upright and always of the same size: what is learnt on one frame can be compared with
 * any other. The box lies in the middle and half of it more on every side.
 */
export interface PatchShape {
  readonly width: number;
  readonly height: number;
  /** The box within the patch. */
  readonly box: Box;
  /** Samples of the frame to one of the patch, at scale 1. */
  readonly zoom: number;
}

/** Samples of a patch that the box takes up, were it square; what is smaller is enlarged, but not by more than twice. */
const BOX_SIDE = 48;
const SMALLEST_ZOOM = 0.5;
const LONGEST_SIDE = 96;
/** Of the box, on every side. */
const CONTEXT = 0.5;

export function patchShape(size: { readonly width: number; readonly height: number }): PatchShape {
  const { width: w, height: h } = size;
  const zoom = Math.max(Math.sqrt(w * h) / BOX_SIDE, Math.max(w, h) / LONGEST_SIDE, SMALLEST_ZOOM);
  const [boxWidth, boxHeight] = [Math.max(Math.round(w / zoom), 4), Math.max(Math.round(h / zoom), 4)];
  const [marginX, marginY] = [Math.ceil(boxWidth * CONTEXT) + 8, Math.ceil(boxHeight * CONTEXT) + 8];
  return {
    width: boxWidth + 2 * marginX,
    height: boxHeight + 2 * marginY,
    box: { x: marginX, y: marginY, w: boxWidth, h: boxHeight },
    zoom,
  };
}

export const middleOf = ({ width, height }: PatchShape): Vector => ({ x: (width - 1) / 2, y: (height - 1) / 2 });

/** Cuts the target out of a frame as if the pose were right. The caller owns the result. */
export function cutPatch(cv: Cv, frame: GrayFrame, pose: Pose, shape: PatchShape): Mat {
  return owning(cv, (own) => {
    const scale = pose.scale * shape.zoom;
    const [cos, sin] = [Math.cos(pose.turn) * scale, Math.sin(pose.turn) * scale];
    const { x, y } = middleOf(shape);
    const toFrame = [cos, -sin, pose.x - cos * x + sin * y, sin, cos, pose.y - sin * x - cos * y];
    const matrix = own(cv.matFromArray(2, 3, cv.CV_64F, toFrame));
    const patch = new cv.Mat();
    const how = cv.INTER_LINEAR | cv.WARP_INVERSE_MAP;
    cv.warpAffine(
      frame.forZoom(scale),
      patch,
      matrix,
      new cv.Size(shape.width, shape.height),
      how,
      cv.BORDER_REPLICATE,
    );
    evenLight(cv, patch, shape.box);
    return patch;
  });
}

/** The pose after the target has moved so within a patch that was cut at `pose`. Motion is about the patch's middle. */
export function moved(pose: Pose, motion: Similarity, zoom: number): Pose {
  const factor = pose.scale * zoom;
  const shift = applied({ shift: { x: 0, y: 0 }, scale: factor, turn: pose.turn }, motion.shift);
  return {
    x: pose.x + shift.x,
    y: pose.y + shift.y,
    scale: pose.scale * motion.scale,
    turn: pose.turn + motion.turn,
  };
}

/** The upright box round a turned and scaled rectangle of that size. */
export function boxOf(pose: Pose, size: { readonly width: number; readonly height: number }): Box {
  const [cos, sin] = [Math.abs(Math.cos(pose.turn)), Math.abs(Math.sin(pose.turn))];
  const w = pose.scale * (cos * size.width + sin * size.height);
  const h = pose.scale * (sin * size.width + cos * size.height);
  return { x: pose.x - w / 2, y: pose.y - h / 2, w, h };
}
