import { workflow } from '@app/kernel';
import type { CaseFacts } from './case-facts';
import * as rule from './determination.rules';
import * as versions from './version.rules';

/** Those who may make a move: roles of staff, and Daylight's own processes. */
export type LegalRole =
  | 'case-officer'
  | 'assistant-solicitor'
  | 'solicitor'
  | 'redaction-technician'
  | 'quality-reviewer'
  | 'accessibility-editor'
  | 'intake'
  | 'calendar'
  | 'publisher';

/** What follows a move, in the same transaction. */
export type Effect =
  | 'render-release'
  | 'open-redaction-tasks'
  | 'reopen-redaction-tasks'
  | 'schedule-review'
  | 'assemble-release'
  | 'record-sign-off'
  | 'void-sign-off'
  | 'schedule-publication'
  | 'publish-release'
  | 'withdraw-release'
  | 'open-next-version';

const INTAKE = 'City policy R2';
const ORDER = 'Executive Order § 3.A';
const F = 'Executive Order § 3.A; G.L. c. 4, § 7(26)(f)';

/** Rules that hold for every determination, whatever its outcome. */
const EVERY_DETERMINATION = [
  rule.everyElementOfFIsAnswered,
  rule.thePublicReasonsAreWritten,
  rule.latenessIsExplained,
  rule.exemptionCIsNotCitedAgainstMack,
  rule.signerDidNotUpload,
  rule.theExactTextIsSigned,
] as const;

