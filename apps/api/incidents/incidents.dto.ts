import {
  ENTRIES,
  type Neighbourhood,
  NEIGHBOURHOODS,
  REFERRAL_BODIES,
  VERIFICATIONS,
  WARRANTS,
} from '@app/incidents/domain';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';

const Text =
  (most = 4000) =>
  (target: object, key: string) => {
    IsOptional()(target, key);
    IsString({ message: 'is a text' })(target, key);
    MaxLength(most, { message: `has at most ${most} characters` })(target, key);
  };

const OneOf = (values: readonly string[]) => (target: object, key: string) => {
  IsOptional()(target, key);
  IsIn([...values], { message: `is one of: ${values.join(', ')}` })(target, key);
};

export class ReferralDto {
  @IsIn([...REFERRAL_BODIES], { message: `is one of: ${REFERRAL_BODIES.join(', ')}` })
  to!: (typeof REFERRAL_BODIES)[number];

  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'is a date, YYYY-MM-DD' })
  on!: string;
}

/** Facts of an incident. Every field may be left out; one that is null is set back to "not known". */
export class IncidentFactsDto {
  @Text(100)
  caseNumber?: string | null;

  @IsOptional()
  @IsISO8601(
    { strict: true, strictSeparator: true },
    { message: 'is a time with its zone, for instance 2026-11-02T14:30:00-05:00' },
  )
  @Matches(/(Z|[+-]\d{2}:\d{2})$/, { message: 'is a time with its zone, for instance 2026-11-02T14:30:00-05:00' })
  occurredAt?: string | null;

  @IsOptional()
  @IsString({ message: 'is a time zone' })
  @Length(1, 60, { message: 'is a time zone, for instance America/New_York' })
  timeZone?: string;

  @Text(500)
  location?: string | null;

  @OneOf(NEIGHBOURHOODS)
  neighbourhood?: Neighbourhood | null;

  @Text(100)
  dispatchNumber?: string | null;

  @IsOptional()
  @IsArray({ message: 'is a list of names' })
  @ArrayMaxSize(20, { message: 'has at most 20 names' })
  @IsString({ each: true, message: 'is a list of names' })
  @MaxLength(200, { each: true, message: 'holds names of at most 200 characters' })
  agencies?: string[];

  @OneOf(VERIFICATIONS)
  verification?: (typeof VERIFICATIONS)[number] | null;

  @Text()
  verifiedHow?: string | null;

  @Text(200)
  verifiedBy?: string | null;

  @Text()
  identificationProvided?: string | null;

  @Text()
  units?: string | null;

  @Text()
  vehiclesAndPlates?: string | null;

  @OneOf(ENTRIES)
  entry?: (typeof ENTRIES)[number] | null;

  @OneOf(WARRANTS)
  warrant?: (typeof WARRANTS)[number] | null;

  @Text()
  detentions?: string | null;

  @Text()
  forceUsed?: string | null;

  @Text()
  injuries?: string | null;

  @IsOptional()
  @IsBoolean({ message: 'is true or false' })
  emsCalled?: boolean | null;

  @Text()
  propertyDamage?: string | null;

  @Text()
  intervention?: string | null;

  @Text(200)
  reportReference?: string | null;

  @IsOptional()
  @IsArray({ message: 'is a list of referrals' })
  @ArrayMaxSize(10, { message: 'has at most 10 referrals' })
  @ValidateNested({ each: true })
  @Type(() => ReferralDto)
  referrals?: ReferralDto[];

  @Text(100)
  trackerId?: string | null;

  @Text(160)
  publicTitle?: string | null;

  @Text(4000)
  publicSummary?: string | null;
}

export class IncidentView {
  id!: string;
  revision!: number;
  openedAt!: string;
  facts!: Record<string, unknown>;
  /** What is still missing before the facts can be submitted. */
  missing!: { field: string; says: string }[];
}
