import { type Box, LOST_BELOW, type Measurement, SURE_FROM } from '@app/redactions/domain';
import { CameraMotion } from './camera';
import { flow, goodPoints } from './flow';
import type { GrayFrame } from './gray-frame';
import { type Halves, halvesOf, lookOf, resemblance, searchFor } from './likeness';
import { type Cv, type Mat, owning } from './opencv';
import { boxOf, cutPatch, middleOf, moved, type PatchShape, patchShape, type Pose } from './patch';
import { applied, type Estimate, estimate, type PointPair, type Similarity, type Vector } from './similarity';

/** What the target looked like on a frame on which it was surely there. */
interface Anchor {
  readonly patch: Mat;
  readonly look: Mat;
  readonly points: readonly Vector[];
}

const POINTS = { most: 40, apart: 4 };
/** Points must agree this closely, in samples of the patch. */
const TOLERANCE = 1.5;
const FEWEST = 5;
/** Of the points followed from the frame before, and from the anchor, as many must agree. */
const AGREE = { flow: 1 / 2, anchor: 1 / 3 };
/** Samples of the patch within which a search for the anchor's look stays. */
const SEARCH = 8;
/** A look that is found by search must be this like. */
const FOUND_FROM = 0.6;
/** The target's look is learnt anew after as many frames, if it has changed, and is surely still the target. */
const LEARN = { every: 10, from: 0.75, below: 0.92 };
/** While it is this like what was drawn, its place is told by that: each look learnt since adds an error of its own. */
const AS_DRAWN = 0.75;
/** The look may stray this far from what was drawn before a person must look, however well flow held on to it. */
const MAY_STRAY = 0.1;

type Found = Pick<Measurement, 'box' | 'confidence' | 'likeness'>;

/**
 * Follows one target from frame to frame, by generic motion alone: optical flow from the frame before, taken back to
 * where the target was last learnt, and checked against how it looked. It knows nothing of what the target is.
 */
export class Target {
  private pose: Pose;
  private readonly size: { readonly width: number; readonly height: number };
  private readonly shape: PatchShape;
  private readonly halves: Halves;
  private readonly camera: CameraMotion;
  /** As a person drew it, and as it was last learnt. */
  private readonly drawn: Anchor;
  private recent: Anchor;
  private before: Mat;
  /** How the target moved by itself, in samples of the frame. */
  private drift: Vector = { x: 0, y: 0 };
  private sinceLearnt = 0;
  private likeness = 1;

  /** The box is in samples of the frame. */
  constructor(
    private readonly cv: Cv,
    frame: GrayFrame,
    box: Box,
  ) {
    this.size = { width: box.w, height: box.h };
    this.pose = { x: box.x + box.w / 2, y: box.y + box.h / 2, scale: 1, turn: 0 };
    this.shape = patchShape(this.size);
    this.halves = halvesOf(this.shape);
    this.camera = new CameraMotion(cv);
    this.camera.next(frame, box);
    this.drawn = this.anchorAt(frame);
    this.recent = this.anchorAt(frame);
    this.before = cutPatch(cv, frame, this.pose, this.shape);
  }

  /** Finds the target on the next frame. The frame is needed no longer than that. */
  next(frame: GrayFrame): Found {
    const was = this.pose;
    const byCamera = this.camera.next(frame, boxOf(was, this.size));
    this.pose = this.byAnchor(frame, this.byFlow(frame, carried(was, byCamera, this.drift)));
    this.drift = driftOf(was, this.pose, byCamera);
    this.before.delete();
    this.before = cutPatch(this.cv, frame, this.pose, this.shape);
    const { confidence, likeness } = this.check();
    this.likeness = likeness;
    this.learn(frame, confidence);
    return { box: boxOf(this.pose, this.size), confidence, likeness };
  }

  delete(): void {
    forget(this.drawn);
    forget(this.recent);
    this.before.delete();
    this.camera.delete();
  }

  /** From the frame before: the median of how its points moved. Where too few can be followed, a search instead. */
  private byFlow(frame: GrayFrame, pose: Pose): Pose {
    return this.corrected(frame, pose, (now) => {
      const points = this.pointsIn(this.before);
      const found = this.motion(this.before, now, points);
      if (found && found.inliers.length >= points.length * AGREE.flow) return found.motion;
      const reach = Math.max(this.shape.box.x, this.shape.box.y);
      return this.bySearch(now, reach) ?? found?.motion ?? null;
    });
  }

