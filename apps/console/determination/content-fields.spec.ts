import { draftFaults, EMPTY_CONTENT, type Outcome, OUTCOMES } from '@app/determinations/domain';
import { asksForDeferral, type Asking, type Content, outcomeBegun, TEXTS, textsOf } from './content-fields';

const EMPTY = EMPTY_CONTENT as unknown as Content;
const asking = (given: Partial<Asking> = {}): Asking => ({
  outcome: 'release-redacted',
  content: EMPTY,
  flags: [],
  version: 1,
  ledTo: '',
  ...given,
});
const asked = (given: Partial<Asking> = {}, before = EMPTY): string[] =>
  textsOf(asking(given), before).map(({ name }) => name);
const TEXT = 'The witness on the pavement was interviewed on the same day.';

describe.each(Object.keys(OUTCOMES) as Outcome[])('for %s', (outcome) => {
  it('the form asks for every text without which it cannot be signed', () => {
    const missing = draftFaults(EMPTY_CONTENT, outcome).map(({ field }) => field);
    const texts = missing.filter((field) => TEXTS.some(({ name }) => name === field));
    expect(asked({ outcome })).toEqual(expect.arrayContaining(texts));
    const needsDeferral = missing.some((field) => field.startsWith('deferral.'));
    expect(asksForDeferral(asking({ outcome }), EMPTY)).toBe(needsDeferral);
  });
});

it('asks nothing that only another outcome, another clip or a later version needs', () => {
  const special = ['segregability', 'nextReviewOn', 'exemptionCOverride', 'replacementReason'];
  expect(asked().filter((name) => special.includes(name))).toEqual([]);
  expect(asked({ outcome: 'defer' })).not.toContain('soundClearance');
});

it('asks why (c) is cited where the clip belongs to a misconduct investigation, and why a later version replaces one', () => {
  expect(asked({ flags: ['misconduct-investigation'] })).toContain('exemptionCOverride');
  expect(asked({ version: 2 })).toContain('replacementReason');
});

it('shows what somebody has written whatever the outcome, also once it is emptied again', () => {
  const written = { ...EMPTY, segregability: TEXT };
  expect(asked({ content: written })).toContain('segregability');
  expect(asked({ content: EMPTY }, written)).toContain('segregability');
  expect(asksForDeferral(asking({ content: { ...EMPTY, deferral: {} } }), EMPTY)).toBe(true);
});

it('shows the field to which somebody is led', () => {
  expect(asked({ ledTo: 'exemptionCOverride' })).toContain('exemptionCOverride');
  expect(asksForDeferral(asking({ ledTo: 'deferral' }), EMPTY)).toBe(true);
});

it('begins with the outcome that somebody has begun to write', () => {
  expect(outcomeBegun(EMPTY)).toBe('release-redacted');
  expect(outcomeBegun({ ...EMPTY, segregability: TEXT })).toBe('withhold');
  expect(outcomeBegun({ ...EMPTY, deferral: { basis: TEXT } })).toBe('defer');
});
