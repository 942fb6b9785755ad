import { type CaseChange, ORDER_TO_HIDE, PROVED_F, REASON } from '../../../test/factories/case-facts';
import { itHoldsAndBreaks, type RuleCase } from '../../../test/factories/rule-cases';
import { type DeterminationState, determinationWorkflow as table } from '.';

const BEFORE_THE_WORK: DeterminationState[] = [
  'preserved',
  'triage',
  'outOfScope',
  'gatheringFacts',
  'solicitorReview',
  'deferred',
];
const SHORT = { holds: true, why: 'Because.' };
const orders = (...list: (typeof ORDER_TO_HIDE)[]): CaseChange => ({ content: { orders: list } });
const DEFERRAL = { basis: REASON, facts: REASON, estimatedOn: '2027-01-15', nextReviewOn: '2026-12-23' };
const deferral = (change: Partial<typeof DEFERRAL> = {}): CaseChange => ({
  content: { deferral: { ...DEFERRAL, ...change } },
});
const EXEMPT = { letter: '(f)', statute: 'G.L. c. 4, § 7(26)(f)', why: REASON };
const WITHHELD = { ...PROVED_F, exemptions: [EXEMPT], segregability: REASON, nextReviewOn: '2026-12-23' };
const withheld = (change: NonNullable<CaseChange['content']> = {}): CaseChange => ({
  content: { ...WITHHELD, ...change },
});
const C_BASIS = { type: 'statutory', letter: '(c)', statute: 'G.L. c. 4, § 7(26)(c)', why: REASON } as const;
const CITES_C = { exemptions: [{ letter: '(c)', statute: 'G.L. c. 4, § 7(26)(c)', why: REASON }] };
const MISCONDUCT: CaseChange = { flags: ['misconduct-investigation'] };
const replacing = (replacementReason: string | null): CaseChange => ({
  replacesPublished: true,
  content: { replacementReason },
});
const MINOR_ORDER = { ...ORDER_TO_HIDE, subject: 'minor' as const };
const VICTIM_ORDER = { ...ORDER_TO_HIDE, subject: 'protected-victim' as const };
const CLIP = {
  source: 'body-worn',
  showsViolence: true,
  showsPropertyDamage: false,
  byFederalOfficial: true,
  audioSource: 'open-body-worn',
} as const;
const FAULT = { field: 'location', says: 'is where it happened' };

const SCOPE: RuleCase[] = [
  {
    says: 'Intake has examined the footage and accepted it.',
    code: 'not-accepted',
    move: 'admit',
    breaks: [{ verdict: 'pending' }, { verdict: 'quarantined' }],
  },
  {
    says: 'The footage comes from a CPD body-worn camera or another City-controlled camera.',
    code: 'not-city-footage',
    move: 'acceptAsInScope',
    holds: [{ clip: { ...CLIP, source: 'city-camera' } }],
    breaks: [{ clip: { ...CLIP, source: 'other' } }],
  },
  {
    says: 'The footage shows violence or property damage by federal officials.',
    code: 'outside-the-order',
    move: 'acceptAsInScope',
    holds: [{ clip: { ...CLIP, showsViolence: false, showsPropertyDamage: true } }],
    breaks: [
      { clip: { ...CLIP, showsViolence: false } },
      { clip: { ...CLIP, byFederalOfficial: false } },
      { clip: { ...CLIP, byFederalOfficial: null } },
    ],
  },
  {
    says: 'The incident record and the clip’s record hold every required fact.',
    code: 'facts-missing',
    move: 'submitFacts',
    breaks: [{ incidentFaults: [FAULT] }, { clipFaults: [FAULT] }],
  },
  {
    says: 'A reason is given.',
    code: 'no-reason',
    move: 'reopen',
    breaks: [{ reason: null }, { reason: '   ' }],
  },
];

