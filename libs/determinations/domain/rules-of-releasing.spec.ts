import { decide } from '@app/kernel';
import { aCase } from '../../../test/factories/case-facts';
import { itHoldsAndBreaks, type RuleCase } from '../../../test/factories/rule-cases';
import { type DeterminationMove, determinationWorkflow as table, EMPTY_CONTENT } from '.';

const UNVERIFIED = { rendering: { verified: false, outputSha256: null } };
const ACCESSIBLE = aCase().accessibility;
const REDACTIONS = aCase().redactions;
const RENDITIONS = aCase().renditions;
const NEEDED = { ...ACCESSIBLE, descriptionNeeded: true };
const WHO = 'staff-who-acts';

const REDACTING: RuleCase[] = [
  {
    says: 'Every redaction that the determination orders is done.',
    code: 'tasks-open',
    move: 'submitRedactions',
    breaks: [{ redactions: { ...REDACTIONS, openTasks: 1, tasks: 2 } }],
  },
  {
    says: 'Every redaction states its basis.',
    code: 'redaction-without-basis',
    move: 'submitRedactions',
    breaks: [{ redactions: { ...REDACTIONS, bases: [{ type: 'policy', why: ' ' }] } }],
  },
  {
    says: 'Wherever motion tracking lost what a mask hides, a person has since placed the mask, ended it there, or rejected the suggestion.',
    code: 'target-lost',
    move: 'submitRedactions',
    breaks: [{ redactions: { ...REDACTIONS, lostTargets: 1 } }],
  },
  {
    says: 'Whoever redacts did not upload the footage.',
    code: 'redactor-uploaded',
    move: 'submitRedactions',
    breaks: [{ uploadedBy: 'redactor' }, { redactedBy: ['redactor', 'technician'] }],
  },
  {
    says: 'The plan as it stands has been rendered, and the rendering was verified against the original.',
    code: 'rendering-unverified',
    move: 'submitRedactions',
    breaks: [UNVERIFIED],
  },
  {
    says: 'Redactions are checked by someone who neither uploaded the footage nor made any of them.',
    code: 'checked-own-redaction',
    move: 'passRedactions',
    breaks: [{ uploadedBy: WHO }, { redactedBy: ['redactor', WHO] }],
  },
  {
    says: 'Whoever passes the redactions has watched every second of this rendering, with its sound; or the Solicitor, as another person, has recorded why that was not needed.',
    code: 'not-watched',
    move: 'passRedactions',
    holds: [{ review: { watchedWhole: false, waivedBy: 'solicitor', openDoubts: 0, openIssues: 0 } }],
    breaks: [
      { review: { watchedWhole: false, waivedBy: null, openDoubts: 0, openIssues: 0 } },
      { review: { watchedWhole: false, waivedBy: WHO, openDoubts: 0, openIssues: 0 } },
    ],
  },
  {
    says: 'Every place of the plan that looks like a mistake – a mask that jumps, that ends and begins again, that lasts a few frames only – has been looked at in this rendering and found right.',
    code: 'doubts-open',
    move: 'passRedactions',
    breaks: [{ review: { watchedWhole: true, waivedBy: null, openDoubts: 1, openIssues: 0 } }],
  },
  {
    says: 'Every issue that was pinned to a frame has been fixed, and the reviewer has verified it.',
    code: 'issues-open',
    move: 'passRedactions',
    breaks: [{ review: { watchedWhole: true, waivedBy: null, openDoubts: 0, openIssues: 1 } }],
  },
];

