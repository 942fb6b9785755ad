import type { Transaction } from '@app/database';
import type { RenditionRole } from '../domain';
import { FlashAnalysis, Rendition } from './renditions.entities';

export const flashAnalysisOf = (tx: Transaction, renderingId: string): Promise<FlashAnalysis | null> =>
  tx.manager.findOneBy(FlashAnalysis, { renderingId });

/** Of the same bytes, counted in the same way, for whatever rendering. */
export const flashAnalysisOfBytes = (
  tx: Transaction,
  sourceSha256: string,
  method: string,
): Promise<FlashAnalysis | null> => tx.manager.findOneBy(FlashAnalysis, { sourceSha256, method });

export const insertFlashAnalysis = (tx: Transaction, analysis: FlashAnalysis): Promise<unknown> =>
  tx.manager.insert(FlashAnalysis, analysis);

/** Newest first. */
export const renditionsOf = (tx: Transaction, renderingId: string): Promise<Rendition[]> =>
  tx.manager.find(Rendition, { where: { renderingId }, order: { askedAt: 'DESC', id: 'ASC' } });

export const renditionMadeOf = (
  tx: Transaction,
  sourceSha256: string,
  role: RenditionRole,
): Promise<Rendition | null> => tx.manager.findOneBy(Rendition, { sourceSha256, role, state: 'made' });

export const renditionById = (tx: Transaction, id: string): Promise<Rendition | null> =>
  tx.manager.findOneBy(Rendition, { id });

export const lockRendition = (tx: Transaction, id: string): Promise<Rendition | null> =>
  tx.manager.findOne(Rendition, { where: { id }, lock: { mode: 'pessimistic_write' } });

export const insertRendition = (tx: Transaction, rendition: Rendition): Promise<unknown> =>
  tx.manager.insert(Rendition, rendition as never);

export const updateRendition = (tx: Transaction, id: string, change: Partial<Rendition>): Promise<unknown> =>
  tx.manager.update(Rendition, { id }, change as never);
