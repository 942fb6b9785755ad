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
import { type PointerEvent, type ReactElement, type RefObject, useMemo, useRef, useState } from 'react';
import { type Size, useSize } from '../../ui/use-size';
import { boundsAt, type Drawn, type Outline } from '../engine/shapes';
import type { Pending } from '../use-making';
import { between, type Drawing, type Grip, outlineOf, pulled, putDown } from './drawing';
import { Outlined } from './outlined';
import { useShownFrame } from './position';
import { scaled, UNITS } from './units';

export interface OverlayProps {
  readonly plan: RedactionPlan;
  /** What tracking suggests: it hides nothing before somebody accepts it. */
  readonly suggested: readonly BoxTrack[];
  /** Pixels of the picture that is shown. */
  readonly picture: Size;
  readonly selected: string | null;
  readonly seeThrough: boolean;
  /** What a drag draws; null while somebody else has the plan. */
  readonly drawn: Drawn | null;
  readonly drawing: Drawing | null;
  /** What was drawn and waits for an order. */
  readonly pending: readonly Pending[];
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
  const { plan, suggested, picture, selected, seeThrough, drawn, drawing, pending, onSelect, onPlace } = props;
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
      {pending.map(
        (one, i) =>
          one.channel === 'video' &&
          one.frame === frame && <Sketch key={i} {...one.outline} className="drawn drawn--waits" />,
      )}
      {drawing && drawn && <Sketch {...sketched(drawing, drawn)} className="drawn" />}
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

/** A drawing as the mask that it would be. */
function sketched({ corners, to }: Drawing, drawn: Drawn): Outline {
  const [first] = corners;
  const box = first ? between(first, to) : outlineOf([to]).box;
  return drawn === 'polygon' ? { drawn, box, points: [...corners, to] } : { drawn, box };
}

function Sketch({ drawn, box, points = [], className }: Outline & { readonly className: string }): ReactElement {
  if (drawn === 'polygon')
    return <polyline className={className} points={points.map(([x, y]) => `${x * UNITS},${y * UNITS}`).join(' ')} />;
  if (drawn === 'frame') return <rect className={className} width={UNITS} height={UNITS} />;
  const { x, y, width, height } = scaled(box);
  if (drawn === 'ellipse')
    return <ellipse className={className} cx={x + width / 2} cy={y + height / 2} rx={width / 2} ry={height / 2} />;
  return <rect className={className} {...scaled(box)} />;
}
