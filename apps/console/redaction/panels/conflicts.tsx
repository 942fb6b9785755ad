import { Button, ButtonGroup } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { Sheet } from '../../ui/sheet';
import type { Conflict } from '../engine/editor';
import { inWords } from '../engine/overlap';

interface Props {
  readonly conflict: Conflict;
  readonly onSettle: (keep: 'mine' | 'theirs') => void;
}

/** Two people changed the same thing: both edits, side by side, and one of them to be chosen. */
export function ConflictSheet({ conflict: { mine, theirs }, onSettle }: Props): ReactElement {
  return (
    <Sheet title="Somebody else changed the same thing" onClose={() => onSettle('theirs')}>
      <dl>
        <dt>What you did, which is not saved</dt>
        <dd>It {inWords(mine)}.</dd>
        <dt>What somebody else did, which is saved</dt>
        {theirs.map((one, i) => (
          <dd key={i}>It {inWords(one)}.</dd>
        ))}
      </dl>
      <ButtonGroup>
        <Button type="button" onClick={() => onSettle('theirs')}>
          Keep theirs
        </Button>
        <Button type="button" outline onClick={() => onSettle('mine')}>
          Do mine again
        </Button>
      </ButtonGroup>
    </Sheet>
  );
}
