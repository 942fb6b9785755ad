import { useEffect, useRef, useState } from 'react';
import { type Command, commandFor, DEFAULT_SETTINGS, type EditorCommand, type Settings } from './bindings';

/** What each command of a page does. */
export type Does<C extends Command> = Readonly<Record<C, () => void>>;
export type Commands = Does<EditorCommand>;

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

interface Keys<C extends Command> {
  readonly does: Does<C>;
  readonly settings: Settings;
  /** Told when the key that did something is let go. */
  readonly letGo?: (command: C) => void;
}

/** Keys of a page; none of them while somebody types, and no single one where these are off (WCAG 2.1.4). */
export function useKeys<C extends Command>(keys: Keys<C>): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    /** What each key that is held down now did. */
    const held = new Map<string, C>();
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || keepsIt(event.target, event.key)) return;
      const { does, settings } = latest.current;
      const command = commandFor(event, Object.keys(does) as C[], settings);
      if (!command) return;
      event.preventDefault();
      held.set(event.code, command);
      does[command]();
    };
    const release = ({ code }: Pick<KeyboardEvent, 'code'>): void => {
      const command = held.get(code);
      held.delete(code);
      if (command) latest.current.letGo?.(command);
    };
    /** Another window hears of the key that is let go. */
    const leave = (): void => [...held.keys()].forEach((code) => release({ code }));
    window.addEventListener('keydown', press);
    window.addEventListener('keyup', release);
    window.addEventListener('blur', leave);
    return () => {
      window.removeEventListener('keydown', press);
      window.removeEventListener('keyup', release);
      window.removeEventListener('blur', leave);
    };
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