const EVERY_DETERMINATION: RuleCase[] = [
  {
    says: 'Both findings are made, each with its own reasons: release will not prejudice effective law enforcement, and release is in the public interest.',
    code: 'finding-missing',
    move: 'releaseWhole',
    breaks: [
      { content: { findingNoPrejudice: null } },
      { content: { findingPublicInterest: { holds: false, why: REASON } } },
      { content: { findingPublicInterest: SHORT } },
    ],
  },
  {
    says: 'Where a first decision comes after its day, the docket says why, or that the time was extended to a day that is not over.',
    code: 'lateness-unexplained',
    move: 'releaseWhole',
    breaks: [{ unexplainedLateness: true }],
  },
  {
    says: 'Each of the four elements of exemption (f) is answered, with reasons.',
    code: 'element-unanswered',
    move: 'releaseWhole',
    breaks: [
      { content: { investigatory: null } },
      { content: { compiledOutOfPublicView: SHORT } },
      {
        content: { wouldPrejudice: { holds: false, why: '[fill in the reason why it would not prejudice anything]' } },
      },
      { content: { notInPublicInterest: null } },
    ],
  },
  {
    says: 'What the public will read of the reasons is written.',
    code: 'public-reasons-missing',
    move: 'releaseWhole',
    breaks: [{ content: { publicReasons: null } }, { content: { publicReasons: 'lorem ipsum '.repeat(9) } }],
  },
  {
    says: 'Where a version will replace the one that is public, the public reads why, in words that name no place, no person and no number of the records.',
    code: 'replacement-unexplained',
    move: 'releaseWhole',
    given: replacing(REASON),
    holds: [{ replacesPublished: false, content: {} }],
    breaks: [null, 'Corrected.', `${REASON} It is in The Port.`, `${REASON} Seen by badge 4711.`].map(replacing),
  },
  {
    says: 'Exemption (c) is not cited for footage that relates to a misconduct investigation, unless the Solicitor says why it may be.',
    code: 'exemption-c-blocked',
    move: 'withhold',
    given: withheld(),
    holds: [
      MISCONDUCT,
      withheld(CITES_C),
      { ...MISCONDUCT, content: { ...WITHHELD, ...CITES_C, exemptionCOverride: REASON } },
    ],
    breaks: [
      { ...MISCONDUCT, content: { ...WITHHELD, ...CITES_C } },
      { ...MISCONDUCT, content: { ...WITHHELD, ...CITES_C, exemptionCOverride: 'It may.' } },
      { ...MISCONDUCT, content: { ...WITHHELD, orders: [{ ...ORDER_TO_HIDE, basis: C_BASIS }] } },
      { ...MISCONDUCT, redactions: { bases: [C_BASIS], openTasks: 0, tasks: 1, lostTargets: 0 } },
    ],
  },
  {
    says: 'Sound comes from an openly worn camera, or the Solicitor says why it may be used.',
    code: 'sound-not-cleared',
    move: 'releaseWhole',
    holds: [
      { clip: { ...CLIP, audioSource: 'unknown' }, hasSound: false },
      { clip: { ...CLIP, audioSource: 'fixed-camera' }, content: { soundClearance: REASON } },
    ],
    breaks: [
      { clip: { ...CLIP, audioSource: 'fixed-camera' } },
      { clip: { ...CLIP, audioSource: 'unknown' } },
      { clip: { ...CLIP, audioSource: null } },
    ],
  },
  {
    says: 'A minor, or a victim whom a statute protects, is ordered to be hidden.',
    code: 'protected-person-shown',
    move: 'releaseRedacted',
    given: orders(ORDER_TO_HIDE),
    holds: [
      { flags: ['juvenile', 'sexual-or-domestic-victim'], ...orders(MINOR_ORDER, VICTIM_ORDER) },
      { flags: ['active-investigation', 'victim-consent'] },
    ],
    breaks: [
      { flags: ['juvenile'] },
      { flags: ['sexual-or-domestic-victim'] },
      { flags: ['juvenile', 'sexual-or-domestic-victim'], ...orders(MINOR_ORDER) },
    ],
  },
  {
    says: 'Whoever determines did not upload the footage.',
    code: 'signer-uploaded',
    move: 'releaseWhole',
    breaks: [{ uploadedBy: 'staff-who-acts' }],
  },
  {
    says: 'What is signed is exactly the text as it stands.',
    code: 'signed-another-text',
    move: 'releaseWhole',
    breaks: [
      { signing: { expected: 'hash', given: 'hash-of-another' } },
      { signing: { expected: 'hash', given: null } },
      { signing: { expected: null, given: null } },
    ],
  },
];

