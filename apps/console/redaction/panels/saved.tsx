import type { ReactElement } from 'react';
import { Notice } from '../../ui/notice';
import type { EditorState } from '../engine/editor';

interface Props {
  readonly state: EditorState;
  /** Why the last edit was not made; null when it was. */
  readonly refusal: string | null;
}

/** Whether everything is kept, and what to know where it is not. */
export function Saved({ state: { unsaved, trouble, revision }, refusal }: Props): ReactElement {
  return (
    <>
      <p role="status">{unsaved === 0 ? `Saved, revision ${revision}.` : `${unsaved} edits are not saved yet.`}</p>
      {refusal !== null && (
        <Notice kind="error" title="Nothing was changed">
          {refusal}
        </Notice>
      )}
      {trouble !== null && (
        <Notice kind="warning" title="Not saved yet">
          {trouble} What you did is still here, and is tried again.
        </Notice>
      )}
    </>
  );
}
