import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { type OwnRendition, RENDITION_NAMES, type RenditionRole } from '@app/redactions/domain';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../shell/api';
import { isOpen, useMay } from '../shell/session';
import { Loaded } from '../ui/loading';
import { Notice } from '../ui/notice';
import { Table } from '../ui/table';
import { clockTime, fileSize } from '../ui/times';
import { BringSound } from './bring-sound';

const STATES = { asked: 'Is being looked at', made: 'Made and checked', refused: 'Cannot be used' } as const;
const COLUMNS = ['Form', 'State', 'Watch it'];

/** The further forms of the cut that are published with it: small, with reduced flashing, described. */
export function RenditionsCard({ clip }: { readonly clip: Views['ClipView'] }): ReactElement | null {
  const mayRead = useMay('read', 'Rendering');
  const mayEdit = useMay('edit', 'Accessibility') && isOpen('accessibility', clip.state);
  const known = useQuery({
    queryKey: ['clips', clip.id, 'renditions'],
    queryFn: () => done(api.GET('/clips/{id}/renditions', { params: { path: { id: clip.id } } })),
    enabled: mayRead,
    refetchInterval: ({ state }) => (state.data?.finished === true ? false : 5_000),
    retry: false,
  });
  if (!mayRead || known.isError) return null;
  return (
    <section className="card" aria-labelledby="renditions">
      <h2 id="renditions">Further forms: for telephones, with less flashing, described</h2>
      <Loaded of={known}>
        {(found) => (
          <>
            <Flashing of={found} />
            {found.flashing !== null && <Forms clip={clip.id} of={found} />}
            {mayEdit && found.finished && <BringSound clip={clip.id} />}
          </>
        )}
      </Loaded>
    </section>
  );
}

interface Props {
  readonly of: Views['RenditionsView'];
}

function Flashing({ of: { flashing, renditions } }: Props): ReactElement {
  if (!flashing) return <p role="status">Nothing is made yet. It begins as soon as a cut is verified.</p>;
  if (!flashing.trips) return <p>It flashes nowhere more than three times a second.</p>;
  const calm = renditions.find(({ role }) => role === 'video-reduced-flash');
  return (
    <Notice kind="warning" title="It flashes more than three times a second">
      <ul>
        {flashing.spans.map(({ from, to, kind }) => (
          <li key={`${kind}-${from}`}>
            From {clockTime(from)} to {clockTime(Math.ceil(to))}
            {kind === 'red' && ', of a saturated red'}
          </li>
        ))}
      </ul>
      {calm?.state === 'refused'
        ? 'No copy without flashes could be made: the page will play nothing, and offer the video as a download with a warning.'
        : 'The page plays the copy with reduced flashing; the faithful video is a download with a warning.'}
    </Notice>
  );
}

function Forms({ clip, of: { due, renditions } }: Props & { readonly clip: string }): ReactElement {
  const waited = (due as OwnRendition[]).filter((role) => !renditions.some((one) => one.role === role));
  if (renditions.length + waited.length === 0)
    return <p>No further form is needed: the picture is small enough for a telephone.</p>;
  return (
    <Table caption="Further forms of the cut" columns={COLUMNS}>
      {waited.map((role) => (
        <tr key={role}>
          <th scope="row">{RENDITION_NAMES[role]}</th>
          <td>Is being made</td>
          <td />
        </tr>
      ))}
      {renditions.map((one) => (
        <Form key={one.id} clip={clip} rendition={one} />
      ))}
    </Table>
  );
}

function Form({
  clip,
  rendition: { id, role, state, failure, outputSize },
}: {
  readonly clip: string;
  readonly rendition: Views['RenditionView'];
}): ReactElement {
  const name = RENDITION_NAMES[role as RenditionRole];
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {STATES[state as keyof typeof STATES]}
        {failure !== null && `: ${failure}`}
      </td>
      <td>
        {outputSize !== null && (
          <a href={`/clips/${clip}/renditions/${id}/video`} target="_blank" rel="noreferrer">
            {name}, {fileSize(outputSize)} (opens a new tab)
          </a>
        )}
      </td>
    </tr>
  );
}
