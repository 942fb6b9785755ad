import { Button, ButtonGroup, Label, Select } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import type { EditorState } from '../engine/editor';
import { DRAWN, type Drawn } from '../engine/shapes';
import type { Commands } from '../keys/use-keys';

interface Props {
  readonly state: EditorState;
  readonly commands: Commands;
  /** False while somebody else has the plan. */
  readonly mayAdd: boolean;
  readonly drawn: Drawn;
  readonly onDrawn: (drawn: Drawn) => void;
  readonly seeThrough: boolean;
  readonly onSeeThrough: () => void;
}

/** Back, again, one mask more, and what is drawn. */
export function Tools({ state, commands, mayAdd, drawn, onDrawn, seeThrough, onSeeThrough }: Props): ReactElement {
  return (
    <>
      <Label htmlFor="drawn">To draw</Label>
      <Select id="drawn" name="drawn" value={drawn} onChange={({ target }) => onDrawn(target.value as Drawn)}>
        {(Object.keys(DRAWN) as Drawn[]).map((one) => (
          <option key={one} value={one}>
            {DRAWN[one]}
          </option>
        ))}
      </Select>
      <ButtonGroup>
        <Button type="button" disabled={!mayAdd} onClick={commands.addMask}>
          Add a mask
        </Button>
        <Button type="button" outline disabled={!state.canUndo} onClick={commands.undo}>
          Undo
        </Button>
        <Button type="button" outline disabled={!state.canRedo} onClick={commands.redo}>
          Redo
        </Button>
        <Button type="button" outline aria-pressed={seeThrough} onClick={onSeeThrough}>
          See through the masks
        </Button>
        <Button type="button" outline onClick={commands.help}>
          Keys
        </Button>
      </ButtonGroup>
    </>
  );
}
