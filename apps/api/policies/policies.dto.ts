import { IsDefined, IsInt, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { MayBeLeftOut } from '../http/fields';

export class PolicyDto {
  @IsDefined({ message: 'is the answer' })
  value!: unknown;

  @IsString({ message: 'says why' })
  @MinLength(10, { message: 'says why, in at least 10 characters' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  reason!: string;

  /** The version of the answer that was read, 0 for none: a newer one is then not overwritten unseen. */
  @MayBeLeftOut()
  @IsInt({ message: 'is the version that you read' })
  @Min(0, { message: 'is the version that you read' })
  @Max(2 ** 31 - 1, { message: 'is the version that you read' })
  replaces?: number;
}

export class PolicyView {
  key!: string;
  asks!: string;
  authority!: string;
  /** What Daylight does by the answer. */
  follows!: string;
  /** The answers there are, where they are words. */
  choices?: string[];
  value!: unknown;
  untilAnswered!: unknown;
  /** Every answer so far, oldest first, each with the account that approved it. */
  history!: { version: number; value: unknown; approvedBy: string; reason: string; effectiveAt: string }[];
}
