import type { Day } from '@app/calendar';
import { type CaseFacts, type DeterminationContent, EMPTY_CONTENT, policiesInForce } from '@app/determinations/domain';
import { CATALOGUE } from '@app/redactions/domain';

/** Forty characters and more: what counts as a reason that somebody thought about. */
export const REASON = 'The witness on the pavement was interviewed on the same day and named nobody.';

const yes = { holds: true, why: REASON };
const no = { holds: false, why: REASON };

/** A determination in which everything is answered: both findings are made, exemption (f) is not proved. */
export const aContent = (change: Partial<DeterminationContent> = {}): DeterminationContent => ({
  ...EMPTY_CONTENT,
  investigatory: yes,
  compiledOutOfPublicView: no,
  wouldPrejudice: no,
  notInPublicInterest: no,
  findingNoPrejudice: yes,
  findingPublicInterest: yes,
  publicReasons: REASON,
  ...change,
});

export const PROVED_F: Partial<DeterminationContent> = {
  investigatory: yes,
  compiledOutOfPublicView: yes,
  wouldPrejudice: yes,
  notInPublicInterest: yes,
};

export const ORDER_TO_HIDE: DeterminationContent['orders'][number] = {
  subject: 'bystander',
  channel: 'video',
  basis: CATALOGUE.bystander.bases[0],
  instruction: 'Hide the person on the left, the whole body.',
};

/** Clauses that every determination of a case shares with the next: change only what the test is about. */
export type CaseChange = Omit<Partial<CaseFacts>, 'content'> & { readonly content?: Partial<DeterminationContent> };

/** A case in which no rule stands in the way: accepted, complete, rendered, verified, assembled and signed by others. */
export function aCase({ content, ...change }: CaseChange = {}): CaseFacts {
  return {
    acting: 'staff-who-acts',
    today: '2026-11-23' as Day,
    now: new Date('2026-11-23T15:00:00Z'),
    reason: REASON,
    policies: policiesInForce({}),
    verdict: 'accepted',
    clip: {
      source: 'body-worn',
      showsViolence: true,
      showsPropertyDamage: false,
      byFederalOfficial: true,
      audioSource: 'open-body-worn',
    },
    hasSound: true,
    incidentFaults: [],
    clipFaults: [],
    flags: [],
    content: aContent(content),
    unexplainedLateness: false,
    unnamed: ['The Port', '12 Example Street', 'Badge 4711'],
    signing: { expected: 'hash-of-the-text', given: 'hash-of-the-text' },
    uploadedBy: 'technician',
    redactedBy: ['redactor'],
    checkedBy: 'reviewer',
    redactions: { bases: [CATALOGUE.bystander.bases[0]], openTasks: 0, tasks: 1, lostTargets: 0 },
    rendering: { verified: true, outputSha256: 'video' },
    review: { watchedWhole: true, waivedBy: null, openDoubts: 0, openIssues: 0 },
    accessibility: {
      captionsReviewed: true,
      noSpeechStated: false,
      captionLeaks: 0,
      descriptionDecided: true,
      descriptionNeeded: false,
      describedBy: null,
      warningsChosen: true,
      warnsOfFlashing: false,
    },
    renditions: { finished: true, flashes: false, described: false },
    manifest: { sha256: 'manifest', holdsRendering: true },
    signOff: { manifestSha256: 'manifest', signer: 'solicitor' },
    readBackSha256: 'manifest',
    noticeEndsAt: new Date('2026-11-23T14:00:00Z'),
    nextReviewOn: '2026-11-23' as Day,
    replacesPublished: false,
    newerVersionPublished: true,
    anotherVersionOpen: false,
    ...change,
  };
}
