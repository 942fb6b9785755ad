import { DOCKET_NOTES, type DocketNoteKind, SUPPRESSIBLE, type SuppressibleField } from '@app/publications/domain';
import { IsBoolean, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsDate } from '../http/fields';

const KINDS = Object.keys(DOCKET_NOTES);
const FIELDS = Object.keys(SUPPRESSIBLE);

export class DocketNoteDto {
  @IsIn(KINDS, { message: `is one of: ${KINDS.join(', ')}` })
  kind!: DocketNoteKind;

  @IsOptional()
  @IsDate()
  until?: string;

  @IsString({ message: 'says why' })
  @MaxLength(1000, { message: 'has at most 1000 characters' })
  says!: string;
}

export class DocketNoteView {
  kind!: string;
  on!: string;
  until!: string | null;
  says!: string;
}

export class SuppressionDto {
  @IsIn(FIELDS, { message: `is one of: ${FIELDS.join(', ')}` })
  field!: SuppressibleField;

  /** False: it is shown again. */
  @IsBoolean({ message: 'is true or false' })
  suppressed!: boolean;

  @IsString({ message: 'says why' })
  @MaxLength(1000, { message: 'has at most 1000 characters' })
  reason!: string;
}

export class SuppressionView {
  field!: string;
  reason!: string;
}
