import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Failure } from './failure';

/** What was asked for, once it is there; until then that it is being fetched, or why it was not. */
export function Loaded<T>({
  of,
  children,
}: {
  readonly of: Pick<UseQueryResult<T>, 'data' | 'error'>;
  readonly children: (value: T) => ReactElement;
}): ReactElement {
  if (of.data !== undefined) return children(of.data);
  if (of.error) return <Failure error={of.error} />;
  return <p role="status">One moment …</p>;
}
