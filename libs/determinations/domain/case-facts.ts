import type { Day } from '@app/calendar';
import type { ClipFacts, Flag, Verdict } from '@app/footage/domain';
import type { FieldFault } from '@app/kernel';
import type { Basis } from '@app/redactions/domain';
import type { DeterminationContent } from './content';
import type { Policies } from './policy';

/** Everything on which a step of the workflow may depend, gathered before it is decided. Plain data: no call, no clock. */
export interface CaseFacts {
  /** Staff id of whoever acts, or the name of a process. */
  readonly acting: string;
  readonly today: Day;
  readonly now: Date;
  readonly reason: string | null;
  readonly policies: Policies;

  readonly verdict: Verdict;
  readonly clip: Pick<
    ClipFacts,
    'source' | 'showsViolence' | 'showsPropertyDamage' | 'byFederalOfficial' | 'audioSource'
  >;
  readonly hasSound: boolean;
  readonly incidentFaults: readonly FieldFault[];
  readonly clipFaults: readonly FieldFault[];
  readonly flags: readonly Flag[];

  readonly content: DeterminationContent;
  /** Places, people and numbers of the records that no public line on what is withheld may name. */
  readonly unnamed: readonly string[];
  /** A first decision today would come after its day, and the docket does not say why. */
  readonly unexplainedLateness: boolean;
  /** SHA-256 of the text that would be signed now, and of the text that the actor says they sign. */
  readonly signing: { readonly expected: string | null; readonly given: string | null };

  readonly uploadedBy: string;
  readonly redactedBy: readonly string[];
  readonly checkedBy: string | null;

  readonly redactions: {
    readonly bases: readonly Basis[];
    readonly openTasks: number;
    readonly tasks: number;
    /** Spans in which tracking lost what a mask hides, and no person has said since where it is. */
    readonly lostTargets: number;
  };
  readonly rendering: {
    /** A rendering of the plan as it stands exists and the verifier passed it. */
    readonly verified: boolean;
    readonly outputSha256: string | null;
  };
  /** The check of that rendering by another person. */
  readonly review: {
    /** Whoever acts has watched all of it. */
    readonly watchedWhole: boolean;
    /** Who recorded why it may be passed without. */
    readonly waivedBy: string | null;
    /** Places of the plan that look like a mistake, and that no reviewer has found right in that rendering. */
    readonly openDoubts: number;
    /** Issues that are not verified as fixed. */
    readonly openIssues: number;
  };
  readonly accessibility: {
    readonly captionsReviewed: boolean;
    readonly noSpeechStated: boolean;
    /** Cues that would give back muted words. */
    readonly captionLeaks: number;
    readonly descriptionDecided: boolean;
    readonly descriptionNeeded: boolean;
    /** Day by which a described version follows. */
    readonly describedBy: string | null;
    readonly warningsChosen: boolean;
    readonly warnsOfFlashing: boolean;
  };
  /** Further forms of that rendering. */
  readonly renditions: {
    /** It was looked at for flashes; what then was due was made, or refused with a reason; nothing is being made. */
    readonly finished: boolean;
    readonly flashes: boolean;
    readonly described: boolean;
  };
  /** What would be published: hash of the manifest as assembled, and whether it holds the verified rendering. */
  readonly manifest: { readonly sha256: string | null; readonly holdsRendering: boolean };
  readonly signOff: { readonly manifestSha256: string; readonly signer: string } | null;
  /** Hash of the bytes about to be published, read back from storage; null before publication. */
  readonly readBackSha256: string | null;
  readonly noticeEndsAt: Date | null;
  readonly nextReviewOn: Day | null;
  /** An older version of the same release is public, whose place this one will take. */
  readonly replacesPublished: boolean;
  readonly newerVersionPublished: boolean;
  readonly anotherVersionOpen: boolean;
}
