import { done } from '@app/api-client';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { DueIn } from '../queue/due-in';
import { api } from '../shell/api';
import { Loaded } from '../ui/loading';
import { dayInWords } from '../ui/times';
import { asWords } from '../ui/words';

/** Every clock that runs on the clip, with what started it and whose rule it is. */
export function Clocks({ clip }: { readonly clip: string }): ReactElement {
  const clocks = useQuery({
    queryKey: ['clips', clip, 'clocks'],
    queryFn: () => done(api.GET('/clips/{id}/clocks', { params: { path: { id: clip } } })),
  });
  return (
    <section className="card" aria-labelledby="clocks">
      <h2 id="clocks">Clocks</h2>
      <Loaded of={clocks}>
        {(all) => (
          <ul className="usa-list">
            {all.map((clock) => (
              <li key={`${clock.id}-${clock.name}`}>
                {clock.dueOn === null ? (
                  `${clock.name}: ${asWords(clock.state).toLowerCase()}`
                ) : (
                  <DueIn clock={clock} />
                )}
                <br />
                <span className="text-base-darker">
                  From: {clock.startsWith}, {clock.startedOn === null ? 'not begun' : dayInWords(clock.startedOn)}.{' '}
                  {clock.authority}. {clock.note}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}
