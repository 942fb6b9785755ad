import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { ELEMENTS_OF_F } from '@app/determinations/domain';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { api } from '../shell/api';
import { isOpen, useMay } from '../shell/session';
import { Loaded } from '../ui/loading';
import { asWords } from '../ui/words';
import { FINDINGS } from './content-fields';

interface Answer {
  readonly holds: boolean;
  readonly why: string;
}

/** The determination on this clip, in short, with the way to where it is written. */
export function DeterminationCard({ clip }: { readonly clip: Views['ClipView'] }): ReactElement | null {
  const mayRead = useMay('read', 'Determination');
  const mayEdit = useMay('edit', 'Determination') && isOpen('draft', clip.state);
  const draft = useQuery({
    queryKey: ['clips', clip.id, 'determination'],
    queryFn: () => done(api.GET('/clips/{id}/determination', { params: { path: { id: clip.id } } })),
    enabled: mayRead,
  });
  if (!mayRead) return null;
  return (
    <section className="card" aria-labelledby="determination">
      <h2 id="determination">The determination</h2>
      <Loaded of={draft}>
        {({ version, state, outcome, revision, content }) => (
          <>
            <p>
              Version {version}, {asWords(state).toLowerCase()}
              {outcome === null ? '' : `: ${asWords(outcome).toLowerCase()}`}. Revision {revision}.
            </p>
            <dl className="facts facts--long">
              {Object.entries({ ...ELEMENTS_OF_F, ...FINDINGS }).map(([name, says]) => (
                <Answered key={name} says={says} answer={(content[name] ?? null) as Answer | null} />
              ))}
            </dl>
          </>
        )}
      </Loaded>
      <p>
        <Link to={`/clips/${clip.id}/determination`}>
          {mayEdit ? 'Write the determination' : 'Read the determination'}
        </Link>
      </p>
    </section>
  );
}

function Answered({ says, answer }: { readonly says: string; readonly answer: Answer | null }): ReactElement {
  return (
    <>
      <dt>{says}</dt>
      <dd>{answer === null ? 'Not answered' : `${answer.holds ? 'Yes' : 'No'}. ${answer.why}`}</dd>
    </>
  );
}
