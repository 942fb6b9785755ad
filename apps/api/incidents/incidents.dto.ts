import {
  ENTRIES,
  type Neighbourhood,
  NEIGHBOURHOODS,
  REFERRAL_BODIES,
  VERIFICATIONS,
  WARRANTS,
} from '@app/incidents/domain';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';
import { IsDate, IsInstant, MayBeLeftOut, NestedList, Text } from '../http/fields';

const OneOf = (values: readonly string[]) => (target: object, key: string) => {
  IsOptional()(target, key);
  IsIn([...values], { message: `is one of: ${values.join(', ')}` })(target, key);
};

export class ReferralDto {
  @IsIn([...REFERRAL_BODIES], { message: `is one of: ${REFERRAL_BODIES.join(', ')}` })
  to!: (typeof REFERRAL_BODIES)[number];

  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'is a date, YYYY-MM-DD' })
  @IsDate()
  on!: string;
}

/** Facts of an incident. Every field may be left out; one that is null is set back to "not known". */
export class IncidentFactsDto {
  @Text(100)
  caseNumber?: string | null;

  @IsOptional()
  @Matches(/(Z|[+-]\d{2}:\d{2})$/, { message: 'is a time with its zone' })
  @IsInstant()
  occurredAt?: string | null;

  @MayBeLeftOut()
  @IsString({ message: 'is a time zone' })
  @Length(1, 60, { message: 'is a time zone, for instance America/New_York' })
  timeZone?: string;

  @Text(500)
  location?: string | null;

  @OneOf(NEIGHBOURHOODS)
  neighbourhood?: Neighbourhood | null;

  @Text(100)
  dispatchNumber?: string | null;

  @MayBeLeftOut()
  @IsArray({ message: 'is a list of names' })
  @ArrayMaxSize(20, { message: 'has at most 20 names' })
  @IsString({ each: true, message: 'is a list of names' })
  @MaxLength(200, { each: true, message: 'holds names of at most 200 characters' })
  agencies?: string[];

  @OneOf(VERIFICATIONS)
  verification?: (typeof VERIFICATIONS)[number] | null;

  @Text(4000)
  verifiedHow?: string | null;

  @Text(200)
  verifiedBy?: string | null;

  @Text(4000)
  identificationProvided?: string | null;

  @Text(4000)
  units?: string | null;

  @Text(4000)
  vehiclesAndPlates?: string | null;

  @OneOf(ENTRIES)
  entry?: (typeof ENTRIES)[number] | null;

  @OneOf(WARRANTS)
  warrant?: (typeof WARRANTS)[number] | null;

  @Text(4000)
  detentions?: string | null;

  @Text(4000)
  forceUsed?: string | null;

  @Text(4000)
  injuries?: string | null;

  @IsOptional()
  @IsBoolean({ message: 'is true or false' })
  emsCalled?: boolean | null;

  @Text(4000)
  propertyDamage?: string | null;

  @Text(4000)
  intervention?: string | null;

  @Text(200)
  reportReference?: string | null;

  @MayBeLeftOut()
  @IsArray({ message: 'is a list of referrals' })
  @ArrayMaxSize(10, { message: 'has at most 10 referrals' })
  @NestedList(() => ReferralDto)
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
