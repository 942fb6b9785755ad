import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { SUPPRESSIBLE, type SuppressibleField, type Suppression } from '@app/publications/domain';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import type { Field } from '../record/field';
import { RecordForm } from '../record/record-form';
import { api, queries } from '../shell/api';
import { useMay } from '../shell/session';
import { closing } from '../ui/closing';
import { Loaded } from '../ui/loading';

const FIELD: Field = {
  name: 'field',
  label: 'What is kept back',
  hint: 'Of this clip: other recordings of the incident have lines of their own',
  kind: 'choice',
  options: Object.keys(SUPPRESSIBLE),
};
const PUBLIC_REASON: Field = {
  name: 'reason',
  label: 'Why: the public reads this in its place',
  hint: 'No name and no place',
  kind: 'long',
};
const REASON: Field = { name: 'reason', label: 'Why it is shown again', hint: 'For the record', kind: 'long' };

const PATH = '/clips/{id}/docket-suppressions';
const keyOf = (clip: string): string[] => ['clips', clip, 'docket-suppressions'];

/** What is kept back of the clip’s lines now, for whoever may read its determination. */
export function useSuppressed(clip: string): UseQueryResult<Suppression[]> {
  return useQuery({
    queryKey: keyOf(clip),
    queryFn: async () => (await done(api.GET(PATH, { params: { path: { id: clip } } }))) as Suppression[],
    enabled: useMay('read', 'Determination'),
  });
}

/** The field that is about to be shown again; '' while another is about to be kept back. */
type Deciding = SuppressibleField | '';

/** Fields of the clip’s line of the public docket that the Solicitor keeps back. The exemption never is. */
export function DocketSuppressions({ clip }: { readonly clip: string }): ReactElement | null {
  const mayRead = useMay('read', 'Determination');
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const known = useSuppressed(clip);
  const maySuppress = useMay('create', 'DocketNote') && deciding === null;
  if (!mayRead) return null;
  return (
    <section className="card" aria-labelledby="docket-suppressions">
      <h2 id="docket-suppressions">Kept back from the docket</h2>
      <Loaded of={known}>
        {(suppressed) => <Kept suppressed={suppressed} onShow={maySuppress ? setDeciding : null} />}
      </Loaded>
      {maySuppress && (
        <Button type="button" outline onClick={() => setDeciding('')}>
          Keep a field back
        </Button>
      )}
      {deciding !== null && <Decide clip={clip} deciding={deciding} onClose={() => setDeciding(closing(deciding))} />}
    </section>
  );
}

interface KeptProps {
  readonly suppressed: readonly Suppression[];
  /** Null for whoever may not, or is about to decide on one. */
  readonly onShow: ((field: SuppressibleField) => void) | null;
}

function Kept({ suppressed, onShow }: KeptProps): ReactElement {
  if (suppressed.length === 0) return <p>Nothing. The exemption, the decision and its day are always public.</p>;
  return (
    <ul>
      {suppressed.map(({ field, reason }) => (
        <li key={field}>
          <strong>{SUPPRESSIBLE[field]}</strong>: {reason}{' '}
          {onShow && (
            <Button type="button" unstyled onClick={() => onShow(field)}>
              Show it again<span className="usa-sr-only">: {SUPPRESSIBLE[field]}</span>
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

interface DecideProps {
  readonly clip: string;
  readonly deciding: Deciding;
  readonly onClose: () => void;
}

function Decide({ clip, deciding, onClose }: DecideProps): ReactElement {
  const keeps = deciding === '';
  const act = keeps ? { suppressed: true } : { suppressed: false, field: deciding };
  const save = async (typed: object): Promise<void> => {
    const body = { ...act, ...typed } as Views['SuppressionDto'];
    await done(api.POST(PATH, { params: { path: { id: clip } }, body }));
    await queries.invalidateQueries({ queryKey: keyOf(clip) });
  };
  return (
    <RecordForm
      fields={keeps ? [FIELD, PUBLIC_REASON] : [REASON]}
      values={{}}
      action={keeps ? 'Keep it back' : 'Show it again'}
      onSave={save}
      onClose={onClose}
    />
  );
}
