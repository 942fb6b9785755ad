import { useEffect } from 'react';

interface Does {
  readonly step: (frames: number) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Keys of the editor; none of them while somebody types (WCAG 2.1.4). */
export function useKeys({ step, undo, redo }: Does): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { target, key, ctrlKey, metaKey, shiftKey, altKey } = event;
      if (target instanceof HTMLElement && target.closest('input, textarea, select')) return;
      const command = ctrlKey || metaKey;
      const does =
        command && key.toLowerCase() === 'z' ? (shiftKey ? redo : undo)
        : command && key.toLowerCase() === 'y' ? redo
        : command || altKey ? null
        : key === '.' ? () => step(1)
        : key === ',' ? () => step(-1)
        : null; // prettier-ignore
      if (!does) return;
      event.preventDefault();
      does();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [step, undo, redo]);
}
