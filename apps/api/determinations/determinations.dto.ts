import { EXEMPTIONS } from '@app/determinations/domain';
import { mayBeHidden } from '@app/redactions/domain';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  registerDecorator,
  ValidateIf,
} from 'class-validator';
import { IsDate, MayBeLeftOut, Nested, NestedList, Text } from '../http/fields';

const IsSubject = () => (target: object, propertyName: string) =>
  registerDecorator({
    name: 'isSubject',
    target: target.constructor,
    propertyName,
    validator: {
      validate: mayBeHidden,
      defaultMessage: () => 'is a class of the redaction catalogue that may be hidden (GET /redaction-catalogue)',
    },
  });

const IsLetter = () =>
  IsIn(Object.keys(EXEMPTIONS), { message: 'is a letter of G.L. c. 4, § 7(26), for instance (f)' });

export class AnswerDto {
  @IsBoolean({ message: 'is true or false' })
  holds!: boolean;

  @IsString({ message: 'says why' })
  @MaxLength(8000, { message: 'has at most 8000 characters' })
  why!: string;
}

export class ExemptionDto {
  @IsLetter()
  letter!: string;

  @IsString({ message: 'names the statute' })
  @MaxLength(300, { message: 'has at most 300 characters' })
  statute!: string;

  @IsString({ message: 'says why it applies' })
  @MaxLength(8000, { message: 'has at most 8000 characters' })
  why!: string;
}

export class DeferralDto {
  @IsString({ message: 'says why not now' })
  @MaxLength(8000, { message: 'has at most 8000 characters' })
  basis!: string;

  @IsString({ message: 'gives the facts' })
  @MaxLength(8000, { message: 'has at most 8000 characters' })
  facts!: string;

  /** Empty while it is not decided: a draft saves itself. */
  @ValidateIf(({ estimatedOn }: DeferralDto) => estimatedOn !== '')
  @IsDate()
  estimatedOn!: string;

  @ValidateIf(({ nextReviewOn }: DeferralDto) => nextReviewOn !== '')
  @IsDate()
  nextReviewOn!: string;
}

export class BasisDto {
  @IsIn(['statutory', 'policy'], { message: 'is statutory or policy' })
  type!: 'statutory' | 'policy';

  @ValidateIf((basis: BasisDto) => basis.type === 'statutory')
  @IsLetter()
  letter?: string;

  @ValidateIf((basis: BasisDto) => basis.type === 'statutory')
  @IsString({ message: 'names the statute' })
  @MaxLength(300, { message: 'has at most 300 characters' })
  statute?: string;

  @IsString({ message: 'says why' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  why!: string;
}

export class OrderDto {
  @IsSubject()
  subject!: string;

  @IsIn(['video', 'audio', 'caption', 'metadata'], { message: 'is video, audio, caption or metadata' })
  channel!: string;

  @Nested(() => BasisDto)
  basis!: BasisDto;

  @IsString({ message: 'says what to hide, and where' })
  @MaxLength(2000, { message: 'has at most 2000 characters' })
  instruction!: string;
}

const Answered = () => (target: object, key: string) => {
  IsOptional()(target, key);
  Nested(() => AnswerDto)(target, key);
};

/** A draft of the determination, whole: what is left out is empty. */
export class ContentDto {
  @Answered()
  investigatory?: AnswerDto | null;

  @Answered()
  compiledOutOfPublicView?: AnswerDto | null;

  @Answered()
  wouldPrejudice?: AnswerDto | null;

  @Answered()
  notInPublicInterest?: AnswerDto | null;

  @Text(8000)
  specificHarm?: string | null;

  @Text(8000)
  publicInterestFactors?: string | null;

  @Text(8000)
  priorDisclosure?: string | null;

  @Text(8000)
  alternativesConsidered?: string | null;

  @Answered()
  findingNoPrejudice?: AnswerDto | null;

  @Answered()
  findingPublicInterest?: AnswerDto | null;

  @MayBeLeftOut()
  @IsArray({ message: 'is a list of exemptions' })
  @ArrayMaxSize(20, { message: 'has at most 20 exemptions' })
  @NestedList(() => ExemptionDto)
  exemptions?: ExemptionDto[];

  @Text(8000)
  segregability?: string | null;

  @IsOptional()
  @Nested(() => DeferralDto)
  deferral?: DeferralDto | null;

  @IsOptional()
  @IsDate()
  nextReviewOn?: string | null;

  @MayBeLeftOut()
  @IsArray({ message: 'is a list of redaction orders' })
  @ArrayMaxSize(200, { message: 'has at most 200 orders' })
  @NestedList(() => OrderDto)
  orders?: OrderDto[];

  @Text(8000)
  exemptionCOverride?: string | null;

  @Text(8000)
  soundClearance?: string | null;

  @Text(4000)
  publicReasons?: string | null;

  @Text(2000)
  replacementReason?: string | null;
}

export class DeterminationView {
  version!: number;
  state!: string;
  revision!: number;
  outcome!: string | null;
  decidedAt!: string | null;
  content!: Record<string, unknown>;
}

/** A text that somebody signed, word for word. */
export class SignedTextView {
  move!: string;
  text!: string;
  sha256!: string;
  signedBy!: string;
  signedAt!: string;
  /** Credential id of the passkey with which it was signed; null: with the password. */
  passkey!: string | null;
}
