import {
  type Box,
  type BoxTrack,
  CELL,
  type CellRows,
  coverAt,
  type Point,
  type RedactionPlan,
  type Span,
  type VideoTrack,
} from '@app/redactions/domain';
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type RefObject,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type Size, useSize } from '../../ui/use-size';
import { boundsAt, type Drawn, type Outline } from '../engine/shapes';
import { between, type Drawing, type Grip, GRIPS, outlineOf, pulled, putDown, WHOLE } from './drawing';
import { useShownFrame } from './position';

/** The overlay’s own units: so many across and down, whatever the size of the picture. */
const UNITS = 1000;
/** A handle can be hit within this, in pixels (WCAG 2.5.8). */
const HANDLE = 24;

export interface OverlayProps {
  readonly plan: RedactionPlan;
  /** What tracking suggests: it hides nothing before somebody accepts it. */
  readonly suggested: readonly BoxTrack[];
  /** Pixels of the picture that is shown. */
  readonly picture: Size;
  readonly selected: string | null;
  readonly seeThrough: boolean;
  /** What a drag draws; null where no mask can be drawn, for want of an order to draw it for. */
  readonly drawn: Drawn | null;
  readonly drawing: Drawing | null;
  readonly onDrawing: (drawing: Drawing | null) => void;
  readonly onDraw: (outline: Outline) => void;
  readonly onSelect: (id: string) => void;
  readonly onPlace: (id: string, box: Box) => void;
}

interface Pull {
  readonly id: string;
  readonly grip: Grip;
  readonly box: Box;
  readonly from: Point;
  readonly to: Point;
}

const by = ({ from, to }: Pull): Point => [to[0] - from[0], to[1] - from[1]];

/** Over the picture: exactly the cells that will be hidden, and outlines by which masks are chosen, moved and drawn. */
export function Overlay(props: OverlayProps): ReactElement {
  const { plan, suggested, picture, selected, seeThrough, drawn, drawing, onSelect, onPlace } = props;
  const frame = useShownFrame();
  const overlay = useRef<SVGSVGElement>(null);
  const size = useSize(overlay);
  const { pull, grasp, down, move, up, stop } = usePointer(overlay, props);
  return (
    <svg
      ref={overlay}
      className={drawn ? 'overlay overlay--draws' : 'overlay'}
      viewBox={`0 0 ${UNITS} ${UNITS}`}
      preserveAspectRatio="none"
      role="group"
      aria-label="Masks on this frame"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={stop}
    >
      <Cover tracks={plan.video} {...{ frame, picture, seeThrough }} />
      {plan.video.map((track) => {
        const box = boundsAt(track, frame);
        return (
          box && (
            <Outlined
              key={track.id}
              {...{ track, frame, picture, size }}
              isSelected={track.id === selected}
              box={pull?.id === track.id ? pulled(pull.box, pull.grip, by(pull)) : box}
              onGrasp={(event, grip) => grasp(event, track.id, grip, box)}
              onSelect={() => onSelect(track.id)}
              onPlace={(placed) => onPlace(track.id, placed)}
            />
          )
        );
      })}
      {suggested.map((track) => {
        const box = boundsAt(track, frame);
        return box && <rect key={track.id} {...scaled(box)} className="suggested" />;
      })}
      {drawing && drawn && <Sketch drawing={drawing} drawn={drawn} />}
    </svg>
  );
}

interface Pointer {
  readonly pull: Pull | null;
  readonly grasp: (event: PointerEvent, id: string, grip: Grip, box: Box) => void;
  readonly down: (event: PointerEvent) => void;
  readonly move: (event: PointerEvent) => void;
  readonly up: (event: PointerEvent) => void;
  readonly stop: () => void;
}

