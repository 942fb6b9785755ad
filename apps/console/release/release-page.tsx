import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import type { DeterminationMove, Outcome } from '@app/determinations/domain';
import { must } from '@app/kernel';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import { Link, useParams } from 'react-router';
import { RenditionsCard } from '../accessibility/renditions-card';
import { Cut } from '../clip/cut';
import { MakeMove } from '../clip/make-move';
import { Because, isOurs, useMoves } from '../clip/moves';
import { api } from '../shell/api';
import { useMay } from '../shell/session';
import { Loaded } from '../ui/loading';
import { Page } from '../ui/page';
import { DocketRow } from './docket-row';
import { gatesOf, type Gate } from './gates';
import { ReleaseFiles } from './release-files';

const SIGN_OFF: DeterminationMove = 'signOff';

/** Everything to be looked at before a release is signed off: what still stands in its way, the files, the page. */
export function ReleasePage(): ReactElement {
  const id = must(useParams()['id'], 'the number of a clip');
  const path = { params: { path: { id } } };
  const clip = useQuery({ queryKey: ['clips', id], queryFn: () => done(api.GET('/clips/{id}', path)), refetchInterval: 5_000 }); // prettier-ignore
  const moves = useMoves(id);
  return (
    <Page title="Before it is public">
      <p>
        <Link to={`/clips/${id}`}>Back to the clip</Link>
      </p>
      <Loaded of={clip}>
        {(known) => (
          <Loaded of={moves}>
            {(offered) => (
              <>
                <Gates gates={gatesOf(id, offered)} />
                <Cut clip={id} />
                <RenditionsCard clip={known} />
                <Docket clip={known} />
                <ReleaseFiles clip={id} />
                {known.manifestSha256 === null ? (
                  <p>The files are not assembled yet: there is no page to show.</p>
                ) : (
                  <Preview clip={known} manifest={known.manifestSha256} />
                )}
                <SignOff clip={id} offered={offered} />
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

const STANDS = { open: '✖ Not yet', holds: '✔ Holds', later: '◦ Looked at when the step is made:' } as const;

function Gates({ gates }: { readonly gates: readonly Gate[] }): ReactElement {
  const open = gates.filter(({ is }) => is === 'open').length;
  const later = gates.filter(({ is }) => is === 'later').length;
  return (
    <section className="card" aria-labelledby="gates">
      <h2 id="gates">What has to hold first</h2>
      <p role="status">
        {gates.length === 0
          ? 'Nothing: it is public, or was.'
          : open > 0
            ? `${open} of ${gates.length} do not hold yet.`
            : later > 0
              ? `Nothing that can be put right beforehand is left. ${later} of ${gates.length} are looked at when the step is made.`
              : 'Everything holds.'}
      </p>
      <ul className="gates">
        {gates.map(({ code, says, authority, is, fix }) => (
          <li key={code}>
            <strong>{STANDS[is]}</strong> {says} <span className="text-base-darker">({authority})</span>
            {is === 'open' && (
              <>
                {' '}
                <Link to={fix} aria-label={`Put it right: ${says}`}>
                  Put it right
                </Link>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the docket will say once it is published. */
function Docket({ clip }: { readonly clip: Views['ClipView'] }): ReactElement | null {
  const mayRead = useMay('read', 'Determination');
  const determination = useQuery({
    queryKey: ['clips', clip.id, 'determination'],
    queryFn: () => done(api.GET('/clips/{id}/determination', { params: { path: { id: clip.id } } })),
    enabled: mayRead,
  });
  if (!mayRead) return null;
  return (
    <section className="card" aria-labelledby="docket">
      <h2 id="docket">What the docket will say</h2>
      <Loaded of={determination}>
        {({ content, outcome }) => (
          <DocketRow clip={clip} state="published" outcome={outcome as Outcome | null} content={content} />
        )}
      </Loaded>
    </section>
  );
}

/** The page as the public site would draw it, by its own templates. No script runs in it, and it asks nobody for anything. */
function Preview({
  clip,
  manifest,
}: {
  readonly clip: Views['ClipView'];
  readonly manifest: string;
}): ReactElement | null {
  const mayRead = useMay('read', 'Determination');
  if (!mayRead) return null;
  return (
    <section className="card" aria-labelledby="preview">
      <h2 id="preview">The page that the public will read</h2>
      <p>
        Hash of what would be signed: <span className="hash">{manifest}</span>
      </p>
      <iframe
        key={manifest}
        className="preview"
        title="The page that the public will read"
        src={`/clips/${clip.id}/public-preview`}
        sandbox="allow-same-origin"
      />
    </section>
  );
}

function SignOff({
  clip,
  offered,
}: {
  readonly clip: string;
  readonly offered: Views['MovesView'];
}): ReactElement | null {
  const [signing, setSigning] = useState(false);
  const [made, setMade] = useState('');
  const move = offered.moves.find((one) => one.move === SIGN_OFF);
  if (!move || !isOurs(move)) return null;
  return (
    <section aria-labelledby="sign-off">
      <h2 id="sign-off">Sign off</h2>
      {move.permitted ? (
        <Button type="button" onClick={() => setSigning(true)}>
          {move.title}
        </Button>
      ) : (
        made === '' && <Because of={move} />
      )}
      <p role="status">{made}</p>
      {signing && (
        <MakeMove
          clip={clip}
          move={move}
          version={offered.version}
          onClose={(isDone) => {
            setSigning(false);
            if (isDone) setMade(`Done: ${move.title}.`);
          }}
        />
      )}
    </section>
  );
}
