import { type FieldFault, isFilled } from '@app/kernel';
import type { IncidentFacts } from './incident';

const LEAST_SUMMARY = 40;

/** What an incident record still lacks before its facts can be submitted to the Solicitor (reference: law, § 13). */
export function incidentFaults(facts: IncidentFacts): FieldFault[] {
  const faults: FieldFault[] = [];
  const need = (field: keyof IncidentFacts, says: string, holds: boolean): void => {
    if (!holds) faults.push({ field, says });
  };
  need('caseNumber', 'is the CPD case number', isFilled(facts.caseNumber));
  need('occurredAt', 'is when it happened', facts.occurredAt !== null);
  need('location', 'is where it happened', isFilled(facts.location));
  need('neighbourhood', 'is the neighbourhood the public will read', facts.neighbourhood !== null);
  need('agencies', 'names the agency the officers claimed, or "unknown"', facts.agencies.some(isFilled));
  need('verification', 'says whether the officers were verified as federal', facts.verification !== null);
  need('verifiedHow', 'says how they were verified', facts.verification !== 'verified' || isFilled(facts.verifiedHow));
  need(
    'verifiedBy',
    'names who of command staff verified them',
    facts.verification !== 'verified' || isFilled(facts.verifiedBy),
  );
  need(
    'identificationProvided',
    'is what the officers gave, verbatim, or "none given"',
    isFilled(facts.identificationProvided),
  );
  need('entry', 'says whether private property was entered, and by force or not', facts.entry !== null);
  need('warrant', 'says whether a warrant was shown, and of what kind', facts.warrant !== null);
  need('detentions', 'says who was detained, or "none"', isFilled(facts.detentions));
  need('forceUsed', 'says what force was used, or "none"', isFilled(facts.forceUsed));
  need('injuries', 'says what injuries were seen, or "none"', isFilled(facts.injuries));
  need('emsCalled', 'says whether EMS were called', facts.emsCalled !== null);
  need('propertyDamage', 'says what was damaged, or "none"', isFilled(facts.propertyDamage));
  need('publicTitle', 'is a neutral title for the public', isFilled(facts.publicTitle));
  need(
    'publicSummary',
    `is a neutral summary of at least ${LEAST_SUMMARY} characters`,
    (facts.publicSummary ?? '').trim().length >= LEAST_SUMMARY,
  );
  return faults;
}
