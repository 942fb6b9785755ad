import { type FieldFault, isFilled } from '@app/kernel';
import type { ClipFacts } from './clip';

/** What a clip's record still lacks before its facts can be submitted to the Solicitor (reference: law, § 13). */
export function clipFaults(facts: ClipFacts): FieldFault[] {
  const faults: FieldFault[] = [];
  const need = (field: keyof ClipFacts, says: string, holds: boolean): void => {
    if (!holds) faults.push({ field, says });
  };
  need('deviceId', 'names the camera', isFilled(facts.deviceId));
  need('custodian', 'says who had the recording', isFilled(facts.custodian));
  need('acquisitionMethod', 'says how it was taken from the device', isFilled(facts.acquisitionMethod));
  need('claimedStart', 'is when the device says recording began', facts.claimedStart !== null);
  need(
    'clockOffset',
    'says by how many seconds the device’s clock was ahead; 0 when checked and right',
    facts.clockOffset !== null,
  );
  need(
    'priorDisclosure',
    'lists where it was shown already; an empty list when nowhere',
    facts.priorDisclosure !== null,
  );
  need('audioSource', 'says where the sound comes from', facts.audioSource !== null);
  need('showsViolence', 'says whether it shows violence', facts.showsViolence !== null);
  need('showsPropertyDamage', 'says whether it shows property damage', facts.showsPropertyDamage !== null);
  need('byFederalOfficial', 'says whether federal officials did it', facts.byFederalOfficial !== null);
  need('scopeBasis', 'says why that is believed', isFilled(facts.scopeBasis));
  need('investigation', 'says whether an investigation is open', facts.investigation !== null);
  need(
    'investigation',
    'names the investigating agency',
    !facts.investigation?.active || isFilled(facts.investigation.agency),
  );
  need('cameraLabel', 'is what the public reads, such as "Body-worn camera 2 of 4"', isFilled(facts.cameraLabel));
  return faults;
}
