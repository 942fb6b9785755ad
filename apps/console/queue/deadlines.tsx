import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { useQueries } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { api } from '../shell/api';
import { Table } from '../ui/table';
import { asWords } from '../ui/words';
import { DueIn } from './due-in';

type Clip = Views['ClipSummaryView'];
type Clock = Views['ClockView'];

/** Clips that wait for somebody, each with the clock that runs out first; what is overdue comes first. */
export function Deadlines({ clips }: { readonly clips: readonly Clip[] }): ReactElement {
  const clocks = useQueries({
    queries: clips.map(({ id }) => ({
      queryKey: ['clips', id, 'clocks'],
      queryFn: () => done(api.GET('/clips/{id}/clocks', { params: { path: { id } } })),
    })),
  });
  const rows = clips
    .map((clip, i) => ({ clip, next: nextOf(clocks[i]?.data ?? []) }))
    .sort((a, b) => (a.next?.dueOn ?? '9999').localeCompare(b.next?.dueOn ?? '9999'));
  return (
    <Table caption="Clips that wait for you" columns={['Clip', 'State', 'Next deadline', 'Counted from']}>
      {rows.map(({ clip, next }) => (
        <tr key={clip.id}>
          <th scope="row">
            <Link to={`/clips/${clip.id}`}>{clip.nativeFilename}</Link>
          </th>
          <td>{asWords(clip.state)}</td>
          <td>{next ? <DueIn clock={next} /> : '–'}</td>
          <td>{next ? `${next.startsWith}, ${next.startedOn ?? 'not begun'}` : '–'}</td>
        </tr>
      ))}
    </Table>
  );
}

/** The clock that runs out first, of those that run or are over. */
function nextOf(clocks: readonly Clock[]): Clock | undefined {
  return clocks
    .filter(({ state, dueOn }) => dueOn !== null && (state === 'running' || state === 'overdue'))
    .sort((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? ''))[0];
}
