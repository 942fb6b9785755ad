import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { TRANSLATION_LANGUAGES } from '@app/publications/domain';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import type { Field } from '../record/field';
import { RecordForm } from '../record/record-form';
import { api, queries } from '../shell/api';
import { useMay } from '../shell/session';
import { Loaded } from '../ui/loading';

const PATH = '/clips/{id}/translations';
const NAMES = new Intl.DisplayNames('en', { type: 'language' });

/** What the public reads of the clip’s release in other languages, and a form for one more. Nothing while none is public. */
export function Translations({ clip }: { readonly clip: string }): ReactElement | null {
  const mayRead = useMay('read', 'Determination');
  const mayPublish = useMay('create', 'DocketNote');
  const [isOpen, setOpen] = useState(false);
  const queryKey = ['clips', clip, 'translations'];
  const known = useQuery({
    queryKey,
    queryFn: () => done(api.GET(PATH, { params: { path: { id: clip } } })),
    enabled: mayRead,
  });
  if (!mayRead || known.data?.english === null) return null;
  const save = async (typed: object): Promise<void> => {
    const body = { lines: [], ...typed } as unknown as Views['TranslationDto'];
    await done(api.POST(PATH, { params: { path: { id: clip } }, body }));
    await queries.invalidateQueries({ queryKey });
  };
  return (
    <section className="card" aria-labelledby="translations">
      <h2 id="translations">Translations of the public words</h2>
      <Loaded of={known}>
        {({ english, translations }) => (
          <>
            <Standing translations={translations} />
            {mayPublish && !isOpen && (
              <Button type="button" outline onClick={() => setOpen(true)}>
                Publish a translation
              </Button>
            )}
            {isOpen && english && (
              <>
                <English {...english} />
                <RecordForm
                  fields={fieldsOf(english.lines.length)}
                  values={{}}
                  action="Publish this translation"
                  onSave={save}
                  onClose={() => setOpen(false)}
                />
              </>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

/** The transcript’s field only where there is a transcript. */
const fieldsOf = (lines: number): readonly Field[] => [
  { name: 'language', label: 'Language', kind: 'choice', options: TRANSLATION_LANGUAGES },
  { name: 'title', label: 'Title in that language', kind: 'text' },
  { name: 'summary', label: 'Summary in that language', kind: 'long' },
  ...(lines === 0
    ? []
    : [
        {
          name: 'lines',
          label: 'Transcript in that language',
          hint: `A line for each of its ${lines}, the hidden ones too; or nothing: then it stays in English`,
          kind: 'lines',
        } as const,
      ]),
  { name: 'translatedBy', label: 'Translated by', hint: 'The public reads this: a person, an office, or the name of a machine', kind: 'text' }, // prettier-ignore
];

function Standing({ translations }: { readonly translations: readonly Views['TranslationView'][] }): ReactElement {
  if (translations.length === 0) return <p>None. In every language the page shows the English words, and says so.</p>;
  return (
    <ul>
      {translations.map(({ language, title, lines, translatedBy, translatedOn }) => (
        <li key={language}>
          <strong>{NAMES.of(language)}</strong>: <span lang={language}>{title}</span>
          {lines.length > 0 && ', with its transcript'}. Translated by {translatedBy}, {translatedOn}.
        </li>
      ))}
    </ul>
  );
}

/** What is translated. */
function English({ title, summary, lines }: Views['EnglishView']): ReactElement {
  return (
    <>
      <p>
        <strong>{title}</strong>
      </p>
      <p>{summary}</p>
      {lines.length > 0 && (
        <ol>
          {lines.map((line, i) => (
            <li key={i}>{line}</li>
          ))}
        </ol>
      )}
    </>
  );
}
