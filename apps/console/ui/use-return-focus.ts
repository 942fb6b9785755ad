import { type RefObject, useEffect, useRef, useState } from 'react';

const FIELDS = 'input:not([type=hidden]), select, textarea';

/**
 * For a part that takes the place of the button that opened it. When it goes, and nothing else has the focus, that button
 * has it again; where the button is gone too, the heading of the section does.
 */
export function useReturnFocus<T extends HTMLElement>(): RefObject<T | null> {
  const part = useRef<T>(null);
  const [opener] = useState(() => document.activeElement); // still there while this is drawn for the first time
  useEffect(() => {
    const section = part.current?.parentElement?.closest('section, main') ?? null;
    return () => void requestAnimationFrame(() => giveBack(section, opener));
  }, [opener]);
  return part;
}

/** The same for a form, whose first field has the focus as soon as it is open. */
export function useFormFocus(): RefObject<HTMLFormElement | null> {
  const form = useReturnFocus<HTMLFormElement>();
  useEffect(() => form.current?.querySelector<HTMLElement>(FIELDS)?.focus(), [form]);
  return form;
}

function giveBack(section: Element | null, opener: Element | null): void {
  if (document.activeElement !== document.body || section === null) return;
  const buttons = [...section.querySelectorAll<HTMLElement>('button')];
  const again = buttons.find((button) => button.matches(':enabled') && nameOf(button) === nameOf(opener));
  const place = again ?? section.querySelector<HTMLElement>('h1, h2, h3');
  if (place && !again) place.tabIndex = -1;
  place?.focus();
}

/** Drawn anew it is another element, and says the same. */
const nameOf = (element: Element | null): string | null =>
  element && (element.getAttribute('aria-label') ?? element.textContent);
