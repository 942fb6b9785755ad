import { IsDefined, IsString, MaxLength, MinLength } from 'class-validator';

export class PolicyDto {
  @IsDefined({ message: 'is the answer' })
  value!: unknown;

  @IsString({ message: 'names who approved it' })
  @MinLength(3, { message: 'names who approved it' })
  @MaxLength(200, { message: 'has at most 200 characters' })
  approvedBy!: string;

  @IsString({ message: 'says why' })
  @MinLength(10, { message: 'says why, in at least 10 characters' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  reason!: string;
}

export class PolicyView {
  key!: string;
  asks!: string;
  authority!: string;
  value!: unknown;
  untilAnswered!: unknown;
  /** Every answer so far, oldest first. */
  history!: { version: number; value: unknown; approvedBy: string; reason: string; effectiveAt: string }[];
}
