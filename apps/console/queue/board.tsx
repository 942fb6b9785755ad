import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import { api } from '../shell/api';
import { Loaded } from '../ui/loading';
import { asWords, counted } from '../ui/words';
import { Column } from './column';
import { MoveClip } from './move-clip';
import { ASK_AGAIN_MS, asked, type FilterValues } from './use-filters';

type Clip = Views['QueuedClipView'];

/**
 * The same clips as the table, a column for each state that has any. No card is dragged: each step has conditions in law,
 * so “Move…” opens the step itself. From a card the arrows lead to its neighbours.
 */
export function Board({ values }: { readonly values: FilterValues }): ReactElement {
  const board = useQuery({
    queryKey: ['clips', 'board', values],
    queryFn: ({ signal }) => done(api.GET('/clips/board', { params: { query: asked(values) }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: ASK_AGAIN_MS,
  });
  const [moving, setMoving] = useState<Clip | null>(null);
  const [moved, setMoved] = useState('');
  return (
    <>
      <Said says={moved} />
      <Loaded of={board}>
        {({ columns }) => (
          <>
            <p role="status">{board.isPlaceholderData ? 'One moment …' : counted(totalOf(columns), 'clip')}</p>
            <Columns columns={columns} values={values} onMove={setMoving} />
          </>
        )}
      </Loaded>
      {moving && (
        <MoveClip
          clip={moving}
          onClose={(says) => {
            setMoving(null);
            setMoved(says);
          }}
        />
      )}
    </>
  );
}

const totalOf = (columns: readonly Views['ColumnView'][]): number => columns.reduce((sum, { total }) => sum + total, 0);

interface ColumnsProps {
  readonly columns: readonly Views['ColumnView'][];
  readonly values: FilterValues;
  readonly onMove: (clip: Clip) => void;
}

function Columns({ columns, values, onMove }: ColumnsProps): ReactElement {
  const empty = columns.filter(({ total }) => total === 0);
  const filled = columns.filter(({ total }) => total > 0);
  return (
    <>
      {filled.length > 0 && (
        <div className="board scroll" role="region" aria-label="Clips by state" tabIndex={0} onKeyDown={toNeighbour}>
          {filled.map((column) => (
            <Column key={`${column.state} ${JSON.stringify(values)}`} first={column} values={values} onMove={onMove} />
          ))}
        </div>
      )}
      {values.state === '' && empty.length > 0 && (
        <p>No clip is in: {empty.map(({ state }) => asWords(state).toLowerCase()).join(', ')}.</p>
      )}
    </>
  );
}

/** What was done. It takes the focus: the card that had it may be in another column now. */
function Said({ says }: { readonly says: string }): ReactElement {
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (says !== '') line.current?.focus();
  }, [says]);
  return (
    <p ref={line} tabIndex={-1}>
      {says}
    </p>
  );
}

const STEPS: Partial<Record<string, readonly [across: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function toNeighbour(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  const from = event.target as Element;
  const card = from.closest('.board__card');
  const column = card?.closest('.board__column');
  if (!step || !card || !column) return;
  event.preventDefault();
  const columns = [...event.currentTarget.children];
  const there = columns[columns.indexOf(column) + step[0]]?.querySelectorAll('.board__card') ?? [];
  const place = [...column.querySelectorAll('.board__card')].indexOf(card) + step[1];
  const next = there[Math.min(place, there.length - 1)];
  next?.querySelector<HTMLElement>(from.tagName.toLowerCase())?.focus();
}
