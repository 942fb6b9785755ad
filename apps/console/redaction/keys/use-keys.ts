import { useEffect, useRef, useState } from 'react';
import { type Command, commandFor, DEFAULT_SETTINGS, type Settings } from './bindings';

export type Commands = Readonly<Record<Command, () => void>>;

/** Elements that keep a key to themselves: where somebody types, and where the key presses a button. */
const TYPED = 'textarea, select, input:not([type=range], [type=radio], [type=checkbox])';
const PRESSED = 'button, a, summary, [role=button]';

function keepsIt(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(TYPED) || target.closest('dialog')) return true;
  if ([' ', 'Enter'].includes(key)) return target.closest(`${PRESSED}, input`) !== null;
  // A slider moves by its own arrows, a list of choices too; a mask is nudged by them.
  return /^(Arrow|Home|End|Page)/.test(key) && target.closest('input, [data-arrows]') !== null;
}

/** Keys of the editor; none of them while somebody types (WCAG 2.1.4). */
export function useKeys(commands: Commands, settings: Settings): void {
  const latest = useRef({ commands, settings });
  useEffect(() => {
    latest.current = { commands, settings };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || keepsIt(event.target, event.key)) return;
      const command = commandFor(event, latest.current.settings);
      if (!command) return;
      event.preventDefault();
      latest.current.commands[command]();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

const KEPT = 'editor keys';

/** Keys as somebody chose them, kept on this machine. */
export function useKeySettings(): [Settings, (settings: Settings) => void] {
  const [settings, setSettings] = useState(kept);
  return [
    settings,
    (chosen) => {
      localStorage.setItem(KEPT, JSON.stringify(chosen));
      setSettings(chosen);
    },
  ];
}

function kept(): Settings {
  try {
    return { ...DEFAULT_SETTINGS, ...(JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<Settings>) };
  } catch {
    return DEFAULT_SETTINGS;
  }
}
