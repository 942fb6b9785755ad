import { Button } from '@trussworks/react-uswds';
import { type ReactElement, useEffect, useState } from 'react';
import { Sheet } from '../ui/sheet';

/** WCAG 2.2.1 asks for twenty seconds; somebody may be in the next room. More than the two minutes that are promised. */
const WARN_SECONDS = 135;
const USE = 'daylight:use';
/** A hand at the page, or a film that plays; and whatever says so itself, such as an upload. */
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'timeupdate', USE] as const;

/** Says that the page is in use although nobody touches it. */
export const noteUse = (): boolean => window.dispatchEvent(new Event(USE));

interface Props {
  /** Seconds after which a page that nobody uses is locked. */
  readonly seconds: number;
  readonly onIdle: () => void;
}

/**
 * Pages ask the api again and again by themselves, and every request keeps a session alive: so that an unattended one
 * ends (CJIS AC-11), the page itself has to see that nobody is there. Warns first.
 */
export function IdleWatch({ seconds, onIdle }: Props): ReactElement | null {
  const [isWarned, setWarned] = useState(false);
  useEffect(() => {
    let lastUse = Date.now();
    const use = ({ type }: Event): void => {
      lastUse = Date.now();
      // A key does what it does first: with the warning gone it would go into the field that has the focus again.
      if (type !== 'keydown') setWarned(false);
    };
    for (const sign of SIGNS) window.addEventListener(sign, use, { capture: true, passive: true });
    const look = setInterval(() => {
      const idle = (Date.now() - lastUse) / 1000;
      if (idle >= seconds) onIdle();
      else setWarned(idle >= seconds - WARN_SECONDS);
    }, 1000);
    return () => {
      clearInterval(look);
      for (const sign of SIGNS) window.removeEventListener(sign, use, { capture: true });
    };
  }, [seconds, onIdle]);
  if (!isWarned) return null;
  return (
    <Sheet title="Are you still there?" onClose={noteUse}>
      <p>In two minutes you will be signed out. What you typed stays on this page, for you alone.</p>
      <Button type="button" onClick={noteUse}>
        I am here
      </Button>
    </Sheet>
  );
}
