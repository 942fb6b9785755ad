import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { useQuery } from '@tanstack/react-query';
import { Button, ButtonGroup } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import { RecordForm } from '../record/record-form';
import { api, queries, withRevision } from '../shell/api';
import { isOpen, useMay } from '../shell/session';
import { Loaded } from '../ui/loading';
import { asWords } from '../ui/words';
import { type Content, CONTENT_FIELDS, flattened, withChanges } from './content-fields';
import { ExemptionForm } from './exemption-form';
import { OrderForm } from './order-form';
import { Memo } from './memo';

type Editing = 'answers' | 'exemption' | 'order' | null;

/** The determination on this clip: a memo that is drawn from the answers, and the forms in which they are given. */
export function DeterminationCard({ clip }: { readonly clip: Views['ClipView'] }): ReactElement | null {
  const mayRead = useMay('read', 'Determination');
  const mayEdit = useMay('edit', 'Determination') && isOpen('draft', clip.state);
  const [editing, setEditing] = useState<Editing>(null);
  const draft = useQuery({
    queryKey: ['clips', clip.id, 'determination'],
    queryFn: () => withRevision(api.GET('/clips/{id}/determination', { params: { path: { id: clip.id } } })),
    enabled: mayRead,
  });
  if (!mayRead) return null;
  const close = (): void => setEditing(null);
  return (
    <section className="card" aria-labelledby="determination">
      <h2 id="determination">The determination</h2>
      <Loaded of={draft}>
        {({ body, revision }) => {
          const save = (content: Content): Promise<void> => put(clip.id, revision, content);
          return (
            <>
              <p>
                Version {body.version}, {asWords(body.state).toLowerCase()}
                {body.outcome === null ? '' : `: ${asWords(body.outcome).toLowerCase()}`}. Revision {body.revision}.
              </p>
              {editing === null && <Memo content={body.content} />}
              {editing === 'answers' && (
                <RecordForm
                  fields={CONTENT_FIELDS}
                  values={flattened(body.content)}
                  action="Save the draft"
                  onSave={(changed) => save(withChanges(body.content, changed))}
                  onClose={close}
                />
              )}
              {editing === 'exemption' && <ExemptionForm content={body.content} onSave={save} onClose={close} />}
              {editing === 'order' && <OrderForm content={body.content} onSave={save} onClose={close} />}
              {mayEdit && editing === null && <Begin onEdit={setEditing} />}
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

function Begin({ onEdit }: { readonly onEdit: (what: Editing) => void }): ReactElement {
  return (
    <ButtonGroup>
      <Button type="button" outline onClick={() => onEdit('answers')}>
        Write the determination
      </Button>
      <Button type="button" outline onClick={() => onEdit('order')}>
        Order a redaction
      </Button>
      <Button type="button" outline onClick={() => onEdit('exemption')}>
        Cite an exemption
      </Button>
    </ButtonGroup>
  );
}

async function put(clip: string, revision: string, content: Content): Promise<void> {
  await done(
    api.PUT('/clips/{id}/determination', {
      params: { path: { id: clip }, header: { 'If-Match': revision } },
      body: content,
    }),
  );
  await queries.invalidateQueries({ queryKey: ['clips', clip] });
}
