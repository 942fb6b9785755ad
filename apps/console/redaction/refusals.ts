import { AppError, type ErrorCode } from '@app/kernel';
import type { Operation } from '@app/redactions/domain';
import { Away, NotTaken, Stale } from './engine/editor';

/** What another try cannot change: wrong, no longer this person’s to edit, or no longer open. */
const FINAL: readonly ErrorCode[] = ['invalid-input', 'conflict', 'move-refused', 'not-permitted', 'not-found', 'gone'];

/** A refusal in the editor’s words. The rest – no answer, signed out – passes, and is tried again. */
export function inWords(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  if (error.code === 'stale') return new Stale(editsIn(error.members['since']));
  if (error.code === 'unavailable') return new Away(error.message);
  if (!FINAL.includes(error.code)) return error;
  const details = [
    ...error.fields.map(({ field, says }) => `${field} ${says}`),
    ...error.reasons.map(({ says }) => says),
  ];
  return new NotTaken([error.message, ...details].join(' '));
}

/** The operations of the edits that a refusal lists. */
const editsIn = (since: unknown): Operation[] =>
  Array.isArray(since) ? (since as { operations: Operation[] }[]).flatMap(({ operations }) => operations) : [];