const ACCESSIBILITY: RuleCase[] = [
  {
    says: 'Captions have been reviewed by a person, or it is stated that nobody speaks.',
    code: 'captions-unreviewed',
    move: 'finishAccessibility',
    holds: [{ accessibility: { ...ACCESSIBLE, captionsReviewed: false, noSpeechStated: true } }],
    breaks: [{ accessibility: { ...ACCESSIBLE, captionsReviewed: false } }],
  },
  {
    says: 'No caption gives back words that are muted.',
    code: 'caption-leak',
    move: 'finishAccessibility',
    breaks: [{ accessibility: { ...ACCESSIBLE, captionLeaks: 1 } }],
  },
  {
    says: 'It is decided, with reasons, whether audio description is needed.',
    code: 'description-undecided',
    move: 'finishAccessibility',
    breaks: [{ accessibility: { ...ACCESSIBLE, descriptionDecided: false } }],
  },
  {
    says: 'The content warnings are chosen from the fixed list, or it is stated that none applies.',
    code: 'warnings-unchosen',
    move: 'finishAccessibility',
    breaks: [{ accessibility: { ...ACCESSIBLE, warningsChosen: false } }],
  },
  {
    says: 'Where audio description is needed, the described version is there, or the page states by when it follows, within the days that policy sets.',
    code: 'described-version-missing',
    move: 'finishAccessibility',
    holds: [
      { accessibility: NEEDED, renditions: { ...RENDITIONS, described: true } },
      { accessibility: { ...NEEDED, describedBy: '2026-12-23' } },
    ],
    breaks: [
      { accessibility: NEEDED },
      { accessibility: { ...NEEDED, describedBy: '2026-12-24' } },
      { accessibility: { ...NEEDED, describedBy: '2026-11-23' } },
    ],
  },
  {
    says: 'The rendering was looked at for flashes, its small or its reduced-flash copy is made, and no described sound is still being looked at.',
    code: 'renditions-unmade',
    move: 'finishAccessibility',
    breaks: [{ renditions: { ...RENDITIONS, finished: false } }],
  },
  {
    says: 'Where the picture flashes more than three times a second, “Flashing lights” is among the warnings.',
    code: 'flashing-unwarned',
    move: 'finishAccessibility',
    holds: [{ renditions: { ...RENDITIONS, flashes: true }, accessibility: { ...ACCESSIBLE, warnsOfFlashing: true } }],
    breaks: [{ renditions: { ...RENDITIONS, flashes: true } }],
  },
];

const PUBLISHING: RuleCase[] = [
  {
    says: 'The signer neither uploaded, nor redacted, nor checked the footage.',
    code: 'signer-took-part',
    move: 'signOff',
    breaks: [{ uploadedBy: WHO }, { redactedBy: [WHO] }, { checkedBy: WHO }],
  },
  {
    says: 'The files to be published are assembled, and the video among them is the verified rendering.',
    code: 'files-not-assembled',
    move: 'signOff',
    breaks: [
      { manifest: { sha256: null, holdsRendering: false } },
      { manifest: { sha256: 'manifest', holdsRendering: false } },
    ],
  },
  {
    says: 'No litigation hold and no court order forbids release.',
    code: 'under-hold',
    move: 'signOff',
    holds: [{ flags: ['records-request', 'misconduct-investigation', 'active-investigation'] }],
    breaks: [{ flags: ['litigation-hold'] }, { flags: ['juvenile', 'court-order'] }],
  },
  {
    says: 'The files, read back from storage, are byte for byte the ones that were signed.',
    code: 'changed-after-signing',
    move: 'publish',
    breaks: [
      { readBackSha256: 'another' },
      { readBackSha256: null },
      { manifest: { sha256: 'assembled-again', holdsRendering: true } },
    ],
  },
  {
    says: 'The notice period for people shown in the footage is over.',
    code: 'notice-running',
    move: 'publish',
    holds: [{ noticeEndsAt: new Date('2026-11-23T15:00:00Z') }],
    breaks: [{ noticeEndsAt: new Date('2026-11-23T15:00:01Z') }, { noticeEndsAt: null }],
  },
  {
    says: 'Nobody both determines and publishes.',
    code: 'publisher-signed',
    move: 'publish',
    breaks: [{ acting: 'solicitor' }],
  },
  {
    says: 'The files are no longer the ones that were signed.',
    code: 'signature-stands',
    move: 'voidSignOff',
    given: { readBackSha256: 'another' },
    holds: [{ signOff: null }],
    breaks: [{ readBackSha256: 'manifest' }],
  },
  {
    says: 'A newer version is being published in its place.',
    code: 'no-newer-version',
    move: 'supersede',
    breaks: [{ newerVersionPublished: false }],
  },
  {
    says: 'No other version of the clip is being worked on.',
    code: 'version-open',
    move: 'prepareNextVersion',
    breaks: [{ anotherVersionOpen: true }],
  },
];

