import { addDays, type Day, isDay } from '@app/calendar';
import { FORBIDS_RELEASE } from '@app/footage/domain';
import { isFilled, type Rule } from '@app/kernel';
import type { CaseFacts } from './case-facts';
import { type Answer, elementsOf, isReason, namesOneOf } from './content';

type CaseRule = Rule<CaseFacts>;

const isAnswered = (answer: Answer | null): boolean => answer !== null && isReason(answer.why);
const isFinding = (answer: Answer | null): boolean => answer !== null && answer.holds && isReason(answer.why);
const proves = ({ content }: CaseFacts): boolean =>
  elementsOf(content).every((answer) => answer?.holds === true && isReason(answer.why));
const cites = ({ content }: CaseFacts, letter: string): boolean =>
  content.exemptions.some((exemption) => exemption.letter === letter);

export * from './checking.rules';
export * from './version.rules';

// ---- intake and scope

export const footageIsAccepted: CaseRule = {
  code: 'not-accepted',
  says: 'Intake has examined the footage and accepted it.',
  authority: 'City policy: hostile or unreadable footage is kept, never processed',
  holds: ({ verdict }) => verdict === 'accepted',
};

export const sourceIsCityControlled: CaseRule = {
  code: 'not-city-footage',
  says: 'The footage comes from a CPD body-worn camera or another City-controlled camera.',
  authority: 'Executive Order § 3.A',
  holds: ({ clip }) => clip.source !== 'other',
};

export const showsWhatTheOrderCovers: CaseRule = {
  code: 'outside-the-order',
  says: 'The footage shows violence or property damage by federal officials.',
  authority: 'Executive Order § 3.A',
  holds: ({ clip }) =>
    (clip.showsViolence === true || clip.showsPropertyDamage === true) && clip.byFederalOfficial === true,
};

export const incidentFactsAreComplete: CaseRule = {
  code: 'facts-missing',
  says: 'The incident record and the clip’s record hold every required fact.',
  authority: 'Executive Order § 3.A; ordinance 2.129.040(K)',
  holds: ({ incidentFaults, clipFaults }) => incidentFaults.length === 0 && clipFaults.length === 0,
};

export const aReasonIsGiven: CaseRule = {
  code: 'no-reason',
  says: 'A reason is given.',
  authority: 'City policy R6',
  holds: ({ reason }) => isFilled(reason),
};

// ---- the determination

export const latenessIsExplained: CaseRule = {
  code: 'lateness-unexplained',
  says: 'Where a first decision comes after its day, the docket says why, or that the time was extended to a day that is not over.',
  authority: 'City policy CL3',
  holds: ({ unexplainedLateness }) => !unexplainedLateness,
};

export const bothFindingsAreMadeWithReasons: CaseRule = {
  code: 'finding-missing',
  says: 'Both findings are made, each with its own reasons: release will not prejudice effective law enforcement, and release is in the public interest.',
  authority: 'Executive Order § 3.A; G.L. c. 4, § 7(26)(f)',
  holds: ({ content }) => isFinding(content.findingNoPrejudice) && isFinding(content.findingPublicInterest),
};

export const everyElementOfFIsAnswered: CaseRule = {
  code: 'element-unanswered',
  says: 'Each of the four elements of exemption (f) is answered, with reasons.',
  authority: 'G.L. c. 4, § 7(26)(f)',
  holds: ({ content }) => elementsOf(content).every(isAnswered),
};

export const thePublicReasonsAreWritten: CaseRule = {
  code: 'public-reasons-missing',
  says: 'What the public will read of the reasons is written.',
  authority: 'City policy: public log of every decision',
  holds: ({ content }) => isReason(content.publicReasons),
};

