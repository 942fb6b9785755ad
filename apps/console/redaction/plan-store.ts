import { done, type Views } from '@app/api-client';
import { AppError } from '@app/kernel';
import { type ClipExtent, type Operation, parsePlan, type RedactionPlan } from '@app/redactions/domain';
import { del, get, set } from 'idb-keyval';
import { api } from '../shell/api';
import { Away, type Journal, NotTaken, type PlanStore, type SavedPlan, Stale, type Unfinished } from './engine/editor';

const saved = ({ determination, plan, revision }: Views['DocumentView']): SavedPlan => ({
  document: determination,
  plan: plan as unknown as RedactionPlan,
  revision,
});

/** A refusal that another try cannot change; the rest – no answer, signed out – passes. */
function inWords(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  if (error.code === 'stale') return new Stale(editsIn(error.members['since']));
  if (error.code === 'unavailable') return new Away(error.message);
  if (error.code !== 'invalid-input') return error;
  return new NotTaken([error.message, ...error.fields.map(({ field, says }) => `${field} ${says}`)].join(' '));
}

/** The operations of the edits that a refusal lists. */
const editsIn = (since: unknown): Operation[] =>
  Array.isArray(since) ? (since as { operations: Operation[] }[]).flatMap(({ operations }) => operations) : [];

/** The plan of a clip, where the api keeps it. */
export const planStore = (clip: string, extent: ClipExtent): PlanStore => ({
  faultsOf: (plan) => {
    const parsed = parsePlan(plan, extent);
    return parsed.ok ? [] : parsed.faults.map(({ field, says }) => `${field} ${says}`);
  },
  load: async () => saved(await done(api.GET('/clips/{id}/redactions', { params: { path: { id: clip } } }))),
  save: async (operations: readonly Operation[], revision: number, idempotencyKey: string) => {
    try {
      const answer = await done(
        api.POST('/clips/{id}/redactions/ops', {
          params: { path: { id: clip }, header: { 'If-Match': `"${revision}"` } },
          body: { idempotencyKey, operations: operations as never[] },
        }),
      );
      return saved(answer);
    } catch (error) {
      throw inWords(error);
    }
  },
  newKey: () => crypto.randomUUID(),
});

/** What a page remembers of a plan, on this machine, for the person alone. Masks and reasons, never a picture. */
export const journalOf = (clip: string, person: string): Journal => {
  const key = `redactions ${person} ${clip}`;
  let writing: Promise<void> = Promise.resolve();
  return {
    read: async () => (await get<Unfinished>(key)) ?? null,
    write: (unfinished) => {
      const isEmpty =
        unfinished.pending.length === 0 && unfinished.steps.length === 0 && unfinished.undone.length === 0;
      writing = writing.then(() => (isEmpty && unfinished.conflicts.length === 0 ? del(key) : set(key, unfinished)));
    },
  };
};
