import type { ReactElement } from 'react';
import { Notice } from '../../ui/notice';
import { clockOf } from '../../ui/times';
import type { EditorState, Standing } from '../engine/editor';

interface Props {
  readonly state: EditorState;
  /** Why the last edit was not made; null when it was. */
  readonly refusal: string | null;
}

/** Whether everything is kept, and what to know where it is not. */
export function Saved({ state, refusal }: Props): ReactElement {
  const { standing, trouble, isRefused } = state;
  return (
    <>
      <p role="status" className={`standing standing--${standing}`}>
        {SAYS[standing](state)}
      </p>
      {refusal !== null && (
        <Notice kind="error" title="Nothing was changed">
          {refusal}
        </Notice>
      )}
      {trouble !== null && standing !== 'offline' && (
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

const counted = (edits: number): string => (edits === 1 ? '1 edit' : `${edits} edits`);
const SAYS: Readonly<Record<Standing, (state: EditorState) => string>> = {
  saved: ({ revision, savedAt }) =>
    `Saved, revision ${revision}.${savedAt ? ` Last saved at ${clockOf(savedAt)}.` : ''}`,
  waiting: ({ unsaved }) => `Not saved yet: ${counted(unsaved)}.`,
  saving: ({ unsaved }) => `Saving ${counted(unsaved)} …`,
  offline: ({ unsaved }) =>
    `Offline: ${counted(unsaved)} kept on this machine, sent when Daylight can be reached again.`,
  refused: ({ unsaved }) => `Not saved: ${counted(unsaved)}.`,
  conflict: () => 'Conflict: somebody else changed the same thing. Choose which of the two stays.',
};
