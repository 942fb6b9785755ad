import type { Transaction } from '@app/database';
import type { StaffId } from '@app/kernel';
import { In, MoreThan, type SelectQueryBuilder } from 'typeorm';
import {
  RedactionDocument,
  RedactionEdit,
  RedactionLease,
  RedactionTask,
  RedactionTranscript,
  Rendering,
  Tracking,
  TrackingProgress,
} from './redactions.entities';

/** A document without its plan, which may be thousands of masks. */
export interface DocumentHead extends Omit<RedactionDocument, 'plan'> {
  /** The transaction that wrote it: what was rolled back never has the name of what stands. */
  readonly writtenBy: string;
}

const HEAD = ['document.determinationId', 'document.clipId', 'document.revision', 'document.ledgerIndex'];

/** With `lock`, it stays as it is until the transaction ends. */
export async function documentHead(
  tx: Transaction,
  determinationId: string,
  { lock = false } = {},
): Promise<DocumentHead | null> {
  const query = namedDocument(tx, determinationId, HEAD);
  if (lock) query.setLock('pessimistic_write');
  return withName(await query.getRawAndEntities());
}

/** In one statement: whatever is written meanwhile, plan and revision are of one another. */
export async function wholeDocument(
  tx: Transaction,
  determinationId: string,
): Promise<(DocumentHead & RedactionDocument) | null> {
  const query = namedDocument(tx, determinationId, [...HEAD, 'document.plan']);
  return withName(await query.getRawAndEntities());
}

const namedDocument = (
  tx: Transaction,
  determinationId: string,
  columns: string[],
): SelectQueryBuilder<RedactionDocument> =>
  tx.manager
    .createQueryBuilder(RedactionDocument, 'document')
    .select(columns)
    .addSelect('document.xmin::text', 'writtenBy')
    .where({ determinationId });

function withName({
  entities: [document],
  raw: [row],
}: {
  entities: RedactionDocument[];
  raw: { writtenBy: string }[];
}): (DocumentHead & RedactionDocument) | null {
  return document && row ? { ...document, writtenBy: row.writtenBy } : null;
}

export const insertDocument = (tx: Transaction, document: RedactionDocument): Promise<unknown> =>
  tx.manager.insert(RedactionDocument, document);

export const updateDocument = (
  tx: Transaction,
  determinationId: string,
  change: Partial<RedactionDocument>,
): Promise<unknown> => tx.manager.update(RedactionDocument, { determinationId }, change);

export const editsSince = (tx: Transaction, determinationId: string, revision: number): Promise<RedactionEdit[]> =>
  tx.manager.find(RedactionEdit, {
    where: { determinationId, revision: MoreThan(revision) },
    order: { revision: 'ASC' },
  });

export const editByKey = (
  tx: Transaction,
  determinationId: string,
  idempotencyKey: string,
): Promise<RedactionEdit | null> => tx.manager.findOneBy(RedactionEdit, { determinationId, idempotencyKey });

export const insertEdit = (tx: Transaction, edit: RedactionEdit): Promise<unknown> =>
  tx.manager.insert(RedactionEdit, edit);

export const leaseOf = (tx: Transaction, determinationId: string): Promise<RedactionLease | null> =>
  tx.manager.findOneBy(RedactionLease, { determinationId });

export const saveLease = (tx: Transaction, lease: RedactionLease): Promise<unknown> =>
  tx.manager.save(RedactionLease, lease);

export const endLease = (tx: Transaction, determinationId: string, heldBy: StaffId): Promise<unknown> =>
  tx.manager.update(RedactionLease, { determinationId, heldBy }, { until: tx.at });

export const transcriptOf = (tx: Transaction, determinationId: string): Promise<RedactionTranscript | null> =>
  tx.manager.findOneBy(RedactionTranscript, { determinationId });

export const saveTranscript = (tx: Transaction, transcript: RedactionTranscript): Promise<unknown> =>
  tx.manager.save(RedactionTranscript, transcript);

