import { useEffect } from 'react';
import { useLocation } from 'react-router';

const FIELDS = 'a, button, input, select, textarea';

/** Goes to the part of the page that the address names, as soon as it is there. */
export function useAnchor(): void {
  const { hash } = useLocation();
  useEffect(() => {
    const name = decodeURIComponent(hash.slice(1));
    const go = (): boolean => {
      const part = name === '' ? null : document.getElementById(name);
      if (part && !part.matches(FIELDS)) part.tabIndex = -1;
      part?.focus();
      part?.scrollIntoView(); // a field that is closed takes no focus
      return part !== null;
    };
    if (name === '' || go()) return;
    const watching = new MutationObserver(() => go() && watching.disconnect());
    watching.observe(document.body, { childList: true, subtree: true });
    return () => watching.disconnect();
  }, [hash]);
}
