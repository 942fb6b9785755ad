import { isActive, titleOf, type VideoTrack } from '@app/redactions/domain';
import { Button, Label, Radio, TextInput } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import { Table } from '../../ui/table';
import { usePages } from '../../ui/use-pages';
import { shapeOf } from '../engine/shapes';
import { keyframesOf } from '../engine/track-edits';
import { useRestingFrame } from '../stage/position';

interface Props {
  readonly tracks: readonly VideoTrack[];
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly onGo: (frame: number) => void;
}

/** So many are seen at a glance. */
const FEW = 5;
/** Rows on one page of the list. */
const PAGE = 50;

/** Every mask as a row: those on this frame, or all of them, found by name or by whom they hide. */
export function Masks({ tracks, selected, onSelect, onGo }: Props): ReactElement {
  const frame = useRestingFrame();
  const [here, setHere] = useState(false);
  const [search, setSearch] = useState('');
  const found = tracks.filter(
    (track) =>
      (!here || isActive(track, frame)) &&
      `${titleOf(track)} ${track.subject}`.toLowerCase().includes(search.toLowerCase()),
  );
  const { shown, turning } = usePages(found, PAGE, 'Masks');
  if (tracks.length === 0)
    return <p>No mask yet. Choose an order, then drag over the picture, or add one by the button.</p>;
  return (
    <>
      {tracks.length > FEW && <Finder here={here} onHere={setHere} onSearch={setSearch} />}
      <Table caption="Masks" columns={['Mask', 'Hides', 'Frames', 'Keyframes']}>
        {shown.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <Button type="button" unstyled aria-pressed={one.id === selected} onClick={() => onSelect(one.id)}>
                {titleOf(one)}
              </Button>
              {one.locked && ' (locked)'}
            </th>
            <td>
              {one.subject}, {shapeOf(one).toLowerCase()}
            </td>
            <td>
              {one.from} to {one.to - 1}
            </td>
            <td>
              <Keyframes of={one} onGo={onGo} />
            </td>
          </tr>
        ))}
      </Table>
      {turning}
    </>
  );
}

interface FinderProps {
  readonly here: boolean;
  readonly onHere: (here: boolean) => void;
  readonly onSearch: (search: string) => void;
}

const Finder = ({ here, onHere, onSearch }: FinderProps): ReactElement => (
  <fieldset className="usa-fieldset">
    <legend className="usa-legend">Show masks</legend>
    <Radio id="masks-all" name="masks" label="Of the whole clip" checked={!here} onChange={() => onHere(false)} />
    <Radio id="masks-here" name="masks" label="On this frame" checked={here} onChange={() => onHere(true)} />
    <Label htmlFor="masks-search">Called, or hiding</Label>
    <TextInput id="masks-search" name="masks-search" type="search" onChange={({ target }) => onSearch(target.value)} />
  </fieldset>
);

/** More than this are a number: nobody goes to the four-hundredth by a button. */
const MOST = 12;

function Keyframes({ of, onGo }: { readonly of: VideoTrack; readonly onGo: (frame: number) => void }): ReactElement {
  const frames = keyframesOf(of).map(({ frame }) => frame);
  if (frames.length > MOST) return <>{frames.length}</>;
  return (
    <>
      {frames.map((frame) => (
        <Button key={frame} type="button" unstyled className="keyframe" onClick={() => onGo(frame)}>
          {frame}
        </Button>
      ))}
    </>
  );
}
