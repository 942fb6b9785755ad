import type { Views } from '@app/api-client';
import { type Box, titleOf, type VideoTrack } from '@app/redactions/domain';
import { Button, ButtonGroup, Label, Select, TextInput } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { boundsAt, shapeOf } from '../engine/shapes';
import type { Commands } from '../keys/use-keys';
import { useRestingFrame } from '../stage/position';

interface Props {
  readonly track: VideoTrack;
  readonly tasks: readonly Views['TaskView'][];
  readonly commands: Commands;
  readonly onPlace: (box: Box) => void;
  readonly onLabel: (label: string) => void;
  /** The mask hides for another order from now on. */
  readonly onOrder: (task: Views['TaskView']) => void;
}

/** Everything that the pointer does to a mask, and more, as fields and buttons. */
export function ChosenMask({ track, tasks, commands, onPlace, onLabel, onOrder }: Props): ReactElement {
  const isLocked = track.locked === true;
  const frame = useRestingFrame();
  const box = boundsAt(track, frame);
  const order = tasks.find(({ subject, basis }) => subject === track.subject && sameBasis(basis, track.basis));
  const button = (label: string, command: keyof Commands, disabled = isLocked): ReactElement => (
    <Button type="button" outline disabled={disabled} onClick={commands[command]}>
      {label}
    </Button>
  );
  return (
    <section aria-label={`Mask ${track.id}`}>
      <h2>
        {titleOf(track)}: {shapeOf(track).toLowerCase()}
      </h2>
      <Called key={`${track.id} ${track.label ?? ''}`} {...{ track, isLocked, onLabel }} />
      <Label htmlFor="mask-order">It hides</Label>
      <Select
        id="mask-order"
        name="mask-order"
        value={order?.id ?? ''}
        disabled={isLocked}
        onChange={({ target }) => {
          const task = tasks.find(({ id }) => id === target.value);
          if (task) onOrder(task);
        }}
      >
        {!order && <option value="">{track.subject}, for an order that is no longer there</option>}
        {tasks
          .filter(({ channel }) => channel !== 'audio')
          .map(({ id, subject, instruction }) => (
            <option key={id} value={id}>
              {subject}: {instruction}
            </option>
          ))}
      </Select>
      {box && !isLocked && <Place key={`${track.id}-${frame}-${JSON.stringify(box)}`} box={box} onPlace={onPlace} />}
      <ButtonGroup>
        {button('Begins here', 'begin', isLocked || frame >= track.to)}
        {button('Ends here', 'end', isLocked || frame < track.from)}
        {button('Keyframe here, or none', 'keyframe')}
        {button('To the middle', 'betweenKeyframes', false)}
      </ButtonGroup>
      <ButtonGroup>
        {button('Split here', 'split')}
        {button('Merge with the next', 'merge')}
        {button('Make it twice', 'duplicate', false)}
        {button(isLocked ? 'Unlock' : 'Lock', 'lock', false)}
        {button('Remove this mask', 'removeMask')}
      </ButtonGroup>
    </section>
  );
}

interface CalledProps {
  readonly track: VideoTrack;
  readonly isLocked: boolean;
  readonly onLabel: (label: string) => void;
}

/** What staff call it. */
const Called = ({ track: { label = '' }, isLocked, onLabel }: CalledProps): ReactElement => (
  <>
    <Label htmlFor="mask-label">Called</Label>
    <p className="usa-hint" id="mask-label-hint">
      As “Bystander 2”, never by a name. It stays with staff.
    </p>
    <TextInput
      id="mask-label"
      name="mask-label"
      type="text"
      maxLength={60}
      aria-describedby="mask-label-hint"
      disabled={isLocked}
      defaultValue={label}
      onBlur={({ target }) => target.value.trim() !== label && onLabel(target.value)}
    />
  </>
);

const sameBasis = (one: unknown, other: unknown): boolean => {
  const ordered = (basis: unknown): string => JSON.stringify(Object.entries(basis as object).sort());
  return ordered(one) === ordered(other);
};

const SIDES = { x: 'From the left', y: 'From the top', w: 'Width', h: 'Height' } as const;

/** Where the mask lies on this frame, in per cent of the picture: what a drag does, without one. */
function Place({ box, onPlace }: { readonly box: Box; readonly onPlace: (box: Box) => void }): ReactElement {
  const place = (side: keyof Box, typed: string): void => {
    const share = Number(typed) / 100;
    if (typed !== '' && share >= 0 && share <= 1 && typed !== shown(box[side])) onPlace({ ...box, [side]: share });
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
            defaultValue={shown(box[side])}
            onBlur={({ target }) => place(side, target.value)}
          />
        </div>
      ))}
    </div>
  );
}

const shown = (share: number): string => String(Math.round(share * 1000) / 10);
