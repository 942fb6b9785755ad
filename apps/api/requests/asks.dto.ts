import { ASK_ENDS, type AskEnd } from '@app/requests/domain';
import { IsIn, IsString, MaxLength, MinLength } from 'class-validator';

const ENDS = Object.keys(ASK_ENDS);

export class EndAskDto {
  @IsIn(ENDS, { message: `is one of: ${ENDS.join(', ')}` })
  end!: AskEnd;

  @IsString({ message: 'says what was answered, or why it is closed' })
  @MinLength(10, { message: 'says what was answered, or why it is closed' })
  @MaxLength(4000, { message: 'has at most 4000 characters' })
  outcome!: string;
}

export class AskView {
  receipt!: string;
  clipId!: string;
  releaseId!: string;
  version!: number;
  span!: number | null;
  kind!: string;
  says!: string;
  replyTo!: string | null;
  askedAt!: string;
  state!: string;
  outcome!: string | null;
  endedAt!: string | null;
}
