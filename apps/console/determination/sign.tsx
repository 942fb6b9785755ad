import type { Views } from '@app/api-client';
import { draftFaults, type Outcome, OUTCOME_MOVES } from '@app/determinations/domain';
import type { FieldFault } from '@app/kernel';
import { Button } from '@trussworks/react-uswds';
import { type ReactElement, useEffect, useMemo, useState } from 'react';
import { MakeMove } from '../clip/make-move';
import { Because, isOurs, movesOf, useMoves } from '../clip/moves';
import { queries } from '../shell/api';
import { useMay } from '../shell/session';
import { FaultSummary } from '../ui/fault-summary';
import { asWords } from '../ui/words';
import { contentOf, LABELS } from './content-fields';
import type { DraftKeeper, DraftState } from './draft-keeper';

interface SignProps {
  readonly clip: string;
  readonly outcome: Outcome;
  readonly draft: DraftState;
  readonly keeper: DraftKeeper;
}

/** Signing, once every question is answered; for whoever writes and does not sign, whether that is so. */
export function Sign({ clip, outcome, draft, keeper }: SignProps): ReactElement | null {
  const [made, setMade] = useState('');
  const faults = useMemo(() => draftFaults(contentOf(draft.content), outcome), [draft.content, outcome]);
  const moves = useMoves(clip);
  const mayWrite = useMay('edit', 'Determination');
  useEffect(() => {
    if (draft.is === 'saved') void queries.invalidateQueries({ queryKey: movesOf(clip).queryKey });
  }, [clip, draft.is]);
  const move = moves.data?.moves.find((one) => one.move === OUTCOME_MOVES[outcome]);
  if (!move || !mayWrite || move.because.some(({ code }) => code === 'wrong-state')) return <p role="status">{made}</p>;
  return (
    <section aria-labelledby="sign">
      <h2 id="sign">Review and sign</h2>
      <p>
        By {move.by.map(asWords).join(' or ')}. {move.authority}.
      </p>
      {isOurs(move) ? (
        <SignNow {...{ clip, move, faults, draft, keeper }} version={moves.data?.version ?? 1} onMade={setMade} />
      ) : (
        <Complete faults={faults} />
      )}
      <p role="status">{made}</p>
    </section>
  );
}

/** What is not answered yet, with the way to each question; and below it what to press. */
function Faults({
  faults,
  tries,
}: {
  readonly faults: readonly FieldFault[];
  readonly tries: number;
}): ReactElement | null {
  if (tries === 0 || faults.length === 0) return null;
  return <FaultSummary key={tries} title="It cannot be signed yet" faults={faults} labelOf={labelOf} />;
}

/** For whoever writes it for another to sign. */
function Complete({ faults }: { readonly faults: readonly FieldFault[] }): ReactElement {
  const [tries, setTries] = useState(0);
  return (
    <>
      <Faults faults={faults} tries={tries} />
      <Button type="button" outline onClick={() => setTries(tries + 1)}>
        Check that it can be signed
      </Button>
      <p role="status">
        {tries > 0 && faults.length === 0 && 'Every question is answered. It waits for its signature.'}
      </p>
    </>
  );
}

interface SignNowProps extends Omit<SignProps, 'outcome'> {
  readonly move: Views['MoveView'];
  readonly version: number;
  readonly faults: readonly FieldFault[];
  readonly onMade: (says: string) => void;
}

function SignNow({ clip, move, version, faults, draft, keeper, onMade }: SignNowProps): ReactElement {
  const [tries, setTries] = useState(0);
  const [signing, setSigning] = useState(false);
  const sign = async (): Promise<void> => {
    setTries(tries + 1);
    if (faults.length > 0) return;
    await keeper.settle();
    await queries.invalidateQueries({ queryKey: movesOf(clip).queryKey });
    const moves = queries.getQueryData<Views['MovesView']>(movesOf(clip).queryKey)?.moves ?? [];
    const isPermitted = moves.some((one) => one.move === move.move && one.permitted);
    if (keeper.now().is === 'saved' && isPermitted) setSigning(true);
  };
  // Why the api refuses it is known of what is saved.
  const isRefused = faults.length === 0 && draft.is === 'saved' && !move.permitted;
  return (
    <>
      <Faults faults={faults} tries={tries} />
      {isRefused && <Because of={move} />}
      {!isRefused && (
        <Button type="button" onClick={() => void sign()}>
          {move.title}
        </Button>
      )}
      {signing && (
        <MakeMove
          clip={clip}
          move={move}
          version={version}
          onClose={(isDone) => {
            setSigning(false);
            if (isDone) onMade(`Done: ${move.title}.`);
          }}
        />
      )}
    </>
  );
}

const labelOf = (field: string): string => LABELS[field] ?? LABELS[field.split('.')[0] ?? ''] ?? field;
