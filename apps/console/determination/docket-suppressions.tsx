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
import { Loaded } from '../ui/loading';

const FIELD: Field = { name: 'field', label: 'What is kept back', kind: 'choice', options: Object.keys(SUPPRESSIBLE) };
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

/** Fields of the clip’s line of the public docket that the Solicitor keeps back. The exemption never is. */
export function DocketSuppressions({ clip }: { readonly clip: string }): ReactElement | null {
  const mayRead = useMay('read', 'Determination');
  const maySuppress = useMay('create', 'DocketNote');
  /** The field that is about to be shown again; '' while another is about to be kept back. */
  const [deciding, setDeciding] = useState<SuppressibleField | '' | null>(null);
  const known = useSuppressed(clip);
  const decide = async (body: object): Promise<void> => {
    await done(api.POST(PATH, { params: { path: { id: clip } }, body: body as Views['SuppressionDto'] }));
    await queries.invalidateQueries({ queryKey: keyOf(clip) });
  };
  if (!mayRead) return null;
  return (
    <section className="card" aria-labelledby="docket-suppressions">
      <h2 id="docket-suppressions">Kept back from the docket</h2>
      <Loaded of={known}>
        {(suppressed) =>
          suppressed.length === 0 ? (
            <p>Nothing. The exemption, the decision and its day are always public.</p>
          ) : (
            <ul>
              {suppressed.map(({ field, reason }) => (
                <li key={field}>
                  <strong>{SUPPRESSIBLE[field]}</strong>: {reason}{' '}
                  {maySuppress && deciding === null && (
                    <Button type="button" unstyled onClick={() => setDeciding(field)}>
                      Show it again<span className="usa-sr-only">: {SUPPRESSIBLE[field]}</span>
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {maySuppress && deciding === null && (
        <Button type="button" outline onClick={() => setDeciding('')}>
          Keep a field back
        </Button>
      )}
      {deciding !== null && (
        <RecordForm
          fields={deciding === '' ? [FIELD, PUBLIC_REASON] : [REASON]}
          values={{}}
          action={deciding === '' ? 'Keep it back' : 'Show it again'}
          onSave={(typed) =>
            decide(deciding === '' ? { suppressed: true, ...typed } : { suppressed: false, field: deciding, ...typed })
          }
          onClose={() => setDeciding(null)}
        />
      )}
    </section>
  );
}
