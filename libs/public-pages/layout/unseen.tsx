import type { ReactNode } from 'react';

/** Words for who listens: a link whose seen words say enough only beside what stands around them is read alone, too. */
export const Unseen = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <span className="unseen">{children}</span>
);