describe('the rules of redacting', () => itHoldsAndBreaks(REDACTING));
describe('the rules of captions and description', () => itHoldsAndBreaks(ACCESSIBILITY));
describe('the rules of signing off and publishing', () => itHoldsAndBreaks(PUBLISHING));

const codesOf = (move: DeterminationMove): string[] => table.moves[move].provided.map((rule) => rule.code);

/** On which rules each step depends, by hand: a rule that is dropped from a step shows here. */
const CONDITIONS: Record<DeterminationMove, string> = {
  admit: 'not-accepted',
  acceptAsInScope: 'not-city-footage outside-the-order',
  rejectAsOutOfScope: 'no-reason',
  reconsiderScope: 'no-reason',
  submitFacts: 'facts-missing',
  returnForFacts: 'no-reason',
  releaseWhole:
    'finding-missing element-unanswered public-reasons-missing lateness-unexplained exemption-c-blocked signer-uploaded signed-another-text replacement-unexplained sound-not-cleared protected-person-shown orders-present',
  releaseRedacted:
    'finding-missing element-unanswered public-reasons-missing lateness-unexplained exemption-c-blocked signer-uploaded signed-another-text replacement-unexplained sound-not-cleared protected-person-shown no-orders',
  defer:
    'element-unanswered public-reasons-missing lateness-unexplained exemption-c-blocked signer-uploaded signed-another-text open-ended-deferral review-too-late reasons-name-somebody',
  withhold:
    'element-unanswered public-reasons-missing lateness-unexplained exemption-c-blocked signer-uploaded signed-another-text no-exemption-cited f-not-proved segregability-unexplained no-review-date reasons-name-somebody',
  leaveToRecordsRequest:
    'element-unanswered public-reasons-missing lateness-unexplained exemption-c-blocked signer-uploaded signed-another-text f-proved',
  reopen: 'no-reason',
  reopenWhenDue: 'review-not-due',
  submitRedactions:
    'tasks-open redaction-without-basis target-lost exemption-c-blocked redactor-uploaded rendering-unverified',
  returnRedactions: 'no-reason',
  passRedactions: 'checked-own-redaction rendering-unverified not-watched doubts-open issues-open',
  finishAccessibility:
    'captions-unreviewed caption-leak description-undecided described-version-missing warnings-unchosen flashing-unwarned rendering-unverified renditions-unmade',
  returnToAccessibility: 'no-reason',
  signOff: 'signer-took-part rendering-unverified caption-leak files-not-assembled under-hold signed-another-text',
  withdrawSignOff: 'no-reason',
  voidSignOff: 'signature-stands',
  publish: 'changed-after-signing notice-running under-hold publisher-signed',
  supersede: 'no-newer-version',
  prepareNextVersion: 'no-reason version-open',
  prepareReplacement: 'no-reason version-open',
  unpublish: 'no-reason signed-another-text',
};

/** Cased in rules-of-determining.spec.ts. */
const CASED_ALREADY = ['no-reason', 'exemption-c-blocked', 'signed-another-text'];

it('has a case for every rule on which a step after the determination depends', () => {
  const after = Object.keys(CONDITIONS).slice(Object.keys(CONDITIONS).indexOf('submitRedactions'));
  const codes = after.flatMap((move) => codesOf(move as DeterminationMove));
  const cased = [...REDACTING, ...ACCESSIBILITY, ...PUBLISHING].map((one) => one.code);
  expect(new Set(codes)).toEqual(new Set([...cased, ...CASED_ALREADY]));
});

it.each(Object.keys(CONDITIONS) as DeterminationMove[])('%s depends on exactly the rules of the list', (move) => {
  expect(codesOf(move).join(' ')).toBe(CONDITIONS[move]);
});

it('a case on which nothing has been done is refused with every broken rule, not just the first', () => {
  const facts = { ...aCase({ ...UNVERIFIED, uploadedBy: WHO, reason: null }), content: EMPTY_CONTENT };
  const refused = decide(table, { move: 'releaseRedacted', state: 'triage', roles: ['auditor'], facts });
  expect(refused.permitted ? [] : refused.because.map((reason) => reason.code)).toEqual([
    'wrong-state',
    'wrong-role',
    'finding-missing',
    'element-unanswered',
    'public-reasons-missing',
    'signer-uploaded',
    'no-orders',
  ]);
});
