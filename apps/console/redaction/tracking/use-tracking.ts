import { done, type Views } from '@app/api-client';
import type { BoxTrack, SuggestedTrack } from '@app/redactions/domain';
import { type UseMutationResult, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { api, queries } from '../../shell/api';

/** A suggestion as the api tells it, its parts as the domain knows them. */
export type Suggestion = SuggestedTrack & Pick<Views['TrackSuggestionView'], 'frame' | 'progress' | 'failure'>;

/** Which frames are to be followed, from which one, on which a person says where the target is. */
export interface Wanted {
  readonly track: string;
  readonly frame: number;
  readonly pts: number;
  readonly from: number;
  readonly to: number;
}

interface Tracking {
  /** Oldest first. One that was just taken into the plan counts as accepted while that is being saved. */
  readonly suggestions: readonly Suggestion[];
  readonly ask: UseMutationResult<unknown, Error, Wanted>;
  readonly cancel: UseMutationResult<unknown, Error, string>;
  readonly reject: UseMutationResult<unknown, Error, readonly string[]>;
  /** Notes that the plan on the screen takes it in; the api hears of it with the edit. */
  readonly took: (id: string) => void;
}

const WATCH_MS = 1000;

/** What is tracked on a clip and what is suggested, kept up to date while a worker is at it. */
export function useTracking(clip: string, unsaved: number): Tracking {
  const queryKey = ['clips', clip, 'track-suggestions'];
  const [taken, setTaken] = useState<readonly string[]>([]);
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey });
  const path = { id: clip };
  const found = useQuery({
    queryKey,
    queryFn: () => done(api.GET('/clips/{id}/track-suggestions', { params: { path } })),
    refetchInterval: ({ state }) => ((state.data ?? []).some((one) => one.state === 'asked') ? WATCH_MS : false),
  });
  const ask = useMutation({
    mutationFn: (body: Wanted) => done(api.POST('/clips/{id}/track-suggestions', { params: { path }, body })),
    onSettled: refresh,
  });
  const cancel = useMutation({
    mutationFn: (suggestion: string) =>
      done(
        api.POST('/clips/{id}/track-suggestions/{suggestion}/cancel', { params: { path: { ...path, suggestion } } }),
      ),
    onSettled: refresh,
  });
  const reject = useMutation({
    mutationFn: async (ids: readonly string[]) => {
      for (const suggestion of ids) {
        const params = { path: { ...path, suggestion } };
        await done(api.POST('/clips/{id}/track-suggestions/{suggestion}/reject', { params }));
      }
    },
    onSettled: refresh,
  });
  useEffect(() => {
    if (unsaved === 0) void queries.invalidateQueries({ queryKey: ['clips', clip, 'track-suggestions'] });
  }, [clip, unsaved]);
  const suggestions = (found.data ?? []).map((one) => seen(one, unsaved > 0 ? taken : []));
  return { suggestions, ask, cancel, reject, took: (id) => setTaken((before) => [...before, id]) };
}

/** What waits to be accepted, as the masks that it would be: to be drawn beside the plan, of which it is no part. */
export function useSuggested(clip: string): readonly BoxTrack[] {
  const { data } = useQuery({
    queryKey: ['clips', clip, 'track-suggestions'],
    queryFn: () => done(api.GET('/clips/{id}/track-suggestions', { params: { path: { id: clip } } })),
  });
  return useMemo(() => (data ?? []).flatMap((one) => trackOf(one as unknown as Suggestion)), [data]);
}

function trackOf({ id, state, shape, subject, basis, from, to, result }: Suggestion): BoxTrack[] {
  if (state !== 'ready' || !result) return [];
  const { keyframes, padding } = result;
  return [{ id, shape, subject, basis, from, to, keyframes, padding }];
}

const seen = (view: Views['TrackSuggestionView'], taken: readonly string[]): Suggestion => {
  const one = view as unknown as Suggestion;
  return one.state === 'ready' && taken.includes(one.id) ? { ...one, state: 'accepted' } : one;
};
