import { type Box, type Point, titleOf, type VideoTrack } from '@app/redactions/domain';
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react';
import type { Size } from '../../ui/use-size';
import { type Grip, GRIPS, pulled, WHOLE } from './drawing';
import { scaled, UNITS } from './units';

/** A handle can be hit within this, in pixels (WCAG 2.5.8). */
const HANDLE = 24;

interface OutlinedProps {
  readonly track: VideoTrack;
  readonly frame: number;
  readonly picture: Size;
  readonly size: Size;
  readonly box: Box;
  readonly isSelected: boolean;
  readonly onGrasp: (event: PointerEvent, grip: Grip) => void;
  readonly onSelect: () => void;
  readonly onPlace: (box: Box) => void;
}

/** One mask to be taken hold of: by the pointer, or by arrows: Shift for ten pixels, Alt for the other edge. */
export function Outlined(props: OutlinedProps): ReactElement {
  const { track, frame, picture, size, box, isSelected, onGrasp, onSelect, onPlace } = props;
  const nudge = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onSelect();
      return;
    }
    const towards = ARROWS[event.key];
    if (!towards || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const pixels = event.shiftKey ? 10 : 1;
    const move: Point = [(towards[0] * pixels) / picture.width, (towards[1] * pixels) / picture.height];
    onPlace(pulled(box, event.altKey ? { x: 1, y: 1 } : WHOLE, move));
  };
  const keyed = track.shape !== 'frame' && track.keyframes.some((one) => one.frame === frame);
  const pixel = (share: number, of: number): number => Math.round(share * of);
  const where = `x ${pixel(box.x, picture.width)} y ${pixel(box.y, picture.height)} w ${pixel(box.w, picture.width)} h ${pixel(box.h, picture.height)}`; // prettier-ignore
  return (
    <g>
      <rect
        {...scaled(box)}
        className={isSelected ? 'outline outline--selected' : 'outline'}
        role="button"
        tabIndex={0}
        aria-pressed={isSelected}
        aria-label={`Mask ${titleOf(track)}, ${track.subject}, ${keyed ? 'keyframe' : 'between keyframes'}, ${where}`}
        data-arrows=""
        onKeyDown={nudge}
        onPointerDown={(event) => onGrasp(event, WHOLE)}
      >
        <title>{titleOf(track)}</title>
      </rect>
      {isSelected &&
        size.width > 0 &&
        GRIPS.map((grip) => (
          <Handle key={`${grip.x}${grip.y}`} {...{ grip, box, size }} onGrasp={(event) => onGrasp(event, grip)} />
        ))}
    </g>
  );
}

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface HandleProps {
  readonly grip: Grip;
  readonly box: Box;
  readonly size: Size;
  readonly onGrasp: (event: PointerEvent) => void;
}

function Handle({ grip, box, size, onGrasp }: HandleProps): ReactElement {
  const [wide, high] = [(HANDLE * UNITS) / size.width, (HANDLE * UNITS) / size.height];
  const [x, y] = [(box.x + ((grip.x + 1) / 2) * box.w) * UNITS, (box.y + ((grip.y + 1) / 2) * box.h) * UNITS];
  return (
    <g className="handle" onPointerDown={onGrasp}>
      <rect className="handle__hit" x={x - wide / 2} y={y - high / 2} width={wide} height={high} />
      <rect className="handle__seen" x={x - wide / 5} y={y - high / 5} width={wide / 2.5} height={high / 2.5} />
    </g>
  );
}
