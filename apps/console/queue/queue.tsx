import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import type { DeterminationState, Due } from '@app/determinations/domain';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactElement, useCallback, useEffect, useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api } from '../shell/api';
import { Failure } from '../ui/failure';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { Table } from '../ui/table';
import { asWords } from '../ui/words';
import { ClipRows } from './clip-rows';
import { countedFrom, Deadline, NextAction } from './deadline';
import { type Filter, FILTERS, Filters, SavedFilters } from './filters';

const ASK_AGAIN_MS = 15_000;

/** What needs me, then everything that I may see. Filters are in the address: a link or a bookmark is a saved filter. */
export function Queue(): ReactElement {
  return (
    <Page title="Work">
      <section aria-labelledby="mine">
        <h2 id="mine">What needs you</h2>
        <Mine />
      </section>
      <section aria-labelledby="all">
        <h2 id="all">All clips that you may see</h2>
        <Everything />
      </section>
    </Page>
  );
}

const MOST_URGENT = 10;

/** Clips that a role of mine takes further, what is overdue first. */
function Mine(): ReactElement {
  const mine = useQuery({
    queryKey: ['clips', 'mine'],
    queryFn: () => done(api.GET('/clips', { params: { query: { mine: 'role', most: MOST_URGENT } } })),
    refetchInterval: ASK_AGAIN_MS,
  });
  return (
    <Loaded of={mine}>
      {({ clips, total }) =>
        total === 0 ? (
          <p>Nothing waits for you.</p>
        ) : (
          <>
            <Urgent clips={clips} />
            {total > clips.length && (
              <p>
                <Link to="/?mine=role">All {total} that wait for you</Link>
              </p>
            )}
          </>
        )
      }
    </Loaded>
  );
}

function Urgent({ clips }: { readonly clips: readonly Views['QueuedClipView'][] }): ReactElement {
  return (
    <Table caption="Clips that wait for you" columns={['Clip', 'State', 'Next', 'Next deadline', 'Counted from']}>
      {clips.map((clip) => (
        <tr key={clip.id}>
          <th scope="row">
            <Link to={`/clips/${clip.id}`}>{clip.nativeFilename}</Link>
          </th>
          <td>{asWords(clip.state)}</td>
          <td>
            <NextAction of={clip} />
          </td>
          <td>
            <Deadline of={clip.deadline} />
          </td>
          <td>{countedFrom(clip.deadline)}</td>
        </tr>
      ))}
    </Table>
  );
}

function Everything(): ReactElement {
  const [address, filterBy] = useFilters();
  const values = Object.fromEntries(FILTERS.map((name) => [name, address.get(name) ?? ''])) as Record<Filter, string>;
  return (
    <>
      <Filters values={values} onChange={filterBy} />
      <SavedFilters query={address.toString()} />
      <Found values={values} />
    </>
  );
}

/**
 * The filters in the address. A second one may be chosen before the page has drawn the first: each builds upon what was asked
 * for last, which the router's own address is not until it is drawn.
 */
function useFilters(): [URLSearchParams, (name: Filter, value: string) => void] {
  const [address, setAddress] = useSearchParams();
  const last = useRef(address);
  useEffect(() => {
    last.current = address;
  }, [address]);
  const filterBy = (name: Filter, value: string): void => {
    const after = new URLSearchParams(last.current);
    if (value === '') after.delete(name);
    else after.set(name, value);
    last.current = after;
    setAddress(after, { replace: true });
  };
  return [address, filterBy];
}

function Found({ values }: { readonly values: Readonly<Record<Filter, string>> }): ReactElement {
  const found = useInfiniteQuery({
    queryKey: ['clips', 'queue', values],
    queryFn: ({ pageParam, signal }) =>
      done(api.GET('/clips', { params: { query: { ...asked(values), ...(pageParam && { after: pageParam }) } }, signal })), // prettier-ignore
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: ASK_AGAIN_MS,
  });
  const { fetchNextPage } = found;
  const more = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]);
  if (found.error) return <Failure error={found.error} />;
  if (!found.data) return <p role="status">One moment …</p>;
  const total = found.data.pages[0]?.total ?? 0;
  return (
    <>
      <p role="status">{found.isPlaceholderData ? 'One moment …' : `${total} ${total === 1 ? 'clip' : 'clips'}`}</p>
      {total > 0 && <ClipRows clips={found.data.pages.flatMap(({ clips }) => clips)} total={total} onNearEnd={more} />}
    </>
  );
}

/** What of the filters is given; an address that somebody mistyped is refused by the api, in its words. */
const asked = ({ words, due, state, mine }: Readonly<Record<Filter, string>>): Asked => ({
  ...(words.trim() !== '' && { words: words.trim() }),
  ...(due !== '' && { due: due as Due }),
  ...(state !== '' && { state: state as DeterminationState }),
  ...(mine !== '' && { mine: mine as 'role' | 'assigned' }),
});

interface Asked {
  readonly words?: string;
  readonly due?: Due;
  readonly state?: DeterminationState;
  readonly mine?: 'role' | 'assigned';
}
