import { type Operation, OperationRefused } from '@app/redactions/domain';
import { useEffect, useState } from 'react';
import type { Editor, EditorState } from './engine/editor';

const SAVE_MS = 800;
const AGAIN_MS = 5_000;

export interface Acts {
  /** Makes edits; false where they were refused. */
  readonly act: (make: () => readonly Operation[]) => boolean;
  /** Why the last edit was not made; null when it was. */
  readonly refusal: string | null;
}

/** Edits, none of them while somebody else has the plan; and why the last one was not made. */
export function useActs(editor: Editor, readOnly: string | null): Acts {
  const [refusal, setRefusal] = useState<string | null>(null);
  const act = (make: () => readonly Operation[]): boolean => {
    try {
      if (readOnly !== null) throw new OperationRefused(readOnly);
      const operations = make();
      if (operations.length > 0) editor.do(...operations);
      setRefusal(null);
      return true;
    } catch (error) {
      if (!(error instanceof OperationRefused)) throw error;
      setRefusal(error.message);
      return false;
    }
  };
  return { act, refusal };
}

/**
 * Saves a moment after the last edit, tries again while it cannot, and keeps the page open until it has. What was refused is
 * not asked again before something else is done; while somebody else has the plan, nothing is.
 */
export function useAutosave(editor: Editor, { unsaved, isRefused }: EditorState, readOnly: string | null): void {
  const waits = unsaved > 0 && readOnly === null;
  useEffect(() => {
    if (!waits) return;
    const soon = setTimeout(() => void editor.save(), SAVE_MS);
    return () => clearTimeout(soon);
  }, [editor, unsaved, waits]);
  useEffect(() => {
    if (!waits || isRefused) return;
    const save = (): void => void editor.save();
    const again = setInterval(() => navigator.onLine && save(), AGAIN_MS);
    window.addEventListener('online', save);
    return () => {
      clearInterval(again);
      window.removeEventListener('online', save);
    };
  }, [editor, waits, isRefused]);
  useEffect(() => {
    if (unsaved === 0) return;
    const stay = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', stay);
    return () => window.removeEventListener('beforeunload', stay);
  }, [unsaved]);
}
