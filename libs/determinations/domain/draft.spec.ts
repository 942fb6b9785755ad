import { draftFaults } from './draft';
import { type DeterminationContent, EMPTY_CONTENT } from './content';

const why = 'A reason that says something of this clip, and is long enough.';
const yes = { holds: true, why };
const ANSWERED: DeterminationContent = {
  ...EMPTY_CONTENT,
  investigatory: yes,
  compiledOutOfPublicView: yes,
  wouldPrejudice: yes,
  notInPublicInterest: yes,
  findingNoPrejudice: yes,
  findingPublicInterest: yes,
  publicReasons: why,
};
const fieldsOf = (content: DeterminationContent, outcome: Parameters<typeof draftFaults>[1]): string[] =>
  draftFaults(content, outcome).map(({ field }) => field);

it('names every element that is unanswered or has no reason, whatever the outcome', () => {
  const draft = { ...ANSWERED, investigatory: null, wouldPrejudice: { holds: false, why: 'No.' } };
  for (const outcome of ['release', 'public-on-request'] as const)
    expect(fieldsOf(draft, outcome)).toEqual(['investigatory.holds', 'wouldPrejudice.why']);
});

it('asks for what each outcome needs, and for nothing else', () => {
  expect(fieldsOf(ANSWERED, 'release')).toEqual([]);
  expect(fieldsOf({ ...ANSWERED, findingNoPrejudice: null }, 'release')).toEqual(['findingNoPrejudice.holds']);
  expect(fieldsOf({ ...ANSWERED, findingNoPrejudice: null }, 'withhold')).toEqual([
    'cite',
    'segregability',
    'nextReviewOn',
  ]);
  const cited = { letter: '(f)', statute: 'G.L. c. 4, § 7(26)(f)', why: 'Short.' };
  const withheld = { ...ANSWERED, exemptions: [cited], segregability: why, nextReviewOn: '2027-01-01' };
  expect(fieldsOf(withheld, 'withhold')).toEqual(['exemptions.0.why']);
  expect(fieldsOf(ANSWERED, 'release-redacted')).toEqual(['order']);
  const fields = ['deferral.basis', 'deferral.facts', 'deferral.estimatedOn', 'deferral.nextReviewOn'];
  expect(fieldsOf(ANSWERED, 'defer')).toEqual(fields);
  const deferral = { basis: why, facts: why, estimatedOn: '', nextReviewOn: '2027-01-01' };
  expect(fieldsOf({ ...ANSWERED, deferral }, 'defer')).toEqual(['deferral.estimatedOn']);
  expect(fieldsOf({ ...ANSWERED, publicReasons: ' ' }, 'public-on-request')).toEqual(['publicReasons']);
});

it('a reason that not every clip needs is asked for only where it was begun, and then in full', () => {
  expect(fieldsOf({ ...ANSWERED, soundClearance: null, exemptionCOverride: '' }, 'release')).toEqual([]);
  expect(fieldsOf({ ...ANSWERED, soundClearance: 'There are signs.' }, 'release')).toEqual(['soundClearance']);
  expect(fieldsOf({ ...ANSWERED, soundClearance: why }, 'release')).toEqual([]);
});
