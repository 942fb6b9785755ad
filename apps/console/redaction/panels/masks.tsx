import type { Box, VideoTrack } from '@app/redactions/domain';
import { Button, ButtonGroup, Label, TextInput } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { Table } from '../../ui/table';
import { boxAt, lasting } from '../engine/edges';

interface Props {
  readonly tracks: readonly VideoTrack[];
  readonly frame: number;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly onPlace: (id: string, box: Box) => void;
  readonly onChange: (track: VideoTrack) => void;
  readonly onRemove: (id: string) => void;
  readonly onGo: (frame: number) => void;
}

/** Every mask as a row, and for the one that is chosen everything that the pointer does, as fields and buttons. */
export function Masks(props: Props): ReactElement {
  const { tracks, selected, onSelect, onGo } = props;
  const track = tracks.find(({ id }) => id === selected);
  return (
    <>
      {tracks.length === 0 && (
        <p>No mask yet. Choose an order, then drag over the picture, or add one by the button.</p>
      )}
      {tracks.length > 0 && (
        <Table caption="Masks" columns={['Mask', 'Hides', 'Frames', 'Keyframes']}>
          {tracks.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Button type="button" unstyled aria-pressed={one.id === selected} onClick={() => onSelect(one.id)}>
                  {one.id}
                </Button>
              </th>
              <td>{one.subject}</td>
              <td>
                {one.from} to {one.to - 1}
              </td>
              <td>
                {(one.shape === 'frame' ? [] : one.keyframes).map(({ frame }) => (
                  <Button key={frame} type="button" unstyled className="keyframe" onClick={() => onGo(frame)}>
                    {frame}
                  </Button>
                ))}
              </td>
            </tr>
          ))}
        </Table>
      )}
      {track && <Chosen key={`${track.id}-${props.frame}`} {...props} track={track} />}
    </>
  );
}

function Chosen({ track, frame, onPlace, onChange, onRemove }: Props & { readonly track: VideoTrack }): ReactElement {
  const box = frame >= track.from && frame < track.to ? boxAt(track, frame) : null;
  const edge = (from: number, to: number): void => onChange(lasting(track, from, to));
  return (
    <section aria-label={`Mask ${track.id}`}>
      {box && <Place box={box} onPlace={(placed) => onPlace(track.id, placed)} />}
      <ButtonGroup>
        <Button type="button" outline disabled={frame >= track.to} onClick={() => edge(frame, track.to)}>
          Begins here
        </Button>
        <Button type="button" outline disabled={frame < track.from} onClick={() => edge(track.from, frame + 1)}>
          Ends here
        </Button>
        <Button type="button" outline onClick={() => onRemove(track.id)}>
          Remove this mask
        </Button>
      </ButtonGroup>
    </section>
  );
}

const SIDES = { x: 'From the left', y: 'From the top', w: 'Width', h: 'Height' } as const;

/** Where the mask lies on this frame, in per cent of the picture: what a drag does, without one. */
function Place({ box, onPlace }: { readonly box: Box; readonly onPlace: (box: Box) => void }): ReactElement {
  const place = (side: keyof Box, typed: string): void => {
    const share = Number(typed) / 100;
    if (typed !== '' && share >= 0 && share <= 1 && share !== box[side]) onPlace({ ...box, [side]: share });
  };
  return (
    <div className="filters">
      {(Object.keys(SIDES) as (keyof Box)[]).map((side) => (
        <div key={side}>
          <Label htmlFor={`place-${side}`}>{SIDES[side]}, %</Label>
          <TextInput
            id={`place-${side}`}
            name={side}
            type="number"
            step="any"
            min={0}
            max={100}
            defaultValue={Math.round(box[side] * 1000) / 10}
            onBlur={({ target }) => place(side, target.value)}
          />
        </div>
      ))}
    </div>
  );
}