export const exemptionCIsNotCitedAgainstMack: CaseRule = {
  code: 'exemption-c-blocked',
  says: 'Exemption (c) is not cited for footage that relates to a misconduct investigation, unless the Solicitor says why it may be.',
  authority: 'G.L. c. 4, § 7(26)(c), proviso; Mack v. DA for the Bristol Dist., 494 Mass. 1 (2024)',
  holds: (facts) => {
    const barred = facts.policies['law.c_proviso_covers_federal'] && facts.flags.includes('misconduct-investigation');
    const cited =
      cites(facts, '(c)') ||
      [...facts.content.orders.map((order) => order.basis), ...facts.redactions.bases].some(
        (basis) => basis.type === 'statutory' && basis.letter === '(c)',
      );
    return !barred || !cited || isReason(facts.content.exemptionCOverride);
  },
};

export const soundIsCleared: CaseRule = {
  code: 'sound-not-cleared',
  says: 'Sound comes from an openly worn camera, or the Solicitor says why it may be used.',
  authority: 'G.L. c. 272, § 99',
  holds: ({ clip, hasSound, content }) =>
    !hasSound ||
    clip.audioSource === 'open-body-worn' ||
    clip.audioSource === 'none' ||
    isReason(content.soundClearance),
};

export const protectedPersonsAreHidden: CaseRule = {
  code: 'protected-person-shown',
  says: 'A minor, or a victim whom a statute protects, is ordered to be hidden.',
  authority: 'G.L. c. 41, § 97D; G.L. c. 265, § 24C; G.L. c. 119, § 60A',
  holds: ({ flags, content }) => {
    const ordered = (subject: string): boolean => content.orders.some((order) => order.subject === subject);
    return (
      (!flags.includes('juvenile') || ordered('minor')) &&
      (!flags.includes('sexual-or-domestic-victim') || ordered('protected-victim'))
    );
  },
};

export const nothingIsOrderedHidden: CaseRule = {
  code: 'orders-present',
  says: 'Nothing is ordered to be hidden: a release with parts hidden is another decision.',
  authority: 'City policy',
  holds: ({ content }) => content.orders.length === 0,
};

export const somethingIsOrderedHidden: CaseRule = {
  code: 'no-orders',
  says: 'At least one redaction is ordered, each with subject, basis and instruction.',
  authority: 'City policy',
  holds: ({ content }) =>
    content.orders.length > 0 &&
    content.orders.every((order) => isFilled(order.basis.why) && isFilled(order.instruction)),
};

export const deferralSaysWhyAndUntilWhen: CaseRule = {
  code: 'open-ended-deferral',
  says: 'A deferral gives its specific basis, the facts, and when disclosure is expected.',
  authority: 'City policy R3; G.L. c. 4, § 7(26)(f)',
  holds: ({ content: { deferral } }) =>
    deferral !== null && isReason(deferral.basis) && isReason(deferral.facts) && isDay(deferral.estimatedOn),
};

const isWithin = (day: string | null | undefined, today: Day, days: number): boolean =>
  isDay(day) && day > today && day <= addDays(today, days);

export const deferralIsReviewedInTime: CaseRule = {
  code: 'review-too-late',
  says: 'A deferral is looked at again within the period that policy sets.',
  authority: 'City policy CL6',
  holds: ({ content, today, policies }) =>
    isWithin(content.deferral?.nextReviewOn, today, policies['defer.review_days']),
};

export const withholdingCitesAnExemption: CaseRule = {
  code: 'no-exemption-cited',
  says: 'A withholding cites each exemption relied on and says why it applies.',
  authority: 'G.L. c. 66, § 10(b)(iv); 950 CMR 32.06(3)',
  holds: ({ content }) =>
    content.exemptions.length > 0 &&
    content.exemptions.every((e) => isFilled(e.letter) && isFilled(e.statute) && isReason(e.why)),
};

export const exemptionFIsProvedWhereCited: CaseRule = {
  code: 'f-not-proved',
  says: 'Where exemption (f) is cited, each of its four elements is found to hold.',
  authority: 'G.L. c. 4, § 7(26)(f); Rahim, 486 Mass. 544 (2020)',
  holds: (facts) => !cites(facts, '(f)') || proves(facts),
};

