import { AUDIO_SOURCES, FLAGS, type Flag, type FootageSource, SOURCES } from '@app/footage/domain';
import {
  DUE,
  type DeterminationMove,
  type DeterminationState,
  determinationWorkflow,
  type Due,
} from '@app/determinations/domain';
import { TAKEDOWN_CLASSES, type TakedownClass } from '@app/publications/domain';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { IsInstant, MayBeLeftOut, Nested, Text } from '../http/fields';
import { AssertionDto } from '../people/passkeys.dto';

const YesNo = () => (target: object, key: string) => {
  IsOptional()(target, key);
  IsBoolean({ message: 'is true or false' })(target, key);
};

export class InvestigationDto {
  @IsBoolean({ message: 'is true or false' })
  active!: boolean;

  @Text(200)
  agency!: string | null;

  @Text(200)
  contact!: string | null;

  @Text(1000)
  stage!: string | null;
}

export class ClipFactsDto {
  @MayBeLeftOut()
  @IsIn([...SOURCES], { message: `is one of: ${SOURCES.join(', ')}` })
  source?: FootageSource;

  @Text(200)
  deviceId?: string | null;

  @Text(200)
  wearer?: string | null;

  @Text(200)
  custodian?: string | null;

  @Text(500)
  acquisitionMethod?: string | null;

  @IsOptional()
  @Matches(/(Z|[+-]\d{2}:\d{2})$/, { message: 'is a time with its zone' })
  @IsInstant()
  claimedStart?: string | null;

  @IsOptional()
  @IsNumber({ allowNaN: false, allowInfinity: false }, { message: 'is a number of seconds' })
  @Min(-1e9, { message: 'is a number of seconds' })
  @Max(1e9, { message: 'is a number of seconds' })
  clockOffset?: number | null;

  @IsOptional()
  @IsArray({ message: 'is a list of addresses' })
  @ArrayMaxSize(50, { message: 'has at most 50 addresses' })
  @IsString({ each: true, message: 'is a list of addresses' })
  @MaxLength(1000, { each: true, message: 'holds addresses of at most 1000 characters' })
  priorDisclosure?: string[] | null;

  @IsOptional()
  @IsIn([...AUDIO_SOURCES], { message: `is one of: ${AUDIO_SOURCES.join(', ')}` })
  audioSource?: (typeof AUDIO_SOURCES)[number] | null;

  @YesNo()
  showsViolence?: boolean | null;

  @YesNo()
  showsPropertyDamage?: boolean | null;

  @YesNo()
  byFederalOfficial?: boolean | null;

  @Text(4000)
  scopeBasis?: string | null;

  @IsOptional()
  @Nested(() => InvestigationDto)
  investigation?: InvestigationDto | null;

  @Text(100)
  cameraLabel?: string | null;
}

export class FlagDto {
  @IsIn(Object.keys(FLAGS), { message: `is one of: ${Object.keys(FLAGS).join(', ')}` })
  flag!: Flag;

  @IsBoolean({ message: 'is true to raise it, false to clear it' })
  raised!: boolean;

  @IsString({ message: 'says why' })
  @MinLength(10, { message: 'says why, in at least 10 characters' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  reason!: string;
}

export class TakedownDto {
  @IsIn(Object.keys(TAKEDOWN_CLASSES), { message: `is one of: ${Object.keys(TAKEDOWN_CLASSES).join(', ')}` })
  reasonClass!: TakedownClass;

  @IsString({ message: 'is what the public reads' })
  @MinLength(20, { message: 'is what the public reads, at least 20 characters' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  explanation!: string;
}

export class MoveDto {
  @IsOptional()
  @IsString({ message: 'is a text' })
  @MaxLength(4000, { message: 'has at most 4000 characters' })
  reason?: string;

  @IsOptional()
  @Nested(() => TakedownDto)
  takedown?: TakedownDto;

  /** Of the determination; the newest when absent. */
  @IsOptional()
  @IsInt({ message: 'is a whole number' })
  @Min(1, { message: 'is 1 or more' })
  version?: number;

  /** For a signed move: your password again or your passkey’s signature, and the hash of the text that you have read. */
  @IsOptional()
  @IsString({ message: 'is your password' })
  @MaxLength(1000, { message: 'is your password' })
  password?: string;

  @IsOptional()
  @Nested(() => AssertionDto)
  passkey?: AssertionDto;

  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/, { message: 'is the SHA-256 of the text that you sign' })
  textSha256?: string;
}

export class TextQueryDto {
  @IsString({ message: 'is the move that is signed' })
  move!: DeterminationMove;

  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'is a whole number' })
  version?: number;

  @IsOptional()
  @IsIn(Object.keys(TAKEDOWN_CLASSES), { message: `is one of: ${Object.keys(TAKEDOWN_CLASSES).join(', ')}` })
  reasonClass?: TakedownClass;

  @IsOptional()
  @IsString({ message: 'is what the public reads' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  explanation?: string;
}

export class VersionQueryDto {
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'is a whole number' })
  @Min(1, { message: 'is 1 or more' })
  version?: number;
}

export const MOST_CLIPS = 200;
/** Of each column of a board, when nothing else is asked for. */
export const CLIPS_OF_A_COLUMN = 10;
const STATES = Object.keys(determinationWorkflow.states) as DeterminationState[];

/** Which clips of the queue. */
export class QueueFiltersDto {
  /** When the deadline that comes first is due. */
  @IsOptional()
  @IsIn(Object.keys(DUE), { message: `is one of: ${Object.keys(DUE).join(', ')}` })
  due?: Due;

  @IsOptional()
  @IsIn(STATES, { message: `is one of: ${STATES.join(', ')}` })
  state?: DeterminationState;

  /** Only what is assigned to whoever asks, or what a role of theirs takes further. */
  @IsOptional()
  @IsIn(['assigned', 'role'], { message: 'is assigned or role' })
  mine?: 'assigned' | 'role';

  /** In the file's name, the camera's, the case number, or the clip's id. */
  @IsOptional()
  @IsString({ message: 'is a text' })
  @MaxLength(200, { message: 'has at most 200 characters' })
  words?: string;

  @IsOptional()
  @IsUUID('all', { message: 'is the id of an incident' })
  incident?: string;
}

export class ClipQueryDto extends QueueFiltersDto {
  /** `next` of the page before. */
  @IsOptional()
  @Matches(/^[\w-]{1,200}$/, { message: 'is the `next` of a page' })
  after?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'is a whole number' })
  @Min(1, { message: 'is 1 or more' })
  @Max(MOST_CLIPS, { message: `is at most ${MOST_CLIPS}` })
  most?: number;
}

export class BoardQueryDto extends QueueFiltersDto {
  /** Of each column. */
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'is a whole number' })
  @Min(1, { message: 'is 1 or more' })
  @Max(MOST_CLIPS, { message: `is at most ${MOST_CLIPS}` })
  most?: number;
}