  /** From what was drawn, or else was last learnt: what flow from frame to frame added up to is taken back. */
  private byAnchor(frame: GrayFrame, pose: Pose): Pose {
    return this.corrected(frame, pose, (now) => {
      const { patch, points } = this.likeness >= AS_DRAWN ? this.drawn : this.recent;
      const found = this.motion(patch, now, points);
      if (found && found.inliers.length >= points.length * AGREE.anchor) return found.motion;
      return this.bySearch(now, SEARCH);
    });
  }

  private corrected(frame: GrayFrame, pose: Pose, by: (now: Mat) => Similarity | null): Pose {
    return owning(this.cv, (own) => {
      const motion = by(own(cutPatch(this.cv, frame, pose, this.shape)));
      return motion ? moved(pose, motion, this.shape.zoom) : pose;
    });
  }

  private bySearch(now: Mat, reach: number): Similarity | null {
    const { value, offset } = searchFor(this.cv, this.recent.look, now, this.shape, reach);
    return value < FOUND_FROM ? null : { shift: offset, scale: 1, turn: 0 };
  }

  private check(): Pick<Found, 'confidence' | 'likeness'> {
    return owning(this.cv, (own) => {
      const now = own(lookOf(this.cv, this.before, this.shape));
      const drawn = Math.max(resemblance(now, this.drawn.look, this.halves), 0);
      const recent = resemblance(now, this.recent.look, this.halves);
      // Strayed is not lost: a person who turns round is still followed, but no longer without a look.
      const strayed = Math.max(drawn + MAY_STRAY, (SURE_FROM + LOST_BELOW) / 2);
      return { confidence: Math.min(Math.max(drawn, recent), strayed), likeness: drawn };
    });
  }

  private learn(frame: GrayFrame, confidence: number): void {
    this.sinceLearnt++;
    if (confidence < LEARN.from || confidence > LEARN.below || this.sinceLearnt < LEARN.every) return;
    forget(this.recent);
    this.recent = this.anchorAt(frame);
    this.sinceLearnt = 0;
  }

  private anchorAt(frame: GrayFrame): Anchor {
    const patch = cutPatch(this.cv, frame, this.pose, this.shape);
    return { patch, look: lookOf(this.cv, patch, this.shape), points: this.pointsIn(patch) };
  }

  /** Only within the oval: the corners of a box drawn round a person are background. */
  private pointsIn(patch: Mat): Vector[] {
    const { cv, shape } = this;
    return owning(cv, (own) => {
      const mask = own(new cv.Mat(shape.height, shape.width, cv.CV_8UC1, new cv.Scalar(0)));
      const { x, y } = middleOf(shape);
      const axes = new cv.Size(Math.floor(shape.box.w / 2), Math.floor(shape.box.h / 2));
      cv.ellipse(mask, new cv.Point(Math.round(x), Math.round(y)), axes, 0, 0, 360, new cv.Scalar(255), cv.FILLED);
      return goodPoints(cv, patch, mask, POINTS);
    });
  }

  /** How points moved about the patch's middle. */
  private motion(before: Mat, now: Mat, points: readonly Vector[]): Estimate | null {
    const middle = middleOf(this.shape);
    const about = ({ x, y }: Vector): Vector => ({ x: x - middle.x, y: y - middle.y });
    const pairs = flow(this.cv, before, now, points).map(({ from, to }): PointPair => ({
      from: about(from),
      to: about(to),
    }));
    return estimate(pairs, TOLERANCE, FEWEST);
  }
}

const forget = ({ patch, look }: Anchor): void => {
  patch.delete();
  look.delete();
};

/** Where the target would be had it gone on as before and the camera moved as it did. */
function carried(pose: Pose, camera: Similarity, drift: Vector): Pose {
  const { x, y } = applied(camera, pose);
  return { x: x + drift.x, y: y + drift.y, scale: pose.scale * camera.scale, turn: pose.turn + camera.turn };
}

/** How the target moved by itself. */
function driftOf(was: Pose, is: Pose, camera: Similarity): Vector {
  const { x, y } = applied(camera, was);
  return { x: is.x - x, y: is.y - y };
}
