import { done, type Views } from '@app/api-client';
import { type ClipExtent, type Operation, parsePlan, type RedactionPlan } from '@app/redactions/domain';
import { del, get, set } from 'idb-keyval';
import { api } from '../shell/api';
import type { Journal, PlanStore, SavedPlan, Unfinished } from './engine/editor';
import { inWords } from './refusals';

const saved = ({ determination, plan, revision }: Views['DocumentView']): SavedPlan => ({
  document: determination,
  plan: plan as unknown as RedactionPlan,
  revision,
});

export const savedPlan = async (clip: string): Promise<SavedPlan> =>
  saved(await done(api.GET('/clips/{id}/redactions', { params: { path: { id: clip } } })));

/** The plan of a clip, where the api keeps it. */
export const planStore = (clip: string, extent: ClipExtent): PlanStore => ({
  faultsOf: (plan) => {
    const parsed = parsePlan(plan, extent);
    return parsed.ok ? [] : parsed.faults.map(({ field, says }) => `${field} ${says}`);
  },
  load: () => savedPlan(clip),
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