export const withholdingExplainsWhyNoPartCanBeReleased: CaseRule = {
  code: 'segregability-unexplained',
  says: 'A withholding explains why no portion can be released.',
  authority: 'City policy R4; G.L. c. 66, § 10(a)',
  holds: ({ content }) => isReason(content.segregability),
};

export const reasonsNameNoPlaceOrPerson: CaseRule = {
  code: 'reasons-name-somebody',
  says: 'What the public reads of a decision to withhold or to wait names no place, no person and no number of the records.',
  authority: 'City policy; G.L. c. 4, § 7(26)(c) and (f)',
  holds: ({ content, unnamed }) => !namesOneOf(content.publicReasons ?? '', unnamed),
};

export const withholdingIsReviewedAgain: CaseRule = {
  code: 'no-review-date',
  says: 'A withholding says when it will be looked at again.',
  authority: 'City policy',
  holds: ({ content, today }) => isDay(content.nextReviewOn) && content.nextReviewOn > today,
};

export const notEveryElementOfFIsProved: CaseRule = {
  code: 'f-proved',
  says: 'Not every element of exemption (f) is found to hold: what is exempt is withheld, not referred to a request.',
  authority: 'City policy R5',
  holds: (facts) => elementsOf(facts.content).every(isAnswered) && !proves(facts),
};

export const theReviewDateHasCome: CaseRule = {
  code: 'review-not-due',
  says: 'The date of the next review has come.',
  authority: 'City policy R3',
  holds: ({ nextReviewOn, today }) => nextReviewOn !== null && nextReviewOn <= today,
};

// ---- redaction and quality

export const everyOrderIsDone: CaseRule = {
  code: 'tasks-open',
  says: 'Every redaction that the determination orders is done.',
  authority: 'City policy R7',
  holds: ({ redactions }) => redactions.openTasks === 0,
};

export const everyRedactionStatesItsBasis: CaseRule = {
  code: 'redaction-without-basis',
  says: 'Every redaction states its basis.',
  authority: 'G.L. c. 66, § 10(b)(iv)',
  holds: ({ redactions }) => redactions.bases.every((basis) => isFilled(basis.why)),
};

export const noTargetIsLost: CaseRule = {
  code: 'target-lost',
  says: 'Wherever motion tracking lost what a mask hides, a person has since placed the mask, ended it there, or rejected the suggestion.',
  authority: 'City policy R7: what a machine suggests, a person decides',
  holds: ({ redactions }) => redactions.lostTargets === 0,
};

export const theRenderingIsVerified: CaseRule = {
  code: 'rendering-unverified',
  says: 'The plan as it stands has been rendered, and the rendering was verified against the original.',
  authority: 'City policy: a render that is not verified cannot be signed',
  holds: ({ rendering }) => rendering.verified,
};

export const redactorDidNotUpload: CaseRule = {
  code: 'redactor-uploaded',
  says: 'Whoever redacts did not upload the footage.',
  authority: 'City policy R7: separation of duties',
  holds: ({ uploadedBy, redactedBy }) => !redactedBy.includes(uploadedBy),
};

// ---- accessibility

export const captionsAreReviewed: CaseRule = {
  code: 'captions-unreviewed',
  says: 'Captions have been reviewed by a person, or it is stated that nobody speaks.',
  authority: '28 C.F.R. § 35.200; WCAG 1.2.2',
  holds: ({ accessibility }) => accessibility.captionsReviewed || accessibility.noSpeechStated,
};

export const captionsKeepWhatIsMuted: CaseRule = {
  code: 'caption-leak',
  says: 'No caption gives back words that are muted.',
  authority: 'City policy: every redaction holds in every rendition',
  holds: ({ accessibility }) => accessibility.captionLeaks === 0,
};

export const descriptionIsDecided: CaseRule = {
  code: 'description-undecided',
  says: 'It is decided, with reasons, whether audio description is needed.',
  authority: 'WCAG 1.2.5',
  holds: ({ accessibility }) => accessibility.descriptionDecided,
};

