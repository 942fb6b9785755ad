import type { Day } from '@app/calendar';
import type { ClipId, StaffId } from '@app/kernel';
import type { SignedStatement } from '@app/ledger';
import type {
  ContentWarning,
  DocketNoteKind,
  ReleaseManifest,
  ReleaseRecord,
  SuppressibleField,
} from '@app/publications/domain';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type {
  CONSENTS,
  DeterminationContent,
  DeterminationMove,
  DeterminationState,
  LawTableName,
  Outcome,
  PERSON_CLASSES,
  PolicyKey,
  POSITIONS,
} from '../domain';

/** One version of the decision on a clip. */
@Entity('determination')
export class Determination {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  clipId!: ClipId;

  @Column({ type: 'integer' })
  version!: number;

  /** Public id of the release, the same for all versions of a clip. */
  @Column({ type: 'uuid' })
  releaseId!: string;

  @Column({ type: 'text' })
  state!: DeterminationState;

  @Column({ type: 'jsonb' })
  content!: DeterminationContent;

  /** Revision of the content. */
  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'timestamptz' })
  openedAt!: Date;

  /** What was last decided; kept when it is reopened. */
  @Column({ type: 'text', nullable: true })
  outcome!: Outcome | null;

  @Column({ type: 'uuid', nullable: true })
  decidedBy!: StaffId | null;

  @Column({ type: 'timestamptz', nullable: true })
  decidedAt!: Date | null;

  /** Who passed the redactions. */
  @Column({ type: 'uuid', nullable: true })
  checkedBy!: StaffId | null;

  @Column({ type: 'timestamptz', nullable: true })
  accessibleAt!: Date | null;

  @Column({ type: 'date', nullable: true })
  nextReviewOn!: Day | null;

  @Column({ type: 'timestamptz', nullable: true })
  noticeEndsAt!: Date | null;

  /** The entry of its last change. */
  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** A passkey's signature over a text: its challenge is the SHA-256 of `sign`, the text's own SHA-256 and the nonce. */
interface TextAssertion {
  readonly nonce: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
}

/** A text that somebody signed, word for word. Inserted, never changed. */
@Entity('signed_text')
export class SignedText {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  determinationId!: string;

  @Column({ type: 'text' })
  move!: DeterminationMove;

  @Column({ type: 'text' })
  text!: string;

  @Column({ type: 'char', length: 64 })
  textSha256!: string;

  @Column({ type: 'uuid' })
  signedBy!: StaffId;

  @Column({ type: 'text', array: true })
  signedAs!: string[];

  @Column({ type: 'timestamptz' })
  signedAt!: Date;

  /** Version of the policies in force when it was signed. */
  @Column({ type: 'integer' })
  policyVersion!: number;

  @Column({ type: 'jsonb' })
  statement!: SignedStatement;

  /** Passkey of the signer with which it was signed; null: with the password. */
  @Column({ type: 'text', nullable: true })
  credentialId!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  assertion!: TextAssertion | null;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** What the accessibility editor makes for one version. */
@Entity('accessibility')
export class Accessibility {
  @PrimaryColumn({ type: 'uuid' })
  determinationId!: string;

  @Column({ type: 'integer' })
  revision!: number;

  /** WebVTT. */
  @Column({ type: 'text', nullable: true })
  captions!: string | null;

  @Column({ type: 'text', nullable: true })
  noSpeech!: string | null;

  @Column({ type: 'boolean', nullable: true })
  descriptionNeeded!: boolean | null;

  @Column({ type: 'text', nullable: true })
  descriptionWhy!: string | null;

  /** Day by which a described version follows, where one is needed and not there yet. */
  @Column({ type: 'date', nullable: true })
  descriptionFollowsBy!: Day | null;

  @Column({ type: 'text', array: true })
  warnings!: ContentWarning[];

  @Column({ type: 'uuid', nullable: true })
  reviewedBy!: StaffId | null;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** The files that would be published, as assembled. */
@Entity('assembled_release')
export class AssembledRelease {
  @PrimaryColumn({ type: 'uuid' })
  determinationId!: string;

