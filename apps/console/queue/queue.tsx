import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, ButtonGroup } from '@trussworks/react-uswds';
import { lazy, type ReactElement, Suspense, useCallback } from 'react';
import { Link } from 'react-router';
import { api } from '../shell/api';
import { useMay } from '../shell/session';
import { Failure } from '../ui/failure';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { Table } from '../ui/table';
import { asWords, counted } from '../ui/words';
import { ClipRows } from './clip-rows';
import { countedFrom, Deadline, NextAction } from './deadline';
import { Filters, SavedFilters } from './filters';
import { ASK_AGAIN_MS, asked, type FilterValues, useFilters, type View, VIEWS } from './use-filters';

/** A chunk of its own, for whoever prefers columns. */
const Board = lazy(async () => ({ default: (await import('./board')).Board }));

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
  const { values, view, query, filterBy, show } = useFilters();
  return (
    <>
      <Filters values={values} onChange={filterBy} />
      <SavedFilters query={query} />
      <ButtonGroup type="segmented">
        {Object.entries(VIEWS).map(([name, title]) => (
          <Button
            key={name}
            type="button"
            outline={name !== view}
            aria-pressed={name === view}
            onClick={() => show(name as View)}
          >
            {title}
          </Button>
        ))}
      </ButtonGroup>
      {view === 'board' ? (
        <Suspense fallback={<p role="status">One moment …</p>}>
          <Board values={values} />
        </Suspense>
      ) : (
        <Found values={values} />
      )}
    </>
  );
}

function Found({ values }: { readonly values: FilterValues }): ReactElement {
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
      <p role="status">{found.isPlaceholderData ? 'One moment …' : counted(total, 'clip')}</p>
      {total === 0 && <None isFiltered={Object.values(values).some((value) => value !== '')} />}
      {total > 0 && <ClipRows clips={found.data.pages.flatMap(({ clips }) => clips)} total={total} onNearEnd={more} />}
    </>
  );
}

/** What to do about an empty list. */
function None({ isFiltered }: { readonly isFiltered: boolean }): ReactElement {
  const mayUpload = useMay('create', 'Upload');
  if (isFiltered) return <p>No clip that you may see fits these filters.</p>;
  return (
    <p>
      There is none yet. A clip is listed here as soon as it is work of your role, or one that your role may read.{' '}
      {mayUpload && <Link to="/upload">Upload footage</Link>}
    </p>
  );
}