export const tasksOf = (tx: Transaction, determinationId: string): Promise<RedactionTask[]> =>
  tx.manager.find(RedactionTask, { where: { determinationId }, order: { subject: 'ASC', id: 'ASC' } });

export const lockTask = (tx: Transaction, id: string): Promise<RedactionTask | null> =>
  tx.manager.findOne(RedactionTask, { where: { id }, lock: { mode: 'pessimistic_write' } });

export const insertTask = (tx: Transaction, task: RedactionTask): Promise<unknown> =>
  tx.manager.insert(RedactionTask, task);

export const updateTask = (tx: Transaction, id: string, change: Partial<RedactionTask>): Promise<unknown> =>
  tx.manager.update(RedactionTask, { id }, change);

export const renderingsOf = (tx: Transaction, determinationId: string): Promise<Rendering[]> =>
  tx.manager.find(Rendering, { where: { determinationId }, order: { askedAt: 'DESC', id: 'ASC' } });

export const renderingById = (tx: Transaction, id: string): Promise<Rendering | null> =>
  tx.manager.findOneBy(Rendering, { id });

export const lockRendering = (tx: Transaction, id: string): Promise<Rendering | null> =>
  tx.manager.findOne(Rendering, { where: { id }, lock: { mode: 'pessimistic_write' } });

/** To which certificates the manifests of provenance in these files lead: their receipts say it. */
export async function provenanceAnchorsOf(tx: Transaction, hashes: readonly string[]): Promise<string[]> {
  const found = await tx.sql<{ anchor: string }>(
    `SELECT DISTINCT receipt->>'provenance' AS anchor
       FROM (SELECT output_sha256, receipt FROM rendering UNION ALL SELECT output_sha256, receipt FROM rendition) made
      WHERE output_sha256::text = ANY ($1) AND receipt->>'provenance' IS NOT NULL
      ORDER BY 1`,
    [hashes],
  );
  return found.map(({ anchor }) => anchor);
}

export const insertRendering = (tx: Transaction, rendering: Rendering): Promise<unknown> =>
  tx.manager.insert(Rendering, rendering as never);

export const updateRendering = (tx: Transaction, id: string, change: Partial<Rendering>): Promise<unknown> =>
  tx.manager.update(Rendering, { id }, change as never);

/** Everyone who took part in hiding: edited the plan or finished a task. The database's own guards ask the same view. */
export async function redactorsOf(tx: Transaction, determinationId: string): Promise<StaffId[]> {
  const found = await tx.sql<{ staff_id: StaffId }>('SELECT staff_id FROM redactor WHERE determination_id = $1', [
    determinationId,
  ]);
  return found.map((row) => row.staff_id);
}
export const trackingsOf = (tx: Transaction, determinationId: string): Promise<Tracking[]> =>
  tx.manager.find(Tracking, { where: { determinationId }, order: { askedAt: 'ASC', id: 'ASC' } });

export const trackingById = (tx: Transaction, id: string): Promise<Tracking | null> =>
  tx.manager.findOneBy(Tracking, { id });

export const lockTracking = (tx: Transaction, id: string): Promise<Tracking | null> =>
  tx.manager.findOne(Tracking, { where: { id }, lock: { mode: 'pessimistic_write' } });

export const insertTracking = (tx: Transaction, tracking: Tracking): Promise<unknown> =>
  tx.manager.insert(Tracking, tracking);

export const updateTracking = (tx: Transaction, id: string, change: Partial<Tracking>): Promise<unknown> =>
  tx.manager.update(Tracking, { id }, change);

export const progressOf = (tx: Transaction, ids: readonly string[]): Promise<TrackingProgress[]> =>
  tx.manager.findBy(TrackingProgress, { suggestionId: In([...ids]) });

export const noteProgress = (tx: Transaction, progress: TrackingProgress): Promise<unknown> =>
  tx.manager.upsert(TrackingProgress, progress, ['suggestionId']);
