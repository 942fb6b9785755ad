import { IsInt, IsNumber, IsUUID, Matches, Max, Min } from 'class-validator';
import { MayBeLeftOut, Nested } from '../http/fields';

const IsFrame = (): PropertyDecorator => (target, key) => {
  IsInt({ message: 'is a frame number, 0 or more' })(target, key);
  Min(0, { message: 'is a frame number, 0 or more' })(target, key);
  Max(1e9, { message: 'is a frame number of the clip' })(target, key);
};

const IsShare =
  (least: number): PropertyDecorator =>
  (target, key) => {
    IsNumber({ allowNaN: false, allowInfinity: false }, { message: 'is a fraction of the picture' })(target, key);
    Min(least, { message: `is a fraction of the picture, at least ${least}` })(target, key);
    Max(1, { message: 'is a fraction of the picture, at most 1' })(target, key);
  };

export class DrawnBoxDto {
  @IsShare(0)
  x!: number;

  @IsShare(0)
  y!: number;

  @IsShare(0.005)
  w!: number;

  @IsShare(0.005)
  h!: number;
}

export class TrackDto {
  /** A mask of the plan; or, with `box` and `task`, the name of a new one. */
  @Matches(/^[\w-]{1,100}$/, { message: 'is the name of a mask: letters, digits or hyphens' })
  track!: string;

  /** The frame on which somebody saw where the target is, and when that frame is shown, in ticks. */
  @IsFrame()
  frame!: number;

  @IsInt({ message: 'is a presentation time in ticks' })
  pts!: number;

  /** Followed is every frame from `from` up to, not including, `to`: forwards, backwards or both from `frame`. */
  @IsFrame()
  from!: number;

  @IsFrame()
  to!: number;

  @MayBeLeftOut()
  @Nested(() => DrawnBoxDto)
  box?: DrawnBoxDto;

  /** The order that a new mask is made for. */
  @MayBeLeftOut()
  @IsUUID('all', { message: 'is the id of an order' })
  task?: string;
}

export class FrameRangeView {
  from!: number;
  to!: number;
}

export class TrackingConfidenceView {
  least!: number;
  mean!: number;
}

export class TrackingResultView {
  keyframes!: Record<string, unknown>[];
  padding!: Record<string, unknown>;
  followed!: FrameRangeView;
  lost!: FrameRangeView[];
  toLookAt!: FrameRangeView[];
  method!: string;
  confidence!: TrackingConfidenceView;
}

export class TrackSuggestionView {
  id!: string;
  track!: string;
  shape!: string;
  subject!: string;
  basis!: Record<string, unknown>;
  frame!: number;
  from!: number;
  to!: number;
  /** asked, ready, accepted, rejected, cancelled or failed. */
  state!: string;
  /** Frames behind the worker that has it in hand, of all; null while it waits for one, and once it has ended. */
  progress!: TrackingProgressView | null;
  result!: TrackingResultView | null;
  /** What of it nobody has answered yet. */
  unresolved!: FrameRangeView[];
  sourceSha256!: string;
  frameIndexSha256!: string;
  failure!: string | null;
  askedBy!: string;
  askedAt!: string;
  finishedAt!: string | null;
}

export class TrackingProgressView {
  done!: number;
  of!: number;
}