export const theDescribedVersionIsThereOrAnnounced: CaseRule = {
  code: 'described-version-missing',
  says: 'Where audio description is needed, the described version is there, or the page states by when it follows, within the days that policy sets.',
  authority: 'WCAG 1.2.5; City policy',
  holds: ({ accessibility, renditions, today, policies }) =>
    !accessibility.descriptionNeeded ||
    renditions.described ||
    isWithin(accessibility.describedBy, today, policies['a11y.described_days']),
};

export const renditionsAreMade: CaseRule = {
  code: 'renditions-unmade',
  says: 'The rendering was looked at for flashes, its small or its reduced-flash copy is made, and no described sound is still being looked at.',
  authority: 'WCAG 2.3.1; City policy',
  holds: ({ renditions }) => renditions.finished,
};

export const flashingIsWarnedOf: CaseRule = {
  code: 'flashing-unwarned',
  says: 'Where the picture flashes more than three times a second, “Flashing lights” is among the warnings.',
  authority: 'WCAG 2.3.1; City policy',
  holds: ({ renditions, accessibility }) => !renditions.flashes || accessibility.warnsOfFlashing,
};

export const warningsAreChosen: CaseRule = {
  code: 'warnings-unchosen',
  says: 'The content warnings are chosen from the fixed list, or it is stated that none applies.',
  authority: 'City policy',
  holds: ({ accessibility }) => accessibility.warningsChosen,
};

// ---- sign-off and publication

export const theExactTextIsSigned: CaseRule = {
  code: 'signed-another-text',
  says: 'What is signed is exactly the text as it stands.',
  authority: 'City policy R1',
  holds: ({ signing }) => signing.expected !== null && signing.given === signing.expected,
};

export const signerDidNotUpload: CaseRule = {
  code: 'signer-uploaded',
  says: 'Whoever determines did not upload the footage.',
  authority: 'City policy R7: separation of duties',
  holds: ({ acting, uploadedBy }) => acting !== uploadedBy,
};

export const signerTookNoPart: CaseRule = {
  code: 'signer-took-part',
  says: 'The signer neither uploaded, nor redacted, nor checked the footage.',
  authority: 'City policy R7: separation of duties',
  holds: ({ acting, uploadedBy, redactedBy, checkedBy }) =>
    acting !== uploadedBy && acting !== checkedBy && !redactedBy.includes(acting),
};

export const theFilesAreAssembled: CaseRule = {
  code: 'files-not-assembled',
  says: 'The files to be published are assembled, and the video among them is the verified rendering.',
  authority: 'City policy R1',
  holds: ({ manifest }) => manifest.sha256 !== null && manifest.holdsRendering,
};

export const filesStillMatchTheSignature: CaseRule = {
  code: 'changed-after-signing',
  says: 'The files, read back from storage, are byte for byte the ones that were signed.',
  authority: 'City policy R1',
  holds: ({ signOff, manifest, readBackSha256 }) =>
    signOff !== null && signOff.manifestSha256 === manifest.sha256 && readBackSha256 === signOff.manifestSha256,
};

export const filesNoLongerMatchTheSignature: CaseRule = {
  code: 'signature-stands',
  says: 'The files are no longer the ones that were signed.',
  authority: 'City policy R1',
  holds: (facts) => !filesStillMatchTheSignature.holds(facts),
};

export const noticePeriodIsOver: CaseRule = {
  code: 'notice-running',
  says: 'The notice period for people shown in the footage is over.',
  authority: 'City policy CL5',
  holds: ({ noticeEndsAt, now }) => noticeEndsAt !== null && noticeEndsAt <= now,
};

export const noHoldForbidsRelease: CaseRule = {
  code: 'under-hold',
  says: 'No litigation hold and no court order forbids release.',
  authority: 'City policy R2',
  holds: ({ flags }) => !flags.some((flag) => FORBIDS_RELEASE.includes(flag)),
};

export const publisherDidNotSign: CaseRule = {
  code: 'publisher-signed',
  says: 'Nobody both determines and publishes.',
  authority: 'City policy R7; law.md § 14',
  holds: ({ acting, signOff }) => signOff !== null && acting !== signOff.signer,
};
