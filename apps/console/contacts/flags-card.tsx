import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { type Flag, FLAGS } from '@app/footage/domain';
import { Button } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import type { Field } from '../record/field';
import { RecordForm } from '../record/record-form';
import { api, queries } from '../shell/api';
import { useMay } from '../shell/session';
import { closing } from '../ui/closing';
import { asWords } from '../ui/words';

const REASON: Field = {
  name: 'flagReason',
  label: 'Why',
  hint: 'For the record, in at least 10 characters',
  kind: 'long',
};

/** Conditions that follow a clip through every state, each raised and lifted with a reason. */
export function FlagsCard({ clip }: { readonly clip: Views['ClipView'] }): ReactElement {
  const mayFlag = useMay('flag', 'Clip');
  const [raising, setRaising] = useState(false);
  const [lifting, setLifting] = useState<Flag | null>(null);
  const raised = clip.flags as readonly Flag[];
  const free = (Object.keys(FLAGS) as Flag[]).filter((flag) => !raised.includes(flag));
  const set = async (flag: unknown, isRaised: boolean, reason: unknown): Promise<void> => {
    const body = { flag, raised: isRaised, reason } as Views['FlagDto'];
    await done(api.POST('/clips/{id}/flags', { params: { path: { id: clip.id } }, body }));
    await queries.invalidateQueries({ queryKey: ['clips', clip.id] });
  };
  return (
    <section className="card" aria-labelledby="conditions">
      <h2 id="conditions">Conditions</h2>
      {raised.length === 0 && <p>None is recorded.</p>}
      <ul>
        {raised.map((flag) => (
          <li key={flag}>
            <strong>{asWords(flag)}.</strong> {FLAGS[flag]}{' '}
            {mayFlag && lifting !== flag && (
              <Button type="button" unstyled onClick={() => setLifting(flag)}>
                Lift: {asWords(flag).toLowerCase()}
              </Button>
            )}
            {lifting === flag && (
              <RecordForm
                fields={[REASON]}
                values={{}}
                action="Lift it"
                onSave={({ flagReason }) => set(flag, false, flagReason)}
                onClose={() => setLifting(closing(flag))}
              />
            )}
          </li>
        ))}
      </ul>
      {mayFlag && !raising && lifting === null && (
        <Button type="button" outline onClick={() => setRaising(true)}>
          Record a condition
        </Button>
      )}
      {raising && (
        <RecordForm
          fields={[{ name: 'flag', label: 'Condition', kind: 'choice', options: free }, REASON]}
          values={{}}
          action="Record it"
          onSave={({ flag, flagReason }) => set(flag, true, flagReason)}
          onClose={() => setRaising(false)}
        />
      )}
    </section>
  );
}
