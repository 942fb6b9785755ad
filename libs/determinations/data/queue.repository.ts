import type { Day } from '@app/calendar';
import type { Transaction } from '@app/database';
import type { ClipFacts, Flag, Verdict } from '@app/footage/domain';
import type { ClipId, IncidentId, StaffId } from '@app/kernel';
import type { DeterminationState, Scope } from '../domain';

/** A clip as a list shows it, with everything that its clocks run on. */
export interface QueueRow extends Scope {
  readonly id: ClipId;
  readonly incidentId: IncidentId;
  readonly uploadedBy: StaffId;
  readonly receivedAt: Date;
  readonly nativeFilename: string;
  readonly source: ClipFacts['source'];
  readonly cameraLabel: string | null;
  readonly verdict: Verdict;
  readonly claimedStart: Date | null;
  readonly clockOffset: number | null;
  readonly duration: number | null;
  readonly occurredAt: Date | null;
  readonly caseNumber: string | null;
  readonly version: number;
  readonly state: DeterminationState;
  readonly accessibleAt: Date | null;
  readonly decidedAt: Date | null;
  readonly noticeEndsAt: Date | null;
  readonly nextReviewOn: Day | null;
  readonly signedAt: Date | null;
  readonly flags: readonly Flag[];
  /** Everyone to whom a redaction of it was ever given: they see it. */
  readonly assignedTo: readonly StaffId[];
  /** Those of them whose work on it is not done. */
  readonly workOf: readonly StaffId[];
  /** Something is still to be hidden, and all of that is nobody's. */
  readonly isUnassigned: boolean;
  readonly consultations: readonly {
    readonly party: string;
    readonly sentOn: Day | null;
    readonly repliedOn: Day | null;
  }[];
  readonly requests: readonly { readonly number: string; readonly received: Day; readonly answered: Day | null }[];
  /** The described version that the release that stands owes. */
  readonly described: { readonly promisedAt: Date; readonly by: Day } | null;
}

interface Owed {
  readonly describedBy: Day | null;
  readonly promisedAt: Date;
}

/** Releases that stand, say that a described version follows, and lack it. */
const OWED_DESCRIPTIONS = `
    SELECT determination.clip_id, accessibility.description_follows_by::text AS by, publication.published_at AS at
      FROM publication
      JOIN determination ON determination.id = publication.determination_id
      JOIN accessibility ON accessibility.determination_id = determination.id
     WHERE publication.state = 'published' AND accessibility.description_follows_by IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM publication_file file
                        WHERE file.publication_id = publication.id AND file.role = 'video-described')`;

/** One question for all clips: asked clip by clip, a list of thousands would be tens of thousands of questions. */
const QUEUE = `
  WITH newest AS (
    SELECT DISTINCT ON (clip_id) id, clip_id, version, state, accessible_at, decided_at, notice_ends_at,
           next_review_on::text AS next_review_on
      FROM determination ORDER BY clip_id, version DESC),
  flags AS (
    SELECT clip_id, array_agg(flag ORDER BY raised_at, id) AS flags FROM clip_flag WHERE cleared_at IS NULL GROUP BY clip_id),
  tasks AS (
    SELECT determination_id, array_agg(DISTINCT assigned_to::text) FILTER (WHERE assigned_to IS NOT NULL) AS everybody,
           array_agg(DISTINCT assigned_to::text) FILTER (WHERE assigned_to IS NOT NULL AND state <> 'done') AS working,
           bool_and(assigned_to IS NULL) FILTER (WHERE state <> 'done') AS unassigned
      FROM redaction_task GROUP BY determination_id),
  consulted AS (
    SELECT clip_id, jsonb_agg(jsonb_build_object('party', party, 'sentOn', sent_on, 'repliedOn', replied_on)
                              ORDER BY sent_on, id) AS consultations
      FROM consultation GROUP BY clip_id),
  asked AS (
    SELECT link.clip_id, jsonb_agg(jsonb_build_object('number', number, 'received', received, 'answered', answered)
                                   ORDER BY received, number) AS requests
      FROM records_request_clip link JOIN records_request request ON request.id = link.request_id GROUP BY link.clip_id),
  owed AS (${OWED_DESCRIPTIONS})
  SELECT clip.id, clip.incident_id AS "incidentId", clip.uploaded_by AS "uploadedBy", clip.received_at AS "receivedAt",
         clip.native_filename AS "nativeFilename", clip.source, clip.camera_label AS "cameraLabel", clip.verdict,
         clip.claimed_start AS "claimedStart", clip.clock_offset AS "clockOffset",
         (clip.examination->>'duration')::float8 AS duration,
         incident.occurred_at AS "occurredAt", incident.case_number AS "caseNumber",
         newest.version, newest.state, newest.accessible_at AS "accessibleAt", newest.decided_at AS "decidedAt",
         newest.notice_ends_at AS "noticeEndsAt", newest.next_review_on AS "nextReviewOn",
         sign_off.signed_at AS "signedAt",
         coalesce(flags.flags, '{}') AS flags, coalesce(tasks.everybody, '{}') AS "assignedTo",
         coalesce(tasks.working, '{}') AS "workOf", coalesce(tasks.unassigned, false) AS "isUnassigned",
         clip.shows_violence AS "showsViolence", clip.shows_property_damage AS "showsPropertyDamage",
         clip.by_federal_official AS "byFederalOfficial",
         coalesce(consulted.consultations, '[]') AS consultations, coalesce(asked.requests, '[]') AS requests,
         owed.by AS "describedBy", owed.at AS "promisedAt"
    FROM clip
    JOIN newest ON newest.clip_id = clip.id
    JOIN incident ON incident.id = clip.incident_id
    LEFT JOIN sign_off ON sign_off.determination_id = newest.id AND sign_off.voided_at IS NULL
    LEFT JOIN flags ON flags.clip_id = clip.id
    LEFT JOIN tasks ON tasks.determination_id = newest.id
    LEFT JOIN consulted ON consulted.clip_id = clip.id
    LEFT JOIN asked ON asked.clip_id = clip.id
    LEFT JOIN owed ON owed.clip_id = clip.id`;

export async function queueRows(tx: Transaction): Promise<QueueRow[]> {
  const rows = await tx.sql<Omit<QueueRow, 'described'> & Owed>(QUEUE);
  return rows.map(({ describedBy: by, promisedAt, ...row }) => ({ ...row, described: by && { by, promisedAt } }));
}

/** Of one clip. */
export async function owedDescription(tx: Transaction, clipId: ClipId): Promise<QueueRow['described']> {
  const [owed] = await tx.sql<{ by: Day; promisedAt: Date }>(
    `SELECT by, at AS "promisedAt" FROM (${OWED_DESCRIPTIONS}) owed WHERE clip_id = $1`,
    [clipId],
  );
  return owed ?? null;
}
