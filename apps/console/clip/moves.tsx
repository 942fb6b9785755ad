import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import type { DeterminationMove } from '@app/determinations/domain';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import { api } from '../shell/api';
import { Loaded } from '../ui/loading';
import { asWords } from '../ui/words';
import { MakeMove } from './make-move';

type Move = Views['MoveView'];

interface Props {
  readonly clip: string;
  /** Steps that a page is about; without, all of them. */
  readonly only?: readonly DeterminationMove[];
}

/** Where the clip stands, what may happen next, who may do it, and every reason why not: all from the api's own table. */
export function Moves({ clip, only }: Props): ReactElement {
  const moves = useMoves(clip);
  const [making, setMaking] = useState<Move | null>(null);
  const [made, setMade] = useState('');
  return (
    <section className="card" aria-labelledby="moves">
      <h2 id="moves">Where it stands</h2>
      <Loaded of={moves}>
        {(known) => (
          <>
            <p role="status">{made}</p>
            <Onward of={{ ...known, moves: known.moves.filter(isAbout(only)) }} onMake={setMaking} />
            {!only && (
              <details>
                <summary>Steps that lead on from other states</summary>
                {known.moves
                  .filter((move) => !leadsOn(move))
                  .map((move) => (
                    <Offered key={move.move} move={move} onMake={() => setMaking(move)} />
                  ))}
              </details>
            )}
            {making && (
              <MakeMove
                clip={clip}
                move={making}
                version={known.version}
                onClose={(done) => {
                  setMaking(null);
                  setMade(done ? `Done: ${making.title}.` : '');
                }}
              />
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

/** The steps of a clip, as the api grants or refuses them to whoever asks. */
export const useMoves = (clip: string): UseQueryResult<Views['MovesView']> =>
  useQuery({ ...movesOf(clip), refetchInterval: 5_000 });

/** How they are asked for. */
export const movesOf = (clip: string): { queryKey: string[]; queryFn: () => Promise<Views['MovesView']> } => ({
  queryKey: ['clips', clip, 'moves'],
  queryFn: () => done(api.GET('/clips/{id}/moves', { params: { path: { id: clip } } })),
});

interface OnwardProps {
  readonly of: Views['MovesView'];
  readonly onMake: (move: Move) => void;
}

/** Where a clip stands, and the steps that lead on from there. */
export function Onward({ of: { state, says, version, moves }, onMake }: OnwardProps): ReactElement {
  const onward = moves.filter(leadsOn);
  return (
    <>
      <p>
        <strong>{asWords(state)}</strong>
        {version > 1 ? `, version ${version}` : ''}. {says}
      </p>
      {onward.length === 0 && <p>No step leads on from here.</p>}
      {onward.map((move) => (
        <Offered key={move.move} move={move} onMake={() => onMake(move)} />
      ))}
    </>
  );
}

const isAbout =
  (only: Props['only']) =>
  ({ move }: Move): boolean =>
    !only || only.includes(move as DeterminationMove);

/** Whether somebody of their roles may ever make it: a step of others is no button. */
export const isOurs = ({ because }: Move): boolean => !because.some(isOfRole);

/** Whether it begins where the clip is now; the api’s own reason tells. */
const leadsOn = ({ because }: Move): boolean => !because.some(({ code }) => code === 'wrong-state');

function Offered({ move, onMake }: { readonly move: Move; readonly onMake: () => void }): ReactElement {
  const isOthers = move.because.some(isOfRole);
  return (
    <div className="move">
      {move.permitted ? (
        <Button type="button" onClick={onMake}>
          {move.title}
        </Button>
      ) : (
        <strong>{move.title}</strong>
      )}
      <div>
        By {move.by.map(asWords).join(' or ')}
        {move.signed ? ', signed' : ''}. {move.authority}.{isOthers && ' Your role does not make this step.'}
      </div>
      <Because of={move} />
    </div>
  );
}

const isOfRole = ({ code }: Move['because'][number]): boolean => code === 'wrong-role';

/** What does not hold yet, for whoever makes the step; whose step it is stands beside its name. */
export function Because({ of: { because } }: { readonly of: Move }): ReactElement | null {
  const reasons = because.filter((reason) => !isOfRole(reason));
  if (reasons.length === 0) return null;
  return (
    <>
      <div>Not now, because this does not hold yet:</div>
      <ul className="because">
        {reasons.map(({ code, says, authority }) => (
          <li key={code}>
            {says} <span className="text-base-darker">({authority})</span>
          </li>
        ))}
      </ul>
    </>
  );
}
