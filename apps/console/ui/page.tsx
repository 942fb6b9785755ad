import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';
import { useAnchor } from './use-anchor';
import { useScrollPlace } from './use-scroll-place';

const WHOLE = { current: document.documentElement } as const;

/**
 * A page has one heading. It is the document's title, and takes the focus when somebody comes here by a link; not when they
 * choose a filter, which the address keeps. Who goes back finds the page scrolled as it was.
 */
export function Page({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  const came = useNavigationType();
  const { pathname } = useLocation();
  const arrivedAt = useRef<string | null>(null);
  useScrollPlace('page', WHOLE);
  useAnchor();
  useEffect(() => {
    document.title = `${title} – Daylight`;
  }, [title]);
  useEffect(() => {
    if (arrivedAt.current === pathname) return;
    arrivedAt.current = pathname;
    if (came !== NavigationType.Pop) heading.current?.focus();
  }, [came, pathname]);
  return (
    <main id="content" className="grid-container">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </main>
  );
}
