import { done } from '@app/api-client';
import { AppError } from '@app/kernel';
import { type ClipExtent, type Operation, parsePlan, type RedactionPlan } from '@app/redactions/domain';
import { api } from '../shell/api';
import { NotTaken, type PlanStore, type SavedPlan, Stale } from './engine/editor';

const saved = ({ plan, revision }: { readonly plan: unknown; readonly revision: number }): SavedPlan => ({
  plan: plan as RedactionPlan,
  revision,
});

/** A refusal that another try cannot change; the rest – no answer, signed out – passes. */
function inWords(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  if (error.code === 'stale') return new Stale();
  if (error.code !== 'invalid-input') return error;
  return new NotTaken([error.message, ...error.fields.map(({ field, says }) => `${field} ${says}`)].join(' '));
}

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