const OUTCOMES: RuleCase[] = [
  {
    says: 'Nothing is ordered to be hidden: a release with parts hidden is another decision.',
    code: 'orders-present',
    move: 'releaseWhole',
    breaks: [orders(ORDER_TO_HIDE)],
  },
  {
    says: 'At least one redaction is ordered, each with subject, basis and instruction.',
    code: 'no-orders',
    move: 'releaseRedacted',
    given: orders(ORDER_TO_HIDE),
    breaks: [
      orders(),
      orders(ORDER_TO_HIDE, { ...ORDER_TO_HIDE, instruction: ' ' }),
      orders({ ...ORDER_TO_HIDE, basis: { type: 'policy', why: '' } }),
    ],
  },
  {
    says: 'A deferral gives its specific basis, the facts, and when disclosure is expected.',
    code: 'open-ended-deferral',
    move: 'defer',
    given: deferral(),
    breaks: [deferral({ basis: 'Later.' }), deferral({ facts: '' }), deferral({ estimatedOn: '2027-02-30' })],
  },
  {
    says: 'A deferral is looked at again within the period that policy sets.',
    code: 'review-too-late',
    move: 'defer',
    given: deferral(),
    holds: [deferral({ nextReviewOn: '2026-11-24' })],
    breaks: ['2026-12-24', '2026-11-23', 'soon'].map((nextReviewOn) => deferral({ nextReviewOn })),
  },
  {
    says: 'A withholding cites each exemption relied on and says why it applies.',
    code: 'no-exemption-cited',
    move: 'withhold',
    given: withheld(),
    breaks: [
      withheld({ exemptions: [] }),
      withheld({ exemptions: [{ ...EXEMPT, why: 'It is exempt.' }] }),
      withheld({ exemptions: [EXEMPT, { ...EXEMPT, statute: '' }] }),
    ],
  },
  {
    says: 'Where exemption (f) is cited, each of its four elements is found to hold.',
    code: 'f-not-proved',
    move: 'withhold',
    given: withheld(),
    holds: [withheld({ wouldPrejudice: { holds: false, why: REASON }, ...CITES_C })],
    breaks: [withheld({ wouldPrejudice: { holds: false, why: REASON } })],
  },
  {
    says: 'A withholding explains why no portion can be released.',
    code: 'segregability-unexplained',
    move: 'withhold',
    given: withheld(),
    breaks: [withheld({ segregability: null }), withheld({ segregability: 'None can.' })],
  },
  {
    says: 'A withholding says when it will be looked at again.',
    code: 'no-review-date',
    move: 'withhold',
    given: withheld(),
    breaks: [null, '2026-11-23', '2026-13-01'].map((nextReviewOn) => withheld({ nextReviewOn })),
  },
  {
    says: 'What the public reads of a decision to withhold or to wait names no place, no person and no number of the records.',
    code: 'reasons-name-somebody',
    move: 'withhold',
    given: withheld(),
    breaks: ['in The Port', 'before 12 EXAMPLE street', 'seen by badge 4711'].map((where) =>
      withheld({ publicReasons: `${REASON} It was ${where}.` }),
    ),
  },
  {
    says: 'Not every element of exemption (f) is found to hold: what is exempt is withheld, not referred to a request.',
    code: 'f-proved',
    move: 'leaveToRecordsRequest',
    breaks: [{ content: PROVED_F }],
  },
  {
    says: 'The date of the next review has come.',
    code: 'review-not-due',
    move: 'reopenWhenDue',
    breaks: [{ nextReviewOn: '2026-11-24' as never }, { nextReviewOn: null }],
  },
];

describe('the rules of intake and scope', () => itHoldsAndBreaks(SCOPE));
describe('the rules of every determination', () => itHoldsAndBreaks(EVERY_DETERMINATION));
describe('the rules of each outcome', () => itHoldsAndBreaks(OUTCOMES));

it('has a case for every rule on which a step up to the determination depends', () => {
  const steps = Object.values(table.moves).filter((move) => move.from.some((state) => BEFORE_THE_WORK.includes(state)));
  const codes = steps.flatMap((move) => move.provided.map((rule) => rule.code));
  const cased = [...SCOPE, ...EVERY_DETERMINATION, ...OUTCOMES].map((one) => one.code);
  expect(new Set(codes)).toEqual(new Set(cased));
});
