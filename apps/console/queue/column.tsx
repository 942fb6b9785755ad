import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { api } from '../shell/api';
import { useMay } from '../shell/session';
import { Failure } from '../ui/failure';
import { asWords } from '../ui/words';
import { countedFrom, Deadline, NextAction } from './deadline';
import { ASK_AGAIN_MS, asked, type FilterValues } from './use-filters';

type Clip = Views['QueuedClipView'];

interface Props {
  /** Its first page, as it came with the board. */
  readonly first: Views['ColumnView'];
  readonly values: FilterValues;
  readonly onMove: (clip: Clip) => void;
}

/** The clips in one state, by pages: of thousands, a few are in the page. */
export function Column({ first, values, onMove }: Props): ReactElement {
  const { state, total } = first;
  const [places, turnTo] = useTurned(state);
  const later = useLaterPage(first, values, places.at(-1));
  const { clips, next } = (places.length > 0 ? later.data : undefined) ?? first;
  const isTurning = places.length > 0 && (later.isPending || later.isPlaceholderData);
  const name = asWords(state);
  const from = places.length * first.clips.length;
  return (
    <section className="board__column" aria-labelledby={`column-${state}`}>
      <h3 id={`column-${state}`}>
        {name} ({total})
      </h3>
      {later.error && <Failure error={later.error} />}
      <ul>
        {clips.map((clip) => (
          <Card key={clip.id} clip={clip} onMove={onMove} />
        ))}
      </ul>
      {first.next !== null && (
        <div className="board__turn">
          <p role="status">{isTurning ? 'One moment …' : `${from + 1} to ${from + clips.length}`}</p>
          <Turn to="Page before" of={name} places={places.length > 0 ? places.slice(0, -1) : null} onTurn={turnTo} />
          <Turn
            to="Page after"
            of={name}
            places={next !== null && !isTurning ? [...places, next] : null}
            onTurn={turnTo}
          />
        </div>
      )}
    </section>
  );
}

/** A page after the first one, from where the list goes on. */
function useLaterPage({ state, clips }: Views['ColumnView'], values: FilterValues, after: string | undefined) {
  const query = { ...asked({ ...values, state }), most: clips.length, ...(after !== undefined && { after }) };
  return useQuery({
    queryKey: ['clips', 'column', query],
    queryFn: ({ signal }) => done(api.GET('/clips', { params: { query }, signal })),
    enabled: after !== undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ASK_AGAIN_MS,
  });
}

/** How far columns were turned, by place of the history: who goes back finds the card that they came from. */
const turned = new Map<string, readonly string[]>();

function useTurned(state: string): [readonly string[], (places: readonly string[]) => void] {
  const place = `${useLocation().key} ${state}`;
  const [places, setPlaces] = useState(turned.get(place) ?? []);
  return [
    places,
    (after) => {
      turned.set(place, after);
      setPlaces(after);
    },
  ];
}

interface TurnProps {
  readonly to: string;
  readonly of: string;
  /** Null where there is no such page. */
  readonly places: readonly string[] | null;
  readonly onTurn: (places: readonly string[]) => void;
}

/** Never disabled: whoever turns pages with it keeps the focus on it, also at the last one. */
function Turn({ to, of, places, onTurn }: TurnProps): ReactElement {
  return (
    <Button
      type="button"
      unstyled
      aria-label={`${to}: ${of}`}
      aria-disabled={places === null}
      onClick={() => places && onTurn(places)}
    >
      {to}
    </Button>
  );
}

function Card({ clip, onMove }: { readonly clip: Clip } & Pick<Props, 'onMove'>): ReactElement {
  const mayMove = useMay('move', 'Clip');
  const { id, nativeFilename, verdict, waitsFor, deadline, flags } = clip;
  return (
    <li className="board__card">
      <Link to={`/clips/${id}`}>{nativeFilename}</Link>
      {verdict === 'quarantined' && <p>Quarantined</p>}
      <p>
        <NextAction of={clip} />
        {waitsFor.length > 0 && `: ${waitsFor.map(asWords).join(' or ').toLowerCase()}`}
      </p>
      {deadline && (
        <p>
          <Deadline of={deadline} />. From: {countedFrom(deadline)}
        </p>
      )}
      {flags.length > 0 && <p>{flags.map(asWords).join(', ')}</p>}
      {mayMove && (
        <Button type="button" unstyled aria-label={`Move… ${nativeFilename}`} onClick={() => onMove(clip)}>
          Move…
        </Button>
      )}
    </li>
  );
}
