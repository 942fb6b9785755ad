import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../shell/api';
import { useMay } from '../shell/session';
import { Loaded } from '../ui/loading';
import { inCambridge } from '../ui/times';
import { asWords } from '../ui/words';

/** Everything that was done to the clip, as the ledger has it: nobody can change a line of it. */
export function Custody({ clip }: { readonly clip: string }): ReactElement {
  const custody = useQuery({
    queryKey: ['clips', clip, 'custody'],
    queryFn: () => done(api.GET('/clips/{id}/custody', { params: { path: { id: clip } } })),
    refetchInterval: 15_000,
  });
  const mayKnowStaff = useMay('read', 'Staff');
  const staff = useQuery({ queryKey: ['staff'], queryFn: () => done(api.GET('/staff')), enabled: mayKnowStaff });
  const nameOf = (actor: string): string => staff.data?.find(({ id }) => id === actor)?.name ?? actor;
  return (
    <section className="card" aria-labelledby="custody">
      <h2 id="custody">Chain of custody</h2>
      <Loaded of={custody}>
        {(acts) => (
          <ol className="timeline">
            {acts.map((act) => (
              <Act key={act.ledgerIndex} act={act} by={nameOf(act.actor)} />
            ))}
          </ol>
        )}
      </Loaded>
    </section>
  );
}

function Act({ act, by }: { readonly act: Views['CustodyView']; readonly by: string }): ReactElement {
  const { at, action, outcome, before, after, reason, ledgerIndex, roles } = act;
  return (
    <li>
      <strong>{asWords(action)}</strong>
      {outcome === 'done' ? '' : ` – ${outcome}`}
      <br />
      <time dateTime={at}>{inCambridge(at)}</time>, {by} ({roles.map(asWords).join(', ')}), entry {ledgerIndex} of the
      ledger
      {(before ?? after) !== null && (
        <>
          <br />
          {before ?? 'nothing'} → {after ?? 'nothing'}
        </>
      )}
      {reason !== null && (
        <>
          <br />
          Reason: {reason}
        </>
      )}
    </li>
  );
}
