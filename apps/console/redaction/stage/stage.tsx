import { type Box, type RedactionPlan, regionAt, type VideoTrack } from '@app/redactions/domain';
import { type PointerEvent, type ReactElement, type Ref, useRef, useState } from 'react';
import { boxAt } from '../engine/edges';

/** The overlay’s own units: so many across and down, whatever the size of the picture. */
const UNITS = 1000;
/** Smaller is a slip of the hand. */
const LEAST = 0.005;

interface Props {
  readonly source: string;
  readonly video: Ref<HTMLVideoElement>;
  readonly plan: RedactionPlan;
  readonly frame: number;
  readonly selected: string | null;
  /** False where no mask can be drawn, for want of an order to draw it for. */
  readonly mayDraw: boolean;
  readonly onDraw: (box: Box) => void;
  readonly onSelect: (id: string) => void;
  readonly onMove: (id: string, box: Box) => void;
}

interface Drag {
  readonly id: string | null;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** The picture, and over it the masks as they will be rendered. Drawing is one drag; moving a mask is another. */
export function Stage(props: Props): ReactElement {
  const { source, video, plan, frame, selected, mayDraw, onDraw, onSelect, onMove } = props;
  const overlay = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const at = (event: PointerEvent): [number, number] => {
    const { left, top, width, height } = overlay.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return [within((event.clientX - left) / width), within((event.clientY - top) / height)];
  };
  const begin = (event: PointerEvent, id: string | null): void => {
    event.stopPropagation();
    if (id === null && !mayDraw) return;
    overlay.current?.setPointerCapture(event.pointerId);
    if (id !== null) onSelect(id);
    setDrag({ id, from: at(event), to: at(event) });
  };
  const end = (): void => {
    setDrag(null);
    if (!drag) return;
    const moved = drag.id === null ? null : plan.video.find(({ id }) => id === drag.id);
    const box = moved && boxAt(moved, frame);
    if (box && drag.id !== null) {
      if (isMeant(drag)) onMove(drag.id, shifted(box, drag));
    } else if (drag.id === null) {
      const drawn = between(drag);
      if (drawn.w > LEAST && drawn.h > LEAST) onDraw(drawn);
    }
  };
  return (
    <div className="stage">
      <video ref={video} src={source} preload="auto" muted playsInline aria-label="The clip, unredacted" />
      <svg
        ref={overlay}
        viewBox={`0 0 ${UNITS} ${UNITS}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        onPointerDown={(event) => begin(event, null)}
        onPointerMove={(event) => drag && setDrag({ ...drag, to: at(event) })}
        onPointerUp={end}
      >
        {plan.video.map((track) => (
          <Mask
            key={track.id}
            track={track}
            frame={frame}
            isSelected={track.id === selected}
            by={drag?.id === track.id ? [drag.to[0] - drag.from[0], drag.to[1] - drag.from[1]] : [0, 0]}
            onPress={(event) => begin(event, track.id)}
          />
        ))}
        {drag?.id === null && <rect className="stage__drawn" {...scaled(between(drag))} />}
      </svg>
    </div>
  );
}

const within = (share: number): number => Math.min(Math.max(share, 0), 1);
const isMeant = ({ from, to }: Drag): boolean => Math.hypot(to[0] - from[0], to[1] - from[1]) > LEAST;

function between({ from, to }: Drag): Box {
  const [x, y] = [Math.min(from[0], to[0]), Math.min(from[1], to[1])];
  return { x, y, w: Math.abs(to[0] - from[0]), h: Math.abs(to[1] - from[1]) };
}

const shifted = (box: Box, { from, to }: Drag): Box => ({
  ...box,
  x: Math.min(Math.max(box.x + to[0] - from[0], 0), 1 - box.w),
  y: Math.min(Math.max(box.y + to[1] - from[1], 0), 1 - box.h),
});

const scaled = ({ x, y, w, h }: Box): { x: number; y: number; width: number; height: number } => ({
  x: x * UNITS,
  y: y * UNITS,
  width: w * UNITS,
  height: h * UNITS,
});

interface MaskProps {
  readonly track: VideoTrack;
  readonly frame: number;
  readonly isSelected: boolean;
  /** How far it is being dragged, in shares of the picture. */
  readonly by: readonly [number, number];
  readonly onPress: (event: PointerEvent) => void;
}

/** A mask with its padding, as the renderer draws it. */
function Mask({ track, frame, isSelected, by: [dx, dy], onPress }: MaskProps): ReactElement | null {
  const region = regionAt(track, frame);
  if (!region) return null;
  const shared = {
    className: isSelected ? 'mask mask--selected' : 'mask',
    transform: `translate(${dx * UNITS} ${dy * UNITS})`,
    onPointerDown: onPress,
  };
  if (region.shape === 'frame') return <rect {...shared} width={UNITS} height={UNITS} />;
  if (region.shape === 'polygon')
    return <polygon {...shared} points={region.points.map(([x, y]) => `${x * UNITS},${y * UNITS}`).join(' ')} />;
  const { x, y, width, height } = scaled(region.box);
  if (region.shape === 'rectangle') return <rect {...shared} x={x} y={y} width={width} height={height} />;
  return <ellipse {...shared} cx={x + width / 2} cy={y + height / 2} rx={width / 2} ry={height / 2} />;
}
