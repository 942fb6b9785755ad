import { ROLES, type Role } from '@app/access';
import { isStaffChangeKind, STAFF_CHANGES, type StaffChangeKind } from '@app/staff/domain';
import { IntersectionType } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { ProofDto } from '../people/passkeys.dto';

const KINDS = Object.keys(STAFF_CHANGES);
const ROLE_NAMES = Object.keys(ROLES);

const isNewAccount = ({ kind }: StaffChangeDto): boolean => kind === 'open-account';
const namesRoles = ({ kind }: StaffChangeDto): boolean => isStaffChangeKind(kind) && STAFF_CHANGES[kind].namesRoles;

/** A proposal. Which fields it has follows from its kind. */
export class StaffChangeDto {
  @IsIn(KINDS, { message: `is one of ${KINDS.join(', ')}` })
  kind!: StaffChangeKind;

  /** Whom it is about; not of an account to be opened. */
  @ValidateIf((dto: StaffChangeDto) => !isNewAccount(dto))
  @IsUUID('all', { message: 'is the id of an account' })
  staffId?: string;

  @ValidateIf(isNewAccount)
  @Matches(/^[\p{L}\p{N}][\p{L}\p{N}._@+-]{1,99}$/u, {
    message: 'is a user name: 2 to 100 letters, digits, dots, hyphens, @',
  })
  userName?: string;

  @ValidateIf(isNewAccount)
  @IsString({ message: 'is the name as colleagues read it' })
  @Matches(/\S/, { message: 'is the name as colleagues read it' })
  @MaxLength(200, { message: 'has at most 200 characters' })
  displayName?: string;

  @ValidateIf(namesRoles)
  @IsArray({ message: 'is a list of roles' })
  @ArrayMaxSize(ROLE_NAMES.length, { message: 'names each role once' })
  @ArrayMinSize(1, { message: 'names at least one role' })
  @IsIn(ROLE_NAMES, { each: true, message: `are among ${ROLE_NAMES.join(', ')}` })
  roles?: Role[];

  @IsString({ message: 'says why' })
  @Matches(/\S.{8,}\S/s, { message: 'says why, in at least 10 characters' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  reason!: string;
}

export class StaffDecisionDto {
  @IsString({ message: 'says why' })
  @Matches(/\S.{8,}\S/s, { message: 'says why, in at least 10 characters' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  reason!: string;
}

export class StaffApprovalDto extends IntersectionType(StaffDecisionDto, ProofDto) {}

export class AccountView {
  id!: string;
  userName!: string;
  name!: string;
  roles!: string[];
  /** active, not-enrolled or suspended. */
  state!: string;
  /** Too many wrong passwords; opens by itself. */
  isLocked!: boolean;
  /** How many passkeys the person has. */
  passkeys!: number;
  lastSignedInAt!: string | null;
  enrolmentUntil!: string | null;
}

export class StaffChangeView {
  id!: string;
  kind!: string;
  staffId!: string;
  /** Of an account to be opened. */
  userName!: string | null;
  displayName!: string | null;
  roles!: string[];
  reason!: string;
  proposedBy!: string;
  proposedAt!: string;
  decision!: string | null;
  decidedBy!: string | null;
  decidedAt!: string | null;
  decisionReason!: string | null;
  /** Every reason why whoever asks may not approve it now. */
  whyNotApprove!: { code: string; says: string; authority: string }[];
}

export class EnrolmentView {
  userName!: string;
  code!: string;
  until!: string;
}

export class ApprovalView {
  /** Where somebody has to choose a password: shown here once, and kept nowhere. */
  enrolment!: EnrolmentView | null;
}
