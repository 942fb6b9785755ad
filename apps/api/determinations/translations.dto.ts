import { TRANSLATION_LANGUAGES, type TranslationLanguage } from '@app/publications/domain';
import { ArrayMaxSize, IsArray, IsIn, IsString, MaxLength } from 'class-validator';

const TITLE = 'says what the release is called in that language, in at most 200 characters';
const SUMMARY = 'says in that language what the recording shows, in at most 4000 characters';
const BY = 'says who translated it, in at most 200 characters';

export class TranslationDto {
  @IsIn(TRANSLATION_LANGUAGES, { message: `is one of ${TRANSLATION_LANGUAGES.join(', ')}` })
  language!: TranslationLanguage;

  @IsString({ message: TITLE })
  @MaxLength(200, { message: TITLE })
  title!: string;

  @IsString({ message: SUMMARY })
  @MaxLength(4000, { message: SUMMARY })
  summary!: string;

  /** One for each line of the transcript; none where it is not translated. */
  @IsArray({ message: 'is a list' })
  @ArrayMaxSize(20_000)
  @IsString({ each: true, message: 'are words' })
  @MaxLength(2000, { each: true, message: 'have at most 2000 characters each' })
  lines!: string[];

  @IsString({ message: BY })
  @MaxLength(200, { message: BY })
  translatedBy!: string;
}

export class TranslationView {
  language!: string;
  title!: string;
  summary!: string;
  lines!: string[];
  translatedBy!: string;
  translatedOn!: string;
}

export class EnglishView {
  title!: string;
  summary!: string;
  /** Of the transcript, what is hidden among them. */
  lines!: string[];
}

export class TranslationsView {
  /** The public words; null while no release is public. */
  english!: EnglishView | null;
  translations!: TranslationView[];
}
