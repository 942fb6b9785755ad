import { isOperation, type Operation, OPERATIONS } from '@app/redactions/domain';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
  registerDecorator,
} from 'class-validator';

/** One of the known operations by its name; what is inside is checked with the whole plan, which says where it is wrong. */
const AreOperations = () => (target: object, propertyName: string) =>
  registerDecorator({
    name: 'areOperations',
    target: target.constructor,
    propertyName,
    validator: {
      validate: (value: unknown) => Array.isArray(value) && value.every(isOperation),
      defaultMessage: () =>
        `are operations: each has an op, one of ${OPERATIONS.join(', ')}, and the track, interval, keyframe or id that it needs`,
    },
  });

export class EditDto {
  /** Chosen by the client: the same batch sent twice is one edit. */
  @Matches(/^[\w-]{8,100}$/, { message: 'is a name for this batch, 8 to 100 letters, digits or hyphens' })
  idempotencyKey!: string;

  @IsArray({ message: 'is a list of operations' })
  @ArrayMinSize(1, { message: 'holds at least one operation' })
  @ArrayMaxSize(1000, { message: 'holds at most 1000 operations' })
  @AreOperations()
  operations!: Operation[];
}

export class AssignDto {
  @IsUUID('all', { message: 'is the id of a redaction technician' })
  to!: string;
}

export class ReturnDto {
  @IsString({ message: 'says why' })
  @MinLength(10, { message: 'says why, in at least 10 characters' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  reason!: string;
}

export class DocumentView {
  /** Of which version of the determination it is the plan: each has revisions of its own. */
  determination!: string;
  revision!: number;
  plan!: Record<string, unknown>;
}

export class TaskView {
  id!: string;
  subject!: string;
  channel!: string;
  basis!: Record<string, unknown>;
  instruction!: string;
  state!: string;
  assignedTo!: string | null;
  doneBy!: string | null;
  returnedBecause!: string | null;
}

export class RenderingView {
  id!: string;
  planRevision!: number;
  state!: string;
  askedAt!: string;
  finishedAt!: string | null;
  outputSha256!: string | null;
  outputSize!: number | null;
  receipt!: Record<string, unknown> | null;
  verification!: Record<string, unknown> | null;
  failure!: string | null;
}

export class CatalogueRowView {
  code!: string;
  title!: string;
  treatment!: string;
  channels!: string[];
  says!: string;
  publicCategory!: string;
  bases!: Record<string, unknown>[];
  authority!: string;
}
