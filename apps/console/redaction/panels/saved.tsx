import type { ReactElement } from 'react';
import { Notice } from '../../ui/notice';
import type { EditorState } from '../engine/editor';

interface Props {
  readonly state: EditorState;
  /** Why the last edit was not made; null when it was. */
  readonly refusal: string | null;
}

/** Whether everything is kept, and what to know where it is not. */
export function Saved({ state: { unsaved, trouble, isRefused, revision }, refusal }: Props): ReactElement {
  return (
    <>
      <p role="status">{unsaved === 0 ? `Saved, revision ${revision}.` : `${unsaved} edits are not saved yet.`}</p>
      {refusal !== null && (
        <Notice kind="error" title="Nothing was changed">
          {refusal}
        </Notice>
      )}
      {trouble !== null && (
        <Notice kind={isRefused ? 'error' : 'warning'} title={isRefused ? 'It was refused' : 'Not saved yet'}>
          {trouble}{' '}
          {isRefused
            ? 'What you did is kept on this machine. It is not tried again by itself, only with your next edit or when the plan is yours again.'
            : 'What you did is still here, and is tried again.'}
        </Notice>
      )}
    </>
  );
}
