import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { CONTENT_WARNINGS, type ContentWarning } from '@app/publications/domain';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Fieldset } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import type { Field } from '../record/field';
import { RecordForm } from '../record/record-form';
import { api, queries, withRevision } from '../shell/api';
import { isOpen, useMay } from '../shell/session';
import { Facts } from '../ui/facts';
import { Loaded } from '../ui/loading';

const FIELDS: readonly Field[] = [
  { name: 'captions', label: 'Captions', hint: 'WebVTT, read through by a person; a cue [camera obstructed] is listed as no redaction', kind: 'long' },
  { name: 'noSpeech', label: 'Or: nobody speaks', hint: 'What is heard instead, said in place of captions', kind: 'text' },
  { name: 'needed', label: 'A description of the picture is needed', kind: 'yes-no' },
  { name: 'why', label: 'Why, or why not', kind: 'long' },
  { name: 'followsBy', label: 'The described version follows by', hint: 'Only where one is needed and not there yet', kind: 'date' },
]; // prettier-ignore

const SHOWN = [
  { name: 'noSpeech', label: 'Nobody speaks; heard instead', kind: 'text' },
  { name: 'descriptionNeeded', label: 'A description of the picture is needed', kind: 'yes-no' },
  { name: 'descriptionWhy', label: 'Why, or why not', kind: 'long' },
  { name: 'descriptionFollowsBy', label: 'The described version follows by', kind: 'date' },
  { name: 'warnings', label: 'Content warnings', kind: 'lines' },
];

/** Captions, description, warnings: what makes the release one for everybody. */
export function AccessibilityCard({ clip }: { readonly clip: Views['ClipView'] }): ReactElement | null {
  const mayRead = useMay('read', 'Accessibility');
  const mayEdit = useMay('edit', 'Accessibility') && isOpen('accessibility', clip.state);
  const [editing, setEditing] = useState(false);
  const known = useQuery({
    queryKey: ['clips', clip.id, 'accessibility'],
    queryFn: () => withRevision(api.GET('/clips/{id}/accessibility', { params: { path: { id: clip.id } } })),
    enabled: mayRead,
  });
  if (!mayRead) return null;
  return (
    <section className="card" aria-labelledby="accessibility">
      <h2 id="accessibility">Captions, description, warnings</h2>
      <Loaded of={known}>
        {({ body, revision }) =>
          editing ? (
            <Begin clip={clip.id} known={body} revision={revision} onClose={() => setEditing(false)} />
          ) : (
            <>
              <Facts
                as={SHOWN}
                of={{
                  captions: body.captions,
                  noSpeech: body.noSpeech,
                  descriptionNeeded: body.descriptionNeeded,
                  descriptionWhy: body.descriptionWhy,
                  ...(body.descriptionFollowsBy !== null && { descriptionFollowsBy: body.descriptionFollowsBy }),
                  warnings: body.warnings.map((one) => CONTENT_WARNINGS[one as ContentWarning]),
                }}
              />
              {mayEdit && (
                <Button type="button" outline onClick={() => setEditing(true)}>
                  Write them
                </Button>
              )}
            </>
          )
        }
      </Loaded>
    </section>
  );
}

interface EditProps {
  readonly clip: string;
  readonly known: Views['AccessibilityView'];
  readonly revision: string;
  readonly onClose: () => void;
}

/** Where no captions are written yet they begin with the transcript of whoever redacted, less what is muted. */
function Begin({ known, ...rest }: EditProps): ReactElement {
  const proposed = useQuery({
    queryKey: ['clips', rest.clip, 'accessibility', 'proposed'],
    queryFn: () => done(api.GET('/clips/{id}/accessibility/proposed', { params: { path: { id: rest.clip } } })),
  });
  if (known.captions !== null || known.noSpeech !== null) return <Edit known={known} {...rest} />;
  return (
    <Loaded of={proposed}>
      {({ captions }) => (
        <>
          {captions !== null && (
            <p>
              The captions begin with the transcript, with everything taken out that is muted. Read them through against
              the sound before you save.
            </p>
          )}
          <Edit known={{ ...known, captions }} {...rest} />
        </>
      )}
    </Loaded>
  );
}

function Edit({ clip, known, revision, onClose }: EditProps): ReactElement {
  const [warnings, setWarnings] = useState<readonly string[]>(known.warnings);
  const values = {
    ...known,
    needed: known.descriptionNeeded,
    why: known.descriptionWhy,
    followsBy: known.descriptionFollowsBy,
  };
  const save = async (changed: Readonly<Record<string, unknown>>): Promise<void> => {
    const { captions, noSpeech, needed, why, followsBy } = { ...values, ...changed };
    const description = needed === null ? {} : { description: { needed, why: why ?? '', followsBy } };
    await done(
      api.PUT('/clips/{id}/accessibility', {
        params: { path: { id: clip }, header: { 'If-Match': revision } },
        body: { captions, noSpeech, ...description, warnings } as Views['AccessibilityDto'],
      }),
    );
    await queries.invalidateQueries({ queryKey: ['clips', clip] });
  };
  return (
    <RecordForm fields={FIELDS} values={values} action="Save" onSave={save} onClose={onClose}>
      <Fieldset legend="Content warnings">
        {Object.entries(CONTENT_WARNINGS).map(([warning, says]) => (
          <Checkbox
            key={warning}
            id={`warning-${warning}`}
            name={warning}
            label={says}
            checked={warnings.includes(warning)}
            onChange={({ target }) =>
              setWarnings(target.checked ? [...warnings, warning] : warnings.filter((one) => one !== warning))
            }
          />
        ))}
      </Fieldset>
    </RecordForm>
  );
}
