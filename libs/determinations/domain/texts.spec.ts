import { aContent, ORDER_TO_HIDE, REASON } from '../../../test/factories/case-facts';
import {
  type CaseName,
  type DeterminationContent,
  determinationText,
  signOffText,
  TEXT_VERSION,
  textVersionOf,
  unpublicationText,
} from '.';

const NAME: CaseName = { clipId: 'clip-1', version: 1, caseNumber: 'C-1', originalSha256: 'a'.repeat(64) };

const FULL: DeterminationContent = aContent({
  specificHarm: 'none',
  publicInterestFactors: 'Conduct of officials in public.',
  priorDisclosure: 'A newspaper showed ten seconds of it.',
  alternativesConsidered: 'Release in whole.',
  exemptions: [{ letter: '(f)', statute: 'G.L. c. 4, § 7(26)(f)', why: REASON }],
  segregability: 'Every frame shows the witness.',
  deferral: {
    basis: 'An arrest is near.',
    facts: 'Two warrants.',
    estimatedOn: '2027-01-15',
    nextReviewOn: '2026-12-20',
  },
  nextReviewOn: '2026-12-21',
  orders: [ORDER_TO_HIDE],
  exemptionCOverride: 'The proviso does not reach this file.',
  soundClearance: 'The microphone is marked by a sign.',
});
const textOf = (content: DeterminationContent): string =>
  determinationText(NAME, 'release-redacted', content, ['juvenile', 'court-order']);

const other = { holds: false, why: 'Another answer altogether.' };

/** One change of each answer that a Solicitor gives. The type demands that no answer is left out. */
const CHANGES: { readonly [K in keyof DeterminationContent]: DeterminationContent[K] } = {
  investigatory: other,
  compiledOutOfPublicView: { holds: true, why: REASON },
  wouldPrejudice: null,
  notInPublicInterest: other,
  specificHarm: 'A witness may be found.',
  publicInterestFactors: null,
  priorDisclosure: 'none',
  alternativesConsidered: 'None.',
  findingNoPrejudice: other,
  findingPublicInterest: null,
  exemptions: [{ letter: '(f)', statute: 'G.L. c. 4, § 7(26)(f)', why: `${REASON} Once more.` }],
  segregability: null,
  deferral: { ...FULL.deferral!, estimatedOn: '2027-01-16' },
  nextReviewOn: '2026-12-22',
  orders: [{ ...ORDER_TO_HIDE, instruction: 'Hide the head only.' }],
  exemptionCOverride: null,
  soundClearance: 'It was not marked.',
  publicReasons: 'Other words for the public, which say as little.',
  replacementReason: 'A name is muted now that could be heard.',
};

describe('the text of a determination', () => {
  it('is the same for the same answers, in whatever order they were saved', () => {
    const shuffled = Object.fromEntries(Object.entries(FULL).reverse()) as unknown as DeterminationContent;
    expect(textOf(shuffled)).toBe(textOf(FULL));
  });

  it.each(Object.keys(CHANGES) as (keyof DeterminationContent)[])('is another when %s changes', (answer) => {
    expect(textOf({ ...FULL, [answer]: CHANGES[answer] })).not.toBe(textOf(FULL));
  });

  it.each([
    ['clip', { clipId: 'clip-2' }],
    ['version', { version: 2 }],
    ['case', { caseNumber: null }],
    ['original', { originalSha256: 'b'.repeat(64) }],
  ])('is another for another %s', (_, change) => {
    expect(determinationText({ ...NAME, ...change }, 'withhold', FULL, [])).not.toBe(
      determinationText(NAME, 'withhold', FULL, []),
    );
  });

  it('is another for another outcome and for other conditions of the clip', () => {
    const texts = (['release', 'release-redacted', 'defer', 'withhold', 'public-on-request'] as const).map((outcome) =>
      determinationText(NAME, outcome, FULL, []),
    );
    expect(new Set([...texts, determinationText(NAME, 'withhold', FULL, ['juvenile'])]).size).toBe(6);
  });

  it('says what was asked, what was answered, and what was not', () => {
    const text = textOf({ ...FULL, wouldPrejudice: null });
    expect(text).toContain('Outcome: Released with parts hidden');
    expect(text).toContain(
      'Disclosure would probably so prejudice the possibility of effective law enforcement …: not answered',
    );
    expect(text).toContain(`1. The footage is investigatory material: yes. ${REASON}`);
    expect(text).toContain('Conditions recorded on the clip: juvenile, court-order');
    expect(text).toContain('Hide the person on the left, the whole body.');
  });
});

describe('the other signed texts', () => {
  const files = [
    { role: 'video', sha256: '1'.repeat(64) },
    { role: 'record', sha256: '2'.repeat(64) },
  ];

  it('a sign-off names the manifest and each file, and changes with any of them', () => {
    const text = signOffText(NAME, 'f'.repeat(64), files);
    expect(text).toContain(`Manifest ${'f'.repeat(64)}`);
    expect(text).toContain(`video: ${'1'.repeat(64)}`);
    expect(signOffText(NAME, 'e'.repeat(64), files)).not.toBe(text);
    expect(signOffText(NAME, 'f'.repeat(64), [files[0]!, { role: 'record', sha256: '3'.repeat(64) }])).not.toBe(text);
    expect(signOffText(NAME, 'f'.repeat(64), files)).toBe(text);
  });

  it('an unpublication says that what was public cannot be made unknown', () => {
    const text = unpublicationText(NAME, 'privacy-error', 'A face was visible.');
    expect(text).toContain('Class: privacy-error\nReason: A face was visible.');
    expect(text).toContain('I know that what was public cannot be made unknown');
    expect(unpublicationText(NAME, 'privacy-error', 'A name was audible.')).not.toBe(text);
  });
});

describe('the version of a signed text', () => {
  it('is the one that it names', () => {
    expect(textVersionOf(textOf(FULL))).toBe(TEXT_VERSION);
    expect(textVersionOf('DETERMINATION ON FOOTAGE (text version 1, redaction catalogue version 3)')).toBe(1);
  });

  it('is not guessed', () => {
    expect(() => textVersionOf('Released.')).toThrow('names no version');
  });
});
