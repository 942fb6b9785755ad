import { Button, ButtonGroup } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import type { Editor, EditorState } from '../engine/editor';

interface Props {
  readonly editor: Editor;
  readonly state: EditorState;
  readonly mayAdd: boolean;
  readonly onAdd: () => void;
}

/** Back, again, and one mask more. */
export function Edits({ editor, state: { canUndo, canRedo }, mayAdd, onAdd }: Props): ReactElement {
  return (
    <ButtonGroup>
      <Button type="button" outline disabled={!canUndo} onClick={() => editor.undo()}>
        Undo
      </Button>
      <Button type="button" outline disabled={!canRedo} onClick={() => editor.redo()}>
        Redo
      </Button>
      <Button type="button" disabled={!mayAdd} onClick={onAdd}>
        Add a mask
      </Button>
    </ButtonGroup>
  );
}
