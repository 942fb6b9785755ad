import { type ReactElement, useState } from 'react';
import { PAGES } from '../redaction/keys/bindings';
import { KeyList } from '../redaction/keys/key-list';
import { useKeys, useKeySettings } from '../redaction/keys/use-keys';
import { commandsOf, type Desk } from './use-commands';

/** The keys of the quality check, as somebody has chosen them, and the list of them. */
export function useCheckKeys(desk: Omit<Desk, 'onHelp'>): { readonly list: ReactElement | null; open: () => void } {
  const [isOpen, setOpen] = useState(false);
  const [settings, onChange] = useKeySettings();
  const open = (): void => setOpen(true);
  useKeys({ does: commandsOf({ ...desk, onHelp: open }), settings });
  const list = isOpen ? (
    <KeyList commands={PAGES.check} {...{ settings, onChange }} onClose={() => setOpen(false)} />
  ) : null;
  return { list, open };
}
