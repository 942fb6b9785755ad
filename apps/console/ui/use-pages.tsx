import { Button, ButtonGroup } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';

/** A long list by pages of `size`: what is on this one, and the buttons that turn it; null where there is one page only. */
export function usePages<T>(
  all: readonly T[],
  size: number,
  name: string,
): { readonly shown: readonly T[]; readonly turning: ReactElement | null } {
  const [page, setPage] = useState(0);
  const last = Math.max(Math.ceil(all.length / size) - 1, 0);
  const current = Math.min(page, last);
  const from = current * size;
  const turning =
    last === 0 ? null : (
      <>
        <p>
          {from + 1} to {Math.min(from + size, all.length)} of {all.length}
        </p>
        <ButtonGroup>
          <Button type="button" outline disabled={current === 0} onClick={() => setPage(current - 1)}>
            {name} before
          </Button>
          <Button type="button" outline disabled={current === last} onClick={() => setPage(current + 1)}>
            {name} after
          </Button>
        </ButtonGroup>
      </>
    );
  return { shown: all.slice(from, from + size), turning };
}
