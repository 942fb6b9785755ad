import type { Day } from '@app/calendar';
import { CONTENT_WARNINGS, type ContentWarning } from '@app/publications/domain';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
} from 'class-validator';
import { IsDate, Nested } from '../http/fields';

export class DescriptionDto {
  @IsBoolean({ message: 'says whether audio description is needed' })
  needed!: boolean;

  @IsString({ message: 'says why' })
  @MinLength(20, { message: 'says why, in at least 20 characters' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  why!: string;

  /** Day by which a described version follows, where one is needed and not there yet. */
  @IsOptional()
  @IsDate()
  followsBy?: Day | null;
}

export class AccessibilityDto {
  /** WebVTT. Null takes captions back. */
  @IsOptional()
  @IsString({ message: 'is WebVTT' })
  @MaxLength(1_000_000, { message: 'has at most a million characters' })
  captions?: string | null;

  /** Said instead of captions where nobody speaks. */
  @IsOptional()
  @IsString({ message: 'is a sentence for the public' })
  @MinLength(10, { message: 'is a sentence for the public' })
  @MaxLength(500, { message: 'has at most 500 characters' })
  noSpeech?: string | null;

  @IsOptional()
  @Nested(() => DescriptionDto)
  description?: DescriptionDto;

  @IsOptional()
  @IsArray({ message: 'is a list of warnings' })
  @ArrayMinSize(1, { message: 'holds at least one; "none" when nothing needs a warning' })
  @ArrayMaxSize(20, { message: 'holds at most 20' })
  @ArrayUnique({ message: 'holds each once' })
  @IsIn(Object.keys(CONTENT_WARNINGS), {
    each: true,
    message: `are among: ${Object.keys(CONTENT_WARNINGS).join(', ')}`,
  })
  warnings?: ContentWarning[];
}

export class AccessibilityView {
  revision!: number;
  captions!: string | null;
  noSpeech!: string | null;
  descriptionNeeded!: boolean | null;
  descriptionWhy!: string | null;
  descriptionFollowsBy!: string | null;
  warnings!: string[];
  reviewedBy!: string | null;
}
