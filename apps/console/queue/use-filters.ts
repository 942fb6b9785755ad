import type { DeterminationState, Due } from '@app/determinations/domain';
import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';

/** What may stand in the address of the queue, by the names of the api. */
const FILTERS = ['words', 'due', 'state', 'mine'] as const;
export type Filter = (typeof FILTERS)[number];
export type FilterValues = Readonly<Record<Filter, string>>;

export const VIEWS = { table: 'Table', board: 'Board' } as const;
export type View = keyof typeof VIEWS;

interface Address {
  readonly values: FilterValues;
  readonly view: View;
  /** All of it, as somebody keeps or shares it. */
  readonly query: string;
  readonly filterBy: (filter: Filter, value: string) => void;
  readonly show: (view: View) => void;
}

/**
 * The filters and the view in the address. A second one may be chosen before the page has drawn the first: each builds upon
 * what was asked for last, which the router's own address is not until it is drawn. Going back leads to the other view, not
 * through every letter of a search.
 */
export function useFilters(): Address {
  const [address, setAddress] = useSearchParams();
  const last = useRef(address);
  useEffect(() => {
    last.current = address;
  }, [address]);
  const set = (name: string, value: string, options: { readonly replace: boolean }): void => {
    const after = new URLSearchParams(last.current);
    if (value === '') after.delete(name);
    else after.set(name, value);
    last.current = after;
    setAddress(after, options);
  };
  return {
    values: Object.fromEntries(FILTERS.map((name) => [name, address.get(name) ?? ''])) as FilterValues,
    view: address.get('view') === 'board' ? 'board' : 'table',
    query: address.toString(),
    filterBy: (filter, value) => set(filter, value, { replace: true }),
    show: (view) => set('view', view === 'table' ? '' : view, { replace: false }),
  };
}

interface Asked {
  readonly words?: string;
  readonly due?: Due;
  readonly state?: DeterminationState;
  readonly mine?: 'role' | 'assigned';
}

/** What of the filters is given; an address that somebody mistyped is refused by the api, in its words. */
export const asked = ({ words, due, state, mine }: FilterValues): Asked => ({
  ...(words.trim() !== '' && { words: words.trim() }),
  ...(due !== '' && { due: due as Due }),
  ...(state !== '' && { state: state as DeterminationState }),
  ...(mine !== '' && { mine: mine as 'role' | 'assigned' }),
});

/** How often a list asks what has changed. */
export const ASK_AGAIN_MS = 15_000;
