import type { ReactNode } from 'react';

interface BarFacts {
  readonly of: number;
  /** What the longest bar of the figure stands for. */
  readonly most: number;
  /** The figure in digits: the bar says nothing that they do not. */
  readonly children: ReactNode;
}

/** A figure, and how it compares with the others of its table. */
export const Bar = ({ of, most, children }: BarFacts): ReactNode => (
  <span className="figure">
    <span>{children}</span>
    <svg className="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect width={Math.round((of / most) * 1000) / 10} height="10" />
    </svg>
  </span>
);