  @Column({ type: 'char', length: 64 })
  manifestSha256!: string;

  @Column({ type: 'jsonb' })
  manifest!: ReleaseManifest;

  @Column({ type: 'jsonb' })
  record!: ReleaseRecord;

  @Column({ type: 'timestamptz' })
  assembledAt!: Date;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** The Solicitor's signature on exactly one manifest. Voided, never changed. */
@Entity('sign_off')
export class SignOff {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  determinationId!: string;

  @Column({ type: 'char', length: 64 })
  manifestSha256!: string;

  @Column({ type: 'uuid' })
  signedBy!: StaffId;

  @Column({ type: 'timestamptz' })
  signedAt!: Date;

  @Column({ type: 'jsonb' })
  statement!: SignedStatement;

  @Column({ type: 'timestamptz', nullable: true })
  voidedAt!: Date | null;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** A question of law or policy as answered, with who put it in force. The newest of a key is in force. */
@Entity('policy_setting')
export class PolicySetting {
  @PrimaryGeneratedColumn({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  key!: PolicyKey;

  @Column({ type: 'jsonb' })
  value!: unknown;

  /** The account that approved it; null where an operator at the machine did, who says in words for whom. */
  @Column({ type: 'uuid', nullable: true })
  approver!: StaffId | null;

  @Column({ type: 'text', nullable: true })
  approvedBy!: string | null;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'timestamptz' })
  effectiveAt!: Date;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** A table of law was approved as it ships, by the hash of its content. */
@Entity('law_approval')
export class LawApproval {
  @PrimaryColumn({ type: 'text' })
  tableName!: LawTableName;

  @PrimaryColumn({ type: 'char', length: 64 })
  sha256!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'uuid' })
  approvedBy!: StaffId;

  @Column({ type: 'timestamptz' })
  approvedAt!: Date;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** Asking the District Attorney or the Attorney General. */
@Entity('consultation')
export class Consultation {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  clipId!: ClipId;

  @Column({ type: 'text' })
  party!: string;

  @Column({ type: 'date', nullable: true })
  sentOn!: Day | null;

  @Column({ type: 'date', nullable: true })
  repliedOn!: Day | null;

  @Column({ type: 'text', nullable: true })
  position!: (typeof POSITIONS)[number] | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'uuid' })
  enteredBy!: StaffId;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** Notice given, or tried, to somebody who is shown. */
@Entity('notice')
export class Notice {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  clipId!: ClipId;

  /** Never public. */
  @Column({ type: 'text' })
  personClass!: (typeof PERSON_CLASSES)[number];

  @Column({ type: 'text' })
  channel!: string;

  @Column({ type: 'text' })
  language!: string;

  @Column({ type: 'text' })
  result!: string;

  /** G.L. c. 271, § 51. */
  @Column({ type: 'text' })
  consent!: (typeof CONSENTS)[number];

  @Column({ type: 'timestamptz' })
  givenAt!: Date;

  @Column({ type: 'uuid' })
  enteredBy!: StaffId;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** A field of a clip's lines on the docket was kept back, or shown again. */
@Entity('docket_suppression')
export class DocketSuppression {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  clipId!: ClipId;

  @Column({ type: 'text' })
  field!: SuppressibleField;

  @Column({ type: 'boolean' })
  suppressed!: boolean;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'uuid' })
  decidedBy!: StaffId;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}

/** A dated note on a line of the docket; public. */
@Entity('docket_note')
export class DocketNoteRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  determinationId!: string;

  @Column({ type: 'text' })
  kind!: DocketNoteKind;

  @Column({ type: 'date' })
  notedOn!: Day;

  @Column({ type: 'date', nullable: true })
  until!: Day | null;

  @Column({ type: 'text' })
  says!: string;

  /** Never public. */
  @Column({ type: 'uuid' })
  notedBy!: StaffId;

  @Column({ type: 'bigint' })
  ledgerIndex!: number;
}
