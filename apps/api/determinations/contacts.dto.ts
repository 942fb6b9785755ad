import type { Notice } from '@app/determinations';
import { CONSENTS, PARTIES, PERSON_CLASSES, POSITIONS } from '@app/determinations/domain';
import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { IsDate, IsInstant } from '../http/fields';

const oneOf = (words: readonly string[]): string => `is one of: ${words.join(', ')}`;

export class ConsultDto {
  @IsIn(PARTIES, { message: oneOf(PARTIES) })
  party!: string;

  @IsOptional()
  @IsDate()
  sentOn?: string;
}

export class ReplyDto {
  @IsDate()
  repliedOn!: string;

  @IsIn(POSITIONS, { message: oneOf(POSITIONS) })
  position!: (typeof POSITIONS)[number];

  @IsOptional()
  @IsString({ message: 'is a text' })
  @MaxLength(4000, { message: 'has at most 4000 characters' })
  reason?: string;
}

export class NoticeDto {
  @IsIn(PERSON_CLASSES, { message: oneOf(PERSON_CLASSES) })
  personClass!: Notice['personClass'];

  @IsString({ message: 'says how' })
  @MinLength(3, { message: 'says how: by letter, telephone, in person' })
  @MaxLength(200, { message: 'has at most 200 characters' })
  channel!: string;

  @IsString({ message: 'names the language' })
  @MinLength(2, { message: 'names the language' })
  @MaxLength(60, { message: 'has at most 60 characters' })
  language!: string;

  @IsString({ message: 'says what came of it' })
  @MinLength(3, { message: 'says what came of it' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  result!: string;

  @IsIn(CONSENTS, { message: oneOf(CONSENTS) })
  consent!: Notice['consent'];

  @IsInstant()
  givenAt!: string;
}

export class ConsultationView {
  id!: string;
  party!: string;
  sentOn!: string | null;
  repliedOn!: string | null;
  position!: string | null;
  reason!: string | null;
}

export class NoticeView {
  id!: string;
  personClass!: string;
  channel!: string;
  language!: string;
  result!: string;
  consent!: string;
  givenAt!: string;
}
