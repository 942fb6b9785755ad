import { useEffect } from 'react';

/** Keys of the quality check; none of them while somebody types (WCAG 2.1.4). */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { target, key, ctrlKey, metaKey, altKey } = event;
      if (ctrlKey || metaKey || altKey) return;
      if (target instanceof HTMLElement && target.closest('textarea, select, dialog, input:not([type=range], [type=radio])')) return; // prettier-ignore
      const does = keys[key.toLowerCase()];
      if (!does) return;
      event.preventDefault();
      does();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [keys]);
}
