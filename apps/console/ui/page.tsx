import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { NavigationType, useNavigationType } from 'react-router';

/** A page has one heading. It is the document's title, and takes the focus when somebody comes here by a link. */
export function Page({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  const came = useNavigationType();
  useEffect(() => {
    document.title = `${title} – Daylight`;
  }, [title]);
  useEffect(() => {
    if (came !== NavigationType.Pop) heading.current?.focus();
  }, [came]);
  return (
    <main id="content" className="grid-container">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </main>
  );
}
