import { type IncidentFacts, incidentFaults } from '.';

const COMPLETE: IncidentFacts = {
  caseNumber: 'C-1',
  occurredAt: new Date('2026-11-20T12:00:00Z'),
  timeZone: 'America/New_York',
  location: 'Massachusetts Avenue',
  neighbourhood: 'The Port',
  dispatchNumber: null,
  agencies: ['unknown'],
  verification: 'claimed',
  verifiedHow: null,
  verifiedBy: null,
  identificationProvided: 'none given',
  units: null,
  vehiclesAndPlates: null,
  entry: 'none',
  warrant: 'none-shown',
  detentions: 'none',
  forceUsed: 'none',
  injuries: 'none',
  emsCalled: false,
  propertyDamage: 'none',
  intervention: null,
  reportReference: null,
  referrals: [],
  trackerId: null,
  publicTitle: 'A title',
  publicSummary: 'It appears to show people at a corner; officers are present.',
};
const MAY_BE_UNKNOWN = [
  'timeZone',
  'verifiedHow',
  'verifiedBy',
  'dispatchNumber',
  'units',
  'vehiclesAndPlates',
  'intervention',
  'reportReference',
  'referrals',
  'trackerId',
  'agencies',
];

it('is complete with what the order asks for', () => {
  expect(incidentFaults(COMPLETE)).toEqual([]);
});

it.each(Object.keys(COMPLETE).filter((field) => !MAY_BE_UNKNOWN.includes(field)))(
  'lacks %s when it is unknown',
  (field) => {
    expect(incidentFaults({ ...COMPLETE, [field]: null }).map((fault) => fault.field)).toEqual([field]);
  },
);

it('says how and by whom officers were verified, and names an agency', () => {
  const faults = incidentFaults({ ...COMPLETE, verification: 'verified', agencies: [' '] });
  expect(faults).toEqual([
    { field: 'agencies', says: 'names the agency the officers claimed, or "unknown"' },
    { field: 'verifiedHow', says: 'says how they were verified' },
    { field: 'verifiedBy', says: 'names who of command staff verified them' },
  ]);
});

it('has a summary of at least forty characters', () => {
  expect(incidentFaults({ ...COMPLETE, publicSummary: `${'x'.repeat(39)}   ` })).toEqual([
    { field: 'publicSummary', says: 'is a neutral summary of at least 40 characters' },
  ]);
});
