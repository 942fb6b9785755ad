import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { DOCKET_NOTES, type DocketNoteKind } from '@app/publications/domain';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import type { Field } from '../record/field';
import { RecordForm } from '../record/record-form';
import { api, queries } from '../shell/api';
import { useMay } from '../shell/session';
import { Loaded } from '../ui/loading';

const NOTE: readonly Field[] = [
  { name: 'kind', label: 'What is noted', kind: 'choice', options: Object.keys(DOCKET_NOTES) },
  { name: 'until', label: 'Extended until', hint: 'Of an extension only', kind: 'date' },
  { name: 'says', label: 'What the public reads of it', hint: 'No name and no place', kind: 'long' },
];

/** Dated notes on the clip’s line of the public docket: extension, lateness, appeal. They stay. */
export function DocketNotes({ clip }: { readonly clip: string }): ReactElement | null {
  const mayRead = useMay('read', 'Determination');
  const mayNote = useMay('create', 'DocketNote');
  const [isNoting, setNoting] = useState(false);
  const params = { path: { id: clip } };
  const queryKey = ['clips', clip, 'docket-notes'];
  const known = useQuery({ queryKey, queryFn: () => done(api.GET('/clips/{id}/docket-notes', { params })), enabled: mayRead }); // prettier-ignore
  const add = async (body: object): Promise<void> => {
    await done(api.POST('/clips/{id}/docket-notes', { params, body: body as Views['DocketNoteDto'] }));
    await queries.invalidateQueries({ queryKey });
  };
  if (!mayRead) return null;
  return (
    <section className="card" aria-labelledby="docket-notes">
      <h2 id="docket-notes">Notes on the docket</h2>
      <Loaded of={known}>
        {(notes) =>
          notes.length === 0 ? (
            <p>None. A note is public at once and for good.</p>
          ) : (
            <ul>
              {notes.map(({ kind, on, until, says }) => (
                <li key={`${kind} ${on} ${says}`}>
                  <strong>{DOCKET_NOTES[kind as DocketNoteKind]}</strong>, {on}
                  {until !== null && `, until ${until}`}: {says}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {mayNote && !isNoting && (
        <Button type="button" outline onClick={() => setNoting(true)}>
          Add a note
        </Button>
      )}
      {isNoting && (
        <RecordForm fields={NOTE} values={{}} action="Publish the note" onSave={add} onClose={() => setNoting(false)} />
      )}
    </section>
  );
}
