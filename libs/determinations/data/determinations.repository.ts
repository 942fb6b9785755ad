import type { Transaction } from '@app/database';
import type { ClipId } from '@app/kernel';
import { In, IsNull } from 'typeorm';
import {
  Accessibility,
  AssembledRelease,
  Consultation,
  Determination,
  DocketNoteRow,
  DocketSuppression,
  LawApproval,
  Notice,
  PolicySetting,
  SignedText,
  SignOff,
} from './determinations.entities';

/** Newest version first. */
export const versionsOf = (tx: Transaction, clipId: ClipId): Promise<Determination[]> =>
  tx.manager.find(Determination, { where: { clipId }, order: { version: 'DESC' } });

export const lockVersionsOf = (tx: Transaction, clipId: ClipId): Promise<Determination[]> =>
  tx.manager.find(Determination, {
    where: { clipId },
    order: { version: 'DESC' },
    lock: { mode: 'pessimistic_write' },
  });

export const determinationById = (tx: Transaction, id: string): Promise<Determination | null> =>
  tx.manager.findOneBy(Determination, { id });

export const insertDetermination = (tx: Transaction, row: Determination): Promise<unknown> =>
  tx.manager.insert(Determination, row);

export const updateDetermination = (tx: Transaction, id: string, change: Partial<Determination>): Promise<unknown> =>
  tx.manager.update(Determination, { id }, change);

export const insertSignedText = (tx: Transaction, row: SignedText): Promise<unknown> =>
  tx.manager.insert(SignedText, row);

/** Oldest first. */
export const signedTextsOf = (tx: Transaction, determinationIds: readonly string[]): Promise<SignedText[]> =>
  tx.manager.find(SignedText, { where: { determinationId: In([...determinationIds]) }, order: { ledgerIndex: 'ASC' } });

export const accessibilityOf = (tx: Transaction, determinationId: string): Promise<Accessibility | null> =>
  tx.manager.findOneBy(Accessibility, { determinationId });

export const saveAccessibility = (tx: Transaction, row: Accessibility): Promise<unknown> =>
  tx.manager.upsert(Accessibility, row, ['determinationId']);

export const assembledOf = (tx: Transaction, determinationId: string): Promise<AssembledRelease | null> =>
  tx.manager.findOneBy(AssembledRelease, { determinationId });

export const saveAssembled = (tx: Transaction, row: AssembledRelease): Promise<unknown> =>
  tx.manager.upsert(AssembledRelease, row, ['determinationId']);

export const standingSignOff = (tx: Transaction, determinationId: string): Promise<SignOff | null> =>
  tx.manager.findOneBy(SignOff, { determinationId, voidedAt: IsNull() });

export const insertSignOff = (tx: Transaction, row: SignOff): Promise<unknown> => tx.manager.insert(SignOff, row);

export const voidSignOff = (
  tx: Transaction,
  determinationId: string,
  end: { voidedAt: Date; ledgerIndex: number },
): Promise<unknown> => tx.manager.update(SignOff, { determinationId, voidedAt: IsNull() }, end);

/** An answer to a question of policy, with the name of whoever approved it. */
export type PolicyAnswer = Pick<PolicySetting, 'version' | 'key' | 'value' | 'reason' | 'effectiveAt'> & {
  readonly approvedBy: string;
};

/** Oldest first: a later answer replaces an earlier one. */
export const policySettings = (tx: Transaction): Promise<PolicyAnswer[]> =>
  tx.sql<PolicyAnswer>(
    `SELECT version, key, value, reason, effective_at AS "effectiveAt", coalesce(staff.display_name, approved_by) AS "approvedBy"
       FROM policy_setting LEFT JOIN staff ON staff.id = approver ORDER BY version`,
  );

/** The version of the newest answer to that question; 0 when there is none. */
export const newestPolicy = async (tx: Transaction, key: PolicySetting['key']): Promise<number> =>
  (await tx.manager.findOne(PolicySetting, { where: { key }, order: { version: 'DESC' } }))?.version ?? 0;

export const insertPolicy = (tx: Transaction, row: Omit<PolicySetting, 'version'>): Promise<unknown> =>
  tx.manager.insert(PolicySetting, row as never);

