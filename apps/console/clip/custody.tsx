import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { useQuery } from '@tanstack/react-query';
import { Label, Select } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import { api } from '../shell/api';
import { useMay, usePerson } from '../shell/session';
import { Loaded } from '../ui/loading';
import { inCambridge } from '../ui/times';
import { asWords } from '../ui/words';
import { CustodyCheck } from './custody-check';
import { Reports } from './reports';

const ANY = '';
const REFUSED = 'refused';

/** Everything that was done to the clip, as the ledger has it: nobody can change a line of it without its showing. */
export function Custody({ clip }: { readonly clip: string }): ReactElement {
  const [kind, setKind] = useState(ANY);
  const custody = useQuery({
    queryKey: ['clips', clip, 'custody'],
    queryFn: () => done(api.GET('/clips/{id}/custody', { params: { path: { id: clip } } })),
    refetchInterval: 15_000,
  });
  const nameOf = useNames();
  return (
    <section className="card" aria-labelledby="custody">
      <h2 id="custody">Chain of custody</h2>
      <CustodyCheck clip={clip} />
      <Reports clip={clip} />
      <Loaded of={custody}>
        {(acts) => {
          const shown = acts.filter((act) => isOf(act, kind));
          return (
            <>
              <h3>Activity</h3>
              <Kinds acts={acts} kind={kind} onChange={setKind} />
              <p role="status">
                {shown.length} of {acts.length} entries
              </p>
              <ol className="entries">
                {shown.map((act) => (
                  <Act key={act.ledgerIndex} act={act} nameOf={nameOf} />
                ))}
              </ol>
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

const A_PERSON = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Names of staff, for those who may know them; to others a colleague is one by their role, which stands beside. */
function useNames(): (actor: string) => string {
  const me = usePerson();
  const mayKnowStaff = useMay('read', 'Staff');
  const staff = useQuery({ queryKey: ['staff'], queryFn: () => done(api.GET('/staff')), enabled: mayKnowStaff });
  return (actor) => {
    if (actor === me.id) return me.name;
    const known = staff.data?.find(({ id }) => id === actor)?.name;
    return known ?? (!mayKnowStaff && A_PERSON.test(actor) ? 'A colleague' : actor);
  };
}

type Acted = Views['CustodyView'];

const isOf = ({ action, outcome }: Acted, kind: string): boolean =>
  kind === ANY || action === kind || (kind === REFUSED && outcome !== 'done');

interface KindsProps {
  readonly acts: readonly Acted[];
  readonly kind: string;
  readonly onChange: (kind: string) => void;
}

function Kinds({ acts, kind, onChange }: KindsProps): ReactElement {
  const actions = [...new Set(acts.map(({ action }) => action))].sort();
  return (
    <>
      <Label htmlFor="kind-of-act">Kind of act</Label>
      <Select id="kind-of-act" name="kind" value={kind} onChange={({ target }) => onChange(target.value)}>
        <option value={ANY}>Every kind</option>
        <option value={REFUSED}>What was refused</option>
        {actions.map((action) => (
          <option key={action} value={action}>
            {asWords(action)}
          </option>
        ))}
      </Select>
    </>
  );
}

function Act({ act, nameOf }: { readonly act: Acted; readonly nameOf: (actor: string) => string }): ReactElement {
  const { at, action, outcome, before, after, reason, ledgerIndex, roles, actor } = act;
  return (
    <li>
      <strong>{asWords(action)}</strong>
      {outcome === 'done' ? '' : ` – ${outcome}`}
      <br />
      <time dateTime={at}>{inCambridge(at)}</time>, {nameOf(actor)} ({roles.map(asWords).join(', ')}), entry{' '}
      {ledgerIndex} of the ledger
      {(before ?? after) !== null && (
        <>
          <br />
          {before === null ? 'nothing' : nameOf(before)} → {after === null ? 'nothing' : nameOf(after)}
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
