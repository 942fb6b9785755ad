import type { StaffId } from '@app/kernel';

/** What can be acted on, and the facts about one of them on which permission may depend. */
export interface SubjectFacts {
  Incident: object;
  /** A clip with everything that hangs on it. */
  Clip: ClipAccess;
  /** The bytes as received, with all that the device wrote into them. */
  Original: ClipAccess;
  /** Staff copies, which still show what is to be hidden. */
  Footage: ClipAccess;
  /** The rendered cut, with what was hidden in it. */
  Rendering: ClipAccess;
  /** The check of a rendering by another person: what was watched, what was seen. */
  Review: ClipAccess;
  /** Why a rendering may be passed by somebody who has not watched all of it. */
  Waiver: ClipAccess;
  Upload: { readonly owner: StaffId };
  Redactions: ClipAccess;
  Determination: ClipAccess;
  /** A dated note on a line of the public docket. */
  DocketNote: ClipAccess;
  Accessibility: ClipAccess;
  Notice: ClipAccess;
  Consultation: ClipAccess;
  RecordsRequest: object;
  /** What a reader of the public site asked for. */
  Ask: object;
  Policy: object;
  Ledger: object;
  Job: object;
  Staff: object;
  /** Who may sign in and with which roles; every change of it has a proposer and another person who approves. */
  Account: object;
}

interface ClipAccess {
  readonly uploadedBy: StaffId;
  /** Everyone to whom a redaction task on the clip is assigned. */
  readonly assignedTo: readonly StaffId[];
  /** State of its newest determination. */
  readonly state: string;
}

export type Subject = keyof SubjectFacts;

/** `move` is any step of the workflow; which step, the workflow's own table decides. */
export type Action = 'read' | 'create' | 'edit' | 'assign' | 'flag' | 'move';
