import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsNumber,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
  registerDecorator,
} from 'class-validator';
import { FASTEST_WATCHING } from '@app/redactions/domain';
import { Nested, NestedList } from '../http/fields';

const LONGEST_SECONDS = 7 * 24 * 3600;

/** A stretch of the rendering. */
export class SpanDto {
  /** Seconds from its beginning. */
  @IsNumber({}, { message: 'is a number of seconds' })
  @Min(0, { message: 'is 0 or more' })
  @Max(LONGEST_SECONDS, { message: 'is less than a week' })
  from!: number;

  @IsNumber({}, { message: 'is a number of seconds' })
  @Min(0, { message: 'is 0 or more' })
  @Max(LONGEST_SECONDS, { message: 'is less than a week' })
  to!: number;
}

export class WatchedDto {
  /** Empty to say that watching begins now. */
  @IsArray({ message: 'is a list of stretches' })
  @ArrayMaxSize(500, { message: 'holds at most 500 stretches' })
  @NestedList(() => SpanDto)
  spans!: SpanDto[];

  /** The sound was on. */
  @IsBoolean({ message: 'is true or false' })
  heard!: boolean;

  /** The fastest at which any of it was played; 1 is as fast as it was recorded. */
  @IsNumber({}, { message: 'is a number' })
  @Min(0, { message: 'is 0 or more' })
  @Max(FASTEST_WATCHING, { message: `is at most ${FASTEST_WATCHING}: what was played faster does not count` })
  rate!: number;
}

/** Shares of the picture, from its left and its top. */
export class BoxDto {
  @IsNumber({}, { message: 'is a share of the picture’s width' })
  @Min(0, { message: 'is 0 or more' })
  @Max(1, { message: 'is 1 or less' })
  x!: number;

  @IsNumber({}, { message: 'is a share of the picture’s height' })
  @Min(0, { message: 'is 0 or more' })
  @Max(1, { message: 'is 1 or less' })
  y!: number;

  @IsNumber({}, { message: 'is a share of the picture’s width' })
  @Min(0.001, { message: 'is more than 0' })
  @Max(1, { message: 'is 1 or less' })
  w!: number;

  @IsNumber({}, { message: 'is a share of the picture’s height' })
  @Min(0.001, { message: 'is more than 0' })
  @Max(1, { message: 'is 1 or less' })
  h!: number;
}

/** Rounding of what a page computes is no reason to refuse it. */
const ROUNDING = 1e-6;

const LiesInThePicture = () => (target: object, propertyName: string) =>
  registerDecorator({
    name: 'liesInThePicture',
    target: target.constructor,
    propertyName,
    validator: {
      validate: (value: unknown) => {
        const { x = 0, y = 0, w = 0, h = 0 } = (value ?? {}) as Partial<BoxDto>;
        return x + w <= 1 + ROUNDING && y + h <= 1 + ROUNDING;
      },
      defaultMessage: () =>
        'lies within the picture: from the left and width, from the top and height are at most 1 together',
    },
  });

export class IssueDto {
  @IsInt({ message: 'is the number of a frame' })
  @Min(0, { message: 'is 0 or more' })
  @Max(2 ** 31 - 1, { message: 'is the number of a frame' })
  frame!: number;

  @LiesInThePicture()
  @Nested(() => BoxDto)
  box!: BoxDto;

  @IsString({ message: 'says what was seen' })
  @MinLength(3, { message: 'says what was seen' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  says!: string;
}

export class SpanView {
  from!: number;
  to!: number;
}

export class CoverageView {
  staffId!: string;
  /** From 0 to 1; 1 only when all of it was watched. */
  share!: number;
  whole!: boolean;
  watched!: SpanView[];
  /** What is left, in the order of the rendering. */
  unwatched!: SpanView[];
}

export class WaiverView {
  reason!: string;
  by!: string;
  at!: string;
}

/** Where the verifier found the rendering to be other than source and plan ask for. */
export class FindingView {
  rule!: string;
  /** The rule, as what is true of a good rendering. */
  says!: string;
  found!: string;
  frame!: number | null;
  /** Of the plan: a mask, or a mute. */
  track!: string | null;
  /** Seconds. */
  at!: number | null;
}

export class DoubtDto {
  /** As the review names it. */
  @IsString({ message: 'is the name of a doubt' })
  @MinLength(1, { message: 'is the name of a doubt' })
  @MaxLength(300, { message: 'is the name of a doubt' })
  doubt!: string;
}

/** A place of the plan that is lawful and looks like a mistake. */
export class DoubtView {
  doubt!: string;
  kind!: string;
  /** The mask. */
  track!: string;
  from!: number;
  /** The first frame after it. */
  to!: number;
  says!: string;
  /** Who has looked at it in this rendering and found it right. */
  seenBy!: string | null;
  seenAt!: string | null;
}

export class ReviewView {
  rendering!: string;
  /** It is the one that would be passed: of the plan as it stands, and verified. */
  current!: boolean;
  verified!: boolean;
  seconds!: number;
  hasSound!: boolean;
  /** Of whoever asks. */
  mine!: CoverageView;
  others!: CoverageView[];
  waiver!: WaiverView | null;
  /** In the order of the clip. */
  doubts!: DoubtView[];
  /** At most a hundred of each rule. */
  findings!: FindingView[];
  /** How often each rule is broken. */
  counts!: Record<string, number>;
}

export class IssueView {
  id!: string;
  rendering!: string;
  frame!: number;
  /** Ticks of the original. */
  pts!: number;
  box!: BoxDto;
  says!: string;
  state!: string;
  openedBy!: string;
  openedAt!: string;
  fixedBy!: string | null;
  verifiedBy!: string | null;
  returnedBecause!: string | null;
}
