import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

export class LeaseDto {
  /** Why it is taken from whoever has it; without it, it stays theirs. */
  @IsOptional()
  @IsString({ message: 'says why' })
  @MinLength(10, { message: 'says why, in at least 10 characters' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  takeBecause?: string;
}

export class LeaseView {
  /** Whether whoever asked has it. */
  mine!: boolean;
  /** The name of whoever has it. */
  holder!: string;
  until!: string;
}

export class TranscriptDto {
  @IsString({ message: 'is WebVTT' })
  @MaxLength(1_000_000, { message: 'has at most a million characters' })
  vtt!: string;
}

export class TranscriptView {
  revision!: number;
  /** WebVTT; null while nobody has written it. */
  vtt!: string | null;
}

export class ProposedCaptionsView {
  /** WebVTT without what the plan mutes; null where there is no transcript. */
  captions!: string | null;
}
