import type { Neighbourhood } from '@app/kernel';

/** How sure the City is that federal officers acted. Executive Order § 3.A; ordinance 2.129.040(K). */
export const VERIFICATIONS = ['verified', 'claimed', 'not-verified'] as const;
export type AgentVerification = (typeof VERIFICATIONS)[number];

export const ENTRIES = ['none', 'not-forced', 'forced', 'unknown'] as const;
export const WARRANTS = ['none-shown', 'judicial', 'administrative', 'unknown', 'not-applicable'] as const;
export const REFERRAL_BODIES = ['Middlesex District Attorney', 'Massachusetts Attorney General'] as const;

export interface Referral {
  readonly to: (typeof REFERRAL_BODIES)[number];
  /** `YYYY-MM-DD` */
  readonly on: string;
}

/** The record of one incident (reference: law, § 13). Null: not known yet. Nothing here is public but what is said to be. */
export interface IncidentFacts {
  readonly caseNumber: string | null;
  /** Public: its date and, rounded, its time. */
  readonly occurredAt: Date | null;
  /** IANA name; the zone in which the clock on the scene ran. */
  readonly timeZone: string;
  /** Never public. */
  readonly location: string | null;
  /** Public. */
  readonly neighbourhood: Neighbourhood | null;
  readonly dispatchNumber: string | null;
  /** Public once verified or claimed. */
  readonly agencies: readonly string[];
  readonly verification: AgentVerification | null;
  readonly verifiedHow: string | null;
  /** Command staff who verified. */
  readonly verifiedBy: string | null;
  /** Verbatim; "none given" when none was. */
  readonly identificationProvided: string | null;
  readonly units: string | null;
  readonly vehiclesAndPlates: string | null;
  readonly entry: (typeof ENTRIES)[number] | null;
  readonly warrant: (typeof WARRANTS)[number] | null;
  readonly detentions: string | null;
  readonly forceUsed: string | null;
  readonly injuries: string | null;
  readonly emsCalled: boolean | null;
  readonly propertyDamage: string | null;
  /** 555 CMR 6.06: a CPD officer stepped in. */
  readonly intervention: string | null;
  /** G.L. c. 6E, § 15 report. */
  readonly reportReference: string | null;
  readonly referrals: readonly Referral[];
  readonly trackerId: string | null;
  /** Public: neutral, no names, no charges implied. */
  readonly publicTitle: string | null;
  /** Public: facts observed, "appears to show". */
  readonly publicSummary: string | null;
}