/** Who approved that content of the table, by name, and when; null where nobody has. */
export async function lawApproval(
  tx: Transaction,
  tableName: LawApproval['tableName'],
  sha256: string,
): Promise<{ by: string; at: Date } | null> {
  const [found] = await tx.sql<{ by: string; at: Date }>(
    `SELECT staff.display_name AS by, approved_at AS at FROM law_approval JOIN staff ON staff.id = approved_by
     WHERE table_name = $1 AND sha256 = $2`,
    [tableName, sha256],
  );
  return found ?? null;
}

export const insertLawApproval = (tx: Transaction, row: LawApproval): Promise<unknown> =>
  tx.manager.insert(LawApproval, row);

export const consultationsOf = (tx: Transaction, clipId: ClipId): Promise<Consultation[]> =>
  tx.manager.find(Consultation, { where: { clipId }, order: { sentOn: 'ASC' } });

export const consultationById = (tx: Transaction, id: string): Promise<Consultation | null> =>
  tx.manager.findOneBy(Consultation, { id });

export const saveConsultation = (tx: Transaction, row: Consultation): Promise<unknown> =>
  tx.manager.upsert(Consultation, row, ['id']);

export const noticesOf = (tx: Transaction, clipId: ClipId): Promise<Notice[]> =>
  tx.manager.find(Notice, { where: { clipId }, order: { givenAt: 'ASC' } });

export const insertNotice = (tx: Transaction, row: Notice): Promise<unknown> => tx.manager.insert(Notice, row);

/** Of the clips of an incident that are public and whose clock is known, the one that was public first. */
export async function firstPublishedOf(
  tx: Transaction,
  incidentId: string,
): Promise<{ releaseId: string; claimedStart: Date; clockOffset: number } | null> {
  const [first] = await tx.sql<{ releaseId: string; claimedStart: Date; clockOffset: number }>(
    `SELECT publication.release_id AS "releaseId", clip.claimed_start AS "claimedStart", clip.clock_offset AS "clockOffset"
       FROM publication JOIN determination ON determination.id = publication.determination_id
       JOIN clip ON clip.id = determination.clip_id
      WHERE clip.incident_id = $1 AND publication.state = 'published'
        AND clip.claimed_start IS NOT NULL AND clip.clock_offset IS NOT NULL
      ORDER BY (SELECT min(published_at) FROM publication version WHERE version.release_id = publication.release_id),
               publication.release_id
      LIMIT 1`,
    [incidentId],
  );
  return first ?? null;
}

/** Oldest first; of one day in the order of the log. */
export const docketNotesOf = (tx: Transaction, determinationId: string): Promise<DocketNoteRow[]> =>
  tx.manager.find(DocketNoteRow, { where: { determinationId }, order: { ledgerIndex: 'ASC' } });

export const insertDocketNote = (tx: Transaction, row: DocketNoteRow): Promise<unknown> =>
  tx.manager.insert(DocketNoteRow, row);

/** Oldest first. */
export const docketSuppressionsOf = (tx: Transaction, clipId: ClipId): Promise<DocketSuppression[]> =>
  tx.manager.find(DocketSuppression, { where: { clipId }, order: { ledgerIndex: 'ASC' } });

export const insertDocketSuppression = (tx: Transaction, row: DocketSuppression): Promise<unknown> =>
  tx.manager.insert(DocketSuppression, row);

/** Versions whose review date has come. */
export const dueForReview = (tx: Transaction, today: string): Promise<Determination[]> =>
  tx.manager
    .createQueryBuilder(Determination, 'determination')
    .where(`determination.state = 'deferred' AND determination.nextReviewOn <= :today`, { today })
    .getMany();

/** Signed versions whose notice period is over by more than a minute: their own job should have run. */
export const dueForPublication = (tx: Transaction): Promise<Determination[]> =>
  tx.manager
    .createQueryBuilder(Determination, 'determination')
    .where(`determination.state = 'scheduled' AND determination.noticeEndsAt <= :before`, {
      before: new Date(tx.at.getTime() - 60_000),
    })
    .getMany();