/** States and moves of one version of a determination (reference: law, § 11). WORKFLOW.md is generated from here. */
export const determinationWorkflow = workflow<CaseFacts, LegalRole, Effect>()({
  name: 'Determination on a clip',
  startsAt: 'preserved',
  endsAt: ['unpublished', 'superseded'],
  states: {
    preserved: 'Received and kept. Intake has not accepted it, or has quarantined it.',
    triage: 'Accepted; nobody has yet decided whether the order covers it.',
    outOfScope: 'The order does not cover it. A public records request still may.',
    gatheringFacts: 'Police are completing the record.',
    solicitorReview: 'The Solicitor is deciding.',
    deferred: 'Not yet; a date is set to decide again.',
    withheld: 'Not released, in whole; the exemption and the reason are recorded.',
    publicOnRequest:
      'The order’s findings are not made, but no exemption is proved: a records request would be granted.',
    redacting: 'To be released with parts hidden; the parts are being hidden.',
    qualityCheck: 'Someone else is checking the redactions.',
    accessibility: 'Captions, description and warnings are being made.',
    awaitingSignOff: 'Finished; the Solicitor has not signed these exact files.',
    scheduled: 'Signed; waiting for the notice period.',
    published: 'The public can see it.',
    superseded: 'Replaced by a newer version.',
    unpublished: 'Taken down, with a page that says so and why.',
  },
  moves: {
    admit: {
      title: 'Admit to triage',
      from: ['preserved'],
      to: 'triage',
      by: ['intake'],
      provided: [rule.footageIsAccepted],
      then: [],
      authority: INTAKE,
    },
    acceptAsInScope: {
      title: 'Accept as covered by the order',
      from: ['triage'],
      to: 'gatheringFacts',
      by: ['assistant-solicitor', 'solicitor'],
      provided: [rule.sourceIsCityControlled, rule.showsWhatTheOrderCovers],
      then: [],
      authority: ORDER,
    },
    rejectAsOutOfScope: {
      title: 'Reject as outside the order',
      from: ['triage'],
      to: 'outOfScope',
      by: ['assistant-solicitor', 'solicitor'],
      provided: [rule.aReasonIsGiven],
      then: [],
      authority: ORDER,
    },
    reconsiderScope: {
      title: 'Reconsider whether the order covers it',
      from: ['outOfScope'],
      to: 'triage',
      by: ['assistant-solicitor', 'solicitor'],
      provided: [rule.aReasonIsGiven],
      then: [],
      authority: ORDER,
    },
    submitFacts: {
      title: 'Submit the facts to the Solicitor',
      from: ['gatheringFacts'],
      to: 'solicitorReview',
      by: ['case-officer'],
      provided: [rule.incidentFactsAreComplete],
      then: [],
      authority: 'Executive Order § 2.C; ordinance 2.129.040(K)',
    },
    returnForFacts: {
      title: 'Return for more facts',
      from: ['solicitorReview'],
      to: 'gatheringFacts',
      by: ['assistant-solicitor', 'solicitor'],
      provided: [rule.aReasonIsGiven],
      then: [],
      authority: ORDER,
    },
    releaseWhole: {
      title: 'Determine: release in whole',
      from: ['solicitorReview'],
      to: 'accessibility',
      by: ['solicitor'],
      provided: [
        rule.bothFindingsAreMadeWithReasons,
        ...EVERY_DETERMINATION,
        versions.theReplacementIsExplained,
        rule.soundIsCleared,
        rule.protectedPersonsAreHidden,
        rule.nothingIsOrderedHidden,
      ],
      then: ['render-release'],
      authority: F,
      signed: true,
    },
    releaseRedacted: {
      title: 'Determine: release with parts hidden',
      from: ['solicitorReview'],
      to: 'redacting',
      by: ['solicitor'],
      provided: [
        rule.bothFindingsAreMadeWithReasons,
        ...EVERY_DETERMINATION,
        versions.theReplacementIsExplained,
        rule.soundIsCleared,
        rule.protectedPersonsAreHidden,
        rule.somethingIsOrderedHidden,
      ],
      then: ['open-redaction-tasks'],
      authority: F,
      signed: true,
    },
    defer: {
      title: 'Determine: defer',
      from: ['solicitorReview'],
      to: 'deferred',
      by: ['solicitor'],
      provided: [
        ...EVERY_DETERMINATION,
        rule.deferralSaysWhyAndUntilWhen,
        rule.deferralIsReviewedInTime,
        rule.reasonsNameNoPlaceOrPerson,
      ],
      then: ['schedule-review'],
      authority: F,
      signed: true,
    },
    withhold: {
      title: 'Determine: withhold',
      from: ['solicitorReview'],
      to: 'withheld',
      by: ['solicitor'],
      provided: [
        ...EVERY_DETERMINATION,
        rule.withholdingCitesAnExemption,
        rule.exemptionFIsProvedWhereCited,
        rule.withholdingExplainsWhyNoPartCanBeReleased,
        rule.withholdingIsReviewedAgain,
        rule.reasonsNameNoPlaceOrPerson,
      ],
      then: [],
      authority: 'G.L. c. 66, § 10; G.L. c. 4, § 7(26)',
      signed: true,
    },
    leaveToRecordsRequest: {
      title: 'Determine: not under the order, but public on request',
      from: ['solicitorReview'],
      to: 'publicOnRequest',
      by: ['solicitor'],
      provided: [...EVERY_DETERMINATION, rule.notEveryElementOfFIsProved],
      then: [],
      authority: 'City policy R5; G.L. c. 66, § 10',
      signed: true,
    },
    reopen: {
      title: 'Reopen',
      from: ['deferred', 'withheld', 'publicOnRequest'],
      to: 'solicitorReview',
      by: ['solicitor', 'assistant-solicitor'],
      provided: [rule.aReasonIsGiven],
      then: [],
      authority: 'City policy R3',
    },
    reopenWhenDue: {
      title: 'Reopen because the review is due',
      from: ['deferred'],
      to: 'solicitorReview',
      by: ['calendar'],
      provided: [rule.theReviewDateHasCome],
      then: [],
      authority: 'City policy R3',
    },
    submitRedactions: {
      title: 'Submit the redactions for checking',
      from: ['redacting'],
      to: 'qualityCheck',
      by: ['redaction-technician'],
      provided: [
        rule.everyOrderIsDone,
        rule.everyRedactionStatesItsBasis,
        rule.noTargetIsLost,
        rule.exemptionCIsNotCitedAgainstMack,
        rule.redactorDidNotUpload,
        rule.theRenderingIsVerified,
      ],
      then: [],
      authority: 'City policy R7',
    },
    returnRedactions: {
      title: 'Return the redactions',
      from: ['qualityCheck', 'accessibility', 'awaitingSignOff'],
      to: 'redacting',
      by: ['quality-reviewer', 'solicitor'],
      provided: [rule.aReasonIsGiven],
      then: ['reopen-redaction-tasks'],
      authority: 'City policy R7',
    },
    passRedactions: {
      title: 'Pass the redactions',
      from: ['qualityCheck'],
      to: 'accessibility',
      by: ['quality-reviewer'],
      provided: [
        rule.checkerTookNoPart,
        rule.theRenderingIsVerified,
        rule.theCheckerWatchedAllOfIt,
        rule.noDoubtIsLeft,
        rule.noIssueIsLeft,
      ],
      then: [],
      authority: 'City policy R7',
    },
    finishAccessibility: {
      title: 'Finish captions, description and warnings',
      from: ['accessibility'],
      to: 'awaitingSignOff',
      by: ['accessibility-editor'],
      provided: [
        rule.captionsAreReviewed,
        rule.captionsKeepWhatIsMuted,
        rule.descriptionIsDecided,
        rule.theDescribedVersionIsThereOrAnnounced,
        rule.warningsAreChosen,
        rule.flashingIsWarnedOf,
        rule.theRenderingIsVerified,
        rule.renditionsAreMade,
      ],
      then: ['assemble-release'],
      authority: '28 C.F.R. § 35.200',
    },
    returnToAccessibility: {
      title: 'Return captions or description',
      from: ['awaitingSignOff'],
      to: 'accessibility',
      by: ['solicitor'],
      provided: [rule.aReasonIsGiven],
      then: [],
      authority: '28 C.F.R. § 35.200',
    },
    signOff: {
      title: 'Sign off these exact files',
      from: ['awaitingSignOff'],
      to: 'scheduled',
      by: ['solicitor'],
      provided: [
        rule.signerTookNoPart,
        rule.theRenderingIsVerified,
        rule.captionsKeepWhatIsMuted,
        rule.theFilesAreAssembled,
        rule.noHoldForbidsRelease,
        rule.theExactTextIsSigned,
      ],
      then: ['record-sign-off', 'schedule-publication'],
      authority: ORDER,
      signed: true,
    },
    withdrawSignOff: {
      title: 'Withdraw the sign-off',
      from: ['scheduled'],
      to: 'awaitingSignOff',
      by: ['solicitor'],
      provided: [rule.aReasonIsGiven],
      then: ['void-sign-off'],
      authority: 'City policy R1',
    },
    voidSignOff: {
      title: 'Void a sign-off whose files have changed',
      from: ['scheduled'],
      to: 'awaitingSignOff',
      by: ['publisher'],
      provided: [rule.filesNoLongerMatchTheSignature],
      then: ['void-sign-off'],
      authority: 'City policy R1',
    },
    publish: {
      title: 'Publish',
      from: ['scheduled'],
      to: 'published',
      by: ['publisher'],
      provided: [
        rule.filesStillMatchTheSignature,
        rule.noticePeriodIsOver,
        rule.noHoldForbidsRelease,
        rule.publisherDidNotSign,
      ],
      then: ['publish-release'],
      authority: ORDER,
    },
    supersede: {
      title: 'Replace by the newer version',
      from: ['published'],
      to: 'superseded',
      by: ['publisher'],
      provided: [versions.aNewerVersionIsPublished],
      then: [],
      authority: 'City policy R1',
    },
    prepareNextVersion: {
      title: 'Prepare a new version',
      from: ['published'],
      to: 'published',
      by: ['solicitor', 'assistant-solicitor'],
      provided: [rule.aReasonIsGiven, versions.noOtherVersionIsOpen],
      then: ['open-next-version'],
      authority: 'City policy R1',
    },
    prepareReplacement: {
      title: 'Prepare a version to replace the one taken down',
      from: ['unpublished'],
      to: 'unpublished',
      by: ['solicitor', 'assistant-solicitor'],
      provided: [rule.aReasonIsGiven, versions.noOtherVersionIsOpen],
      then: ['open-next-version'],
      authority: 'City policy R6',
    },
    unpublish: {
      title: 'Unpublish',
      from: ['published'],
      to: 'unpublished',
      by: ['solicitor'],
      provided: [rule.aReasonIsGiven, rule.theExactTextIsSigned],
      then: ['withdraw-release'],
      authority: 'City policy R6',
      signed: true,
    },
  },
});

export type DeterminationState = keyof typeof determinationWorkflow.states;
export type DeterminationMove = keyof typeof determinationWorkflow.moves;
