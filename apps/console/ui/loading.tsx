import { useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { Boundary } from './boundary';
import { Failure } from './failure';

/** What was asked for, once it is there; until then that it is being fetched, or why it was not. */
export function Loaded<T>({
  of,
  children,
}: {
  readonly of: Pick<UseQueryResult<T>, 'data' | 'error'>;
  readonly children: (value: T) => ReactElement;
}): ReactElement {
  if (of.data !== undefined)
    return (
      <Part>
        <Drawn of={of.data}>{children}</Drawn>
      </Part>
    );
  if (of.error) return <Failure error={of.error} />;
  return <p role="status">One moment …</p>;
}

/** A component of its own, so that what cannot be drawn fails inside the boundary. */
const Drawn = <T,>({ of, children }: { readonly of: T; readonly children: (value: T) => ReactElement }): ReactElement =>
  children(of);

/** Around each part of a page: it alone is missing where it cannot be drawn. */
function Part({ children }: { readonly children: ReactNode }): ReactElement {
  const queries = useQueryClient();
  return (
    <Boundary
      title="This part of the page cannot be shown"
      says="The rest of the page goes on, with what you typed there. What was saved here is saved; what you typed here and had not saved yet is no longer here."
      action="Try it again"
      onAgain={() => queries.invalidateQueries()}
    >
      {children}
    </Boundary>
  );
}
