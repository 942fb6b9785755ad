import { done } from '@app/api-client';
import { AppError } from '@app/kernel';
import type { Operation, RedactionPlan } from '@app/redactions/domain';
import { api } from '../shell/api';
import { type PlanStore, type SavedPlan, Stale } from './engine/editor';

const saved = ({ plan, revision }: { readonly plan: unknown; readonly revision: number }): SavedPlan => ({
  plan: plan as RedactionPlan,
  revision,
});

/** The plan of a clip, where the api keeps it. */
export const planStore = (clip: string): PlanStore => ({
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
      throw error instanceof AppError && error.code === 'stale' ? new Stale() : error;
    }
  },
  newKey: () => crypto.randomUUID(),
});
