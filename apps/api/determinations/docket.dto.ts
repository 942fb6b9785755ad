import { DOCKET_NOTES, type DocketNoteKind } from '@app/publications/domain';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsDate } from '../http/fields';

const KINDS = Object.keys(DOCKET_NOTES);

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
