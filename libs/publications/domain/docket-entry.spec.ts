import { type DocketEntry, type DocketNote, isUnderAppeal, latenessOf } from '.';

const ENTRY: DocketEntry = {
  schema: 'daylight-docket-entry-1',
  id: 'entry',
  incidentDate: '2026-10-01',
  camera: 'body-worn',
  outcome: 'withheld',
  prongs: [],
  reasons: '',
  decidedOn: '2026-10-20',
  clock: { startsWith: 'The incident', startedOn: '2026-10-01', dueOn: '2026-10-31' },
  nextReviewOn: '2026-12-01',
  estimatedOn: null,
  release: null,
  notes: [],
  updatedOn: '2026-10-20',
};

it.each([
  ['2026-10-31', { decidedOn: null, nextReviewOn: null }, null],
  ['2026-11-01', { decidedOn: null, nextReviewOn: null }, 'overdue'],
  ['2026-11-01', { decidedOn: null, clock: null }, null],
  ['2026-12-01', {}, null],
  ['2026-12-02', {}, 'review-overdue'],
  ['2027-06-01', { nextReviewOn: null }, null],
  ['2026-11-20', { decidedOn: '2026-10-31' }, null],
  ['2026-11-20', { decidedOn: '2026-11-01' }, 'decided-late'],
  ['2026-11-20', { decidedOn: '2026-11-01', clock: null }, null],
] as const)('on %s, of %j, says %s', (today, change, lateness) => {
  expect(latenessOf({ ...ENTRY, ...change }, today)).toBe(lateness);
});

it('is under appeal from the appeal to its decision', () => {
  const note = (kind: DocketNote['kind']): DocketNote => ({ kind, on: '2026-11-01', until: null, says: 'Said.' });
  expect(isUnderAppeal({ notes: [] })).toBe(false);
  expect(isUnderAppeal({ notes: [note('appeal'), note('lateness')] })).toBe(true);
  expect(isUnderAppeal({ notes: [note('appeal'), note('appeal-decided')] })).toBe(false);
  expect(isUnderAppeal({ notes: [note('appeal'), note('appeal-decided'), note('appeal')] })).toBe(true);
});
