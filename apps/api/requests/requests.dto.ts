import { IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { IsDate } from '../http/fields';

export class RecordsRequestDto {
  @IsString({ message: 'is the request’s number' })
  @MinLength(1, { message: 'is the request’s number' })
  @MaxLength(60, { message: 'has at most 60 characters' })
  number!: string;

  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'is a date, YYYY-MM-DD' })
  @IsDate()
  received!: string;

  @IsString({ message: 'says what is asked for' })
  @MinLength(5, { message: 'says what is asked for' })
  @MaxLength(4000, { message: 'has at most 4000 characters' })
  asksFor!: string;
}

export class AnsweredDto {
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'is a date, YYYY-MM-DD' })
  @IsDate()
  answered!: string;
}

export class RecordsRequestView {
  id!: string;
  number!: string;
  received!: string;
  answered!: string | null;
  asksFor!: string;
}
