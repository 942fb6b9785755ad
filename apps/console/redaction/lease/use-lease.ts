import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { AppError } from '@app/kernel';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, queries } from '../../shell/api';

export interface LeaseState {
  /** Who has the plan; null before it is known. */
  readonly view: Views['LeaseView'] | null;
  /** Why nothing can be edited; null where it can. */
  readonly readOnly: string | null;
  /** Takes the plan from whoever has it. */
  readonly take: (because: string) => Promise<void>;
}

/** A third of the time for which a lease lasts: two answers may be lost. */
const RENEW_MS = 20_000;

/**
 * The plan that is being edited. Not below the clip: whatever else becomes of the clip, the plan is not fetched anew under
 * somebody's hands, but only when it is taken over.
 */
export const editorKey = (clip: string): string[] => ['editor', clip];
const keyOf = (clip: string): string[] => ['clips', clip, 'lease'];
const params = (clip: string) => ({ params: { path: { id: clip } } });

/** Has the plan as long as the page is open, unless somebody else has it. */
export function useLease(clip: string): LeaseState {
  const { data, error } = useQuery({
    queryKey: keyOf(clip),
    queryFn: () => done(api.POST('/clips/{id}/redactions/lease', { ...params(clip), body: {} })),
    refetchInterval: RENEW_MS,
    refetchIntervalInBackground: true,
    retry: false,
  });
  useEffect(() => {
    const letGo = (): void => void fetch(`/clips/${clip}/redactions/lease`, { method: 'DELETE', keepalive: true }).catch(() => undefined); // prettier-ignore
    window.addEventListener('pagehide', letGo);
    return () => {
      window.removeEventListener('pagehide', letGo);
      letGo();
    };
  }, [clip]);
  const take = async (takeBecause: string): Promise<void> => {
    const view = await done(api.POST('/clips/{id}/redactions/lease', { ...params(clip), body: { takeBecause } }));
    // First the plan as its last holder left it: an edit of the one before would be lost with it.
    await queries.invalidateQueries({ queryKey: editorKey(clip) });
    queries.setQueryData(keyOf(clip), view);
  };
  const view = data ?? null;
  const refused = error instanceof AppError && error.status < 500 ? error.message : null;
  return { view, take, readOnly: view && !view.mine ? `${view.holder} is editing this plan.` : refused };
}
