import type { ReactElement, ReactNode } from 'react';

interface Props {
  readonly kind: 'info' | 'warning' | 'error';
  readonly title: string;
  /** Level of its heading in the page. */
  readonly level?: 2 | 3 | 4;
  readonly children: ReactNode;
}

/** Something that has to be seen: it stays until it no longer holds. An error is announced at once. */
export function Notice({ kind, title, level = 3, children }: Props): ReactElement {
  const Heading = `h${level}` as const;
  return (
    <div className={`usa-alert usa-alert--${kind}`} {...(kind === 'error' && { role: 'alert' })}>
      <div className="usa-alert__body">
        <Heading className="usa-alert__heading">{title}</Heading>
        <div className="usa-alert__text">{children}</div>
      </div>
    </div>
  );
}
