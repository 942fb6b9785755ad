import { Button, Fieldset, Label, Radio, Select } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { type Looking, type View, VIEWS } from './compare';

interface ViewProps {
  readonly looking: Looking;
  readonly onLook: (looking: Looking) => void;
}

/** Which view; in a flip, which of the two; in a wipe, how far. */
export function Views({ looking, onLook }: ViewProps): ReactElement {
  const { view, flipped, wipe } = looking;
  return (
    <>
      <Fieldset legend="View" className="views">
        {(Object.entries(VIEWS) as [View, string][]).map(([name, says]) => (
          <Radio
            key={name}
            id={`view-${name}`}
            name="view"
            label={says}
            checked={name === view}
            onChange={() => onLook({ ...looking, view: name })}
          />
        ))}
      </Fieldset>
      {view === 'flip' && (
        <p>
          <Button type="button" outline onClick={() => onLook({ ...looking, flipped: !flipped })}>
            Flip
          </Button>{' '}
          <span role="status">{flipped ? 'The source, unredacted' : 'The rendered cut'}</span>
        </p>
      )}
      {view === 'wipe' && (
        <>
          <Label htmlFor="wipe">Wipe: the source to the left, the cut to the right</Label>
          <input
            id="wipe"
            className="playhead"
            type="range"
            min={0}
            max={100}
            value={wipe}
            aria-valuetext={`${wipe} % of the picture is the source’s`}
            onChange={({ target }) => onLook({ ...looking, wipe: Number(target.value) })}
          />
        </>
      )}
    </>
  );
}

/** How fast it plays; no faster than what counts as watched. */
export const RATES = [0.25, 0.5, 1, 1.5, 2] as const;

interface PlayingProps {
  readonly isPlaying: boolean;
  readonly rate: number;
  readonly hasSound: boolean;
  readonly isMuted: boolean;
  readonly onPlay: () => void;
  readonly onPause: () => void;
  readonly onRate: (rate: number) => void;
  readonly onMute: (isMuted: boolean) => void;
  readonly onKeys: () => void;
}

/** Playing both at once, as fast as counts. */
export function Playback(props: PlayingProps): ReactElement {
  const { isPlaying, rate, hasSound, isMuted, onPlay, onPause, onRate, onMute, onKeys } = props;
  return (
    <div className="filters">
      <Button type="button" onClick={isPlaying ? onPause : onPlay}>
        {isPlaying ? 'Halt' : 'Play'}
      </Button>
      {hasSound && (
        <Button type="button" outline aria-pressed={isMuted} onClick={() => onMute(!isMuted)}>
          Sound off
        </Button>
      )}
      <Button type="button" outline onClick={onKeys}>
        Keys
      </Button>
      <div>
        <Label htmlFor="rate">Speed</Label>
        <Select id="rate" name="rate" value={rate} onChange={({ target }) => onRate(Number(target.value))}>
          {RATES.map((one) => (
            <option key={one} value={one}>
              {one} ×
            </option>
          ))}
        </Select>
      </div>
    </div>
  );
}