/** What the pointer does: takes hold of a mask and moves it, or draws one, by a drag or by clicks. */
function usePointer(overlay: RefObject<SVGSVGElement | null>, props: OverlayProps): Pointer {
  const { drawn, drawing, onDrawing, onDraw, onSelect, onPlace } = props;
  const [pull, setPull] = useState<Pull | null>(null);
  const at = (event: PointerEvent): Point => {
    const { left, top, width, height } = overlay.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return [within((event.clientX - left) / width), within((event.clientY - top) / height)];
  };
  const grasp = (event: PointerEvent, id: string, grip: Grip, box: Box): void => {
    if (drawing) return;
    event.stopPropagation();
    overlay.current?.setPointerCapture(event.pointerId);
    onSelect(id);
    setPull({ id, grip, box, from: at(event), to: at(event) });
  };
  const down = (event: PointerEvent): void => {
    if (!drawn || drawn === 'frame') return;
    overlay.current?.setPointerCapture(event.pointerId);
    if (!drawing) onDrawing({ corners: drawn === 'polygon' ? [] : [at(event)], to: at(event) });
  };
  const move = (event: PointerEvent): void => {
    if (pull) setPull({ ...pull, to: at(event) });
    else if (drawing) onDrawing({ ...drawing, to: at(event) });
  };
  const up = (event: PointerEvent): void => {
    if (pull) {
      setPull(null);
      const moved = { ...pull, to: at(event) };
      if (Math.hypot(...by(moved)) > 0.002) onPlace(pull.id, pulled(pull.box, pull.grip, by(moved)));
    } else if (drawing && drawn) {
      const made = putDown(drawing, drawn, at(event));
      onDrawing(made && 'drawing' in made ? made.drawing : null);
      if (made && 'outline' in made) onDraw(made.outline);
    }
  };
  return { pull, grasp, down, move, up, stop: () => setPull(null) };
}

const within = (share: number): number => Math.min(Math.max(share, 0), 1);

const scaled = ({ x, y, w, h }: Box): { x: number; y: number; width: number; height: number } => ({
  x: x * UNITS,
  y: y * UNITS,
  width: w * UNITS,
  height: h * UNITS,
});

interface CoverProps {
  readonly tracks: readonly VideoTrack[];
  readonly frame: number;
  readonly picture: Size;
  readonly seeThrough: boolean;
}

/** What will be black, by the same answer that renderer and verifier ask for. */
function Cover({ tracks, frame, picture, seeThrough }: CoverProps): ReactElement | null {
  const path = useMemo(() => {
    if (picture.width === 0) return null;
    const cells = coverAt(tracks, frame, { ...picture, rotation: 0, mirrored: false });
    return cells && pathOf(cells, picture);
  }, [tracks, frame, picture]);
  return path === null ? null : <path className={seeThrough ? 'cover cover--through' : 'cover'} d={path} />;
}

/** Rows of the same spans as one rectangle: a box is one, an ellipse some hundred. */
function pathOf({ top, rows }: CellRows, { width, height }: Size): string {
  const [across, down] = [(CELL * UNITS) / width, (CELL * UNITS) / height];
  const parts: string[] = [];
  let begun = 0;
  rows.forEach((spans, i) => {
    if (isSame(spans, rows[i + 1])) return;
    for (const [from, to] of spans)
      parts.push(`M${from * across} ${(top + begun) * down}H${to * across}V${(top + i + 1) * down}H${from * across}Z`);
    begun = i + 1;
  });
  return parts.join('');
}

const isSame = (one: readonly Span[], other: readonly Span[] | undefined): boolean =>
  other?.length === one.length && one.every(([from, to], i) => from === other[i]?.[0] && to === other[i][1]);

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
function Outlined(props: OutlinedProps): ReactElement {
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
        aria-label={`Mask ${track.id}, ${track.subject}, ${keyed ? 'keyframe' : 'between keyframes'}, ${where}`}
        data-arrows=""
        onKeyDown={nudge}
        onPointerDown={(event) => onGrasp(event, WHOLE)}
      />
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

function Sketch({ drawing, drawn }: { readonly drawing: Drawing; readonly drawn: Drawn }): ReactElement {
  const { corners, to } = drawing;
  const [first] = corners;
  if (drawn === 'polygon') {
    const points = [...corners, to].map(([x, y]) => `${x * UNITS},${y * UNITS}`).join(' ');
    return <polyline className="drawn" points={points} />;
  }
  const box = first ? between(first, to) : outlineOf([to]).box;
  const { x, y, width, height } = scaled(box);
  if (drawn === 'ellipse')
    return <ellipse className="drawn" cx={x + width / 2} cy={y + height / 2} rx={width / 2} ry={height / 2} />;
  return <rect className="drawn" {...scaled(box)} />;
}
