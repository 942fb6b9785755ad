import type { Views } from '@app/api-client';
import type { DeterminationState } from '@app/determinations/domain';
import { Button } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import { Link } from 'react-router';
import { MakeMove } from '../clip/make-move';
import { Onward, useMoves } from '../clip/moves';
import { Loaded } from '../ui/loading';
import { Sheet } from '../ui/sheet';

interface Props {
  readonly clip: Views['QueuedClipView'];
  /** With what was done, in words; without any, nothing was. */
  readonly onClose: (says: string) => void;
}

/** Where the work of a state is done, below the clip's own page. */
const WORK_AT: Partial<Record<DeterminationState, string>> = {
  triage: '#record',
  gatheringFacts: '#record',
  solicitorReview: '/determination',
  redacting: '/redactions',
  qualityCheck: '/quality',
  accessibility: '#accessibility',
  awaitingSignOff: '/release',
};

/** The steps that lead on from where a clip is, each with its form, or with every reason why not. */
export function MoveClip({ clip: { id, nativeFilename, state, nextAction }, onClose }: Props): ReactElement {
  const moves = useMoves(id);
  const [making, setMaking] = useState<Views['MoveView'] | null>(null);
  const workAt = WORK_AT[state as DeterminationState];
  if (making && moves.data)
    return (
      <MakeMove
        clip={id}
        move={making}
        version={moves.data.version}
        onClose={(isDone) => (isDone ? onClose(`Done: ${making.title}, ${nativeFilename}.`) : setMaking(null))}
      />
    );
  return (
    <Sheet title={`Move ${nativeFilename}`} onClose={() => onClose('')}>
      <Loaded of={moves}>{(known) => <Onward of={known} onMake={setMaking} />}</Loaded>
      {workAt !== undefined && (
        <p>
          The work itself: <Link to={`/clips/${id}${workAt}`}>{nextAction}</Link>
        </p>
      )}
      <Button type="button" outline onClick={() => onClose('')}>
        Not now
      </Button>
    </Sheet>
  );
}
