import { type Box, type RedactionPlan, regionAt, type VideoTrack } from '@app/redactions/domain';
import { type PointerEvent, type ReactElement, useRef, useState } from 'react';

/** The overlay’s own units: so many across and down, whatever the size of the picture. */
const UNITS = 1000;
/** Smaller is a slip of the hand. */
const LEAST = 0.005;

interface Props {
  readonly plan: RedactionPlan;
  readonly frame: number;
  /** Whether the masks are outlined. */
  readonly outlines: boolean;
  /** What is pinned to this frame. */
  readonly pinned: readonly Box[];
  /** Where the next issue would be pinned; null for somebody who pins none. */
  readonly box: Box | null;
  readonly onBox: (box: Box) => void;
}

/** Over the cut: its masks as outlines, what is pinned to the frame, and the box of the next issue, drawn by a drag. */
export function Overlay({ plan, frame, outlines, pinned, box, onBox }: Props): ReactElement {
  const overlay = useRef<SVGSVGElement>(null);
  const [from, setFrom] = useState<readonly [number, number] | null>(null);
  const at = (event: PointerEvent): readonly [number, number] => {
    const { left, top, width, height } = overlay.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return [within((event.clientX - left) / width), within((event.clientY - top) / height)];
  };
  const begin = (event: PointerEvent): void => {
    if (!box) return;
    overlay.current?.setPointerCapture(event.pointerId);
    setFrom(at(event));
  };
  const draw = (event: PointerEvent): void => {
    if (!from) return;
    const drawn = between(from, at(event));
    if (drawn.w > LEAST && drawn.h > LEAST) onBox(drawn);
  };
  return (
    <svg
      ref={overlay}
      viewBox={`0 0 ${UNITS} ${UNITS}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      onPointerDown={begin}
      onPointerMove={draw}
      onPointerUp={() => setFrom(null)}
    >
      {outlines && plan.video.map((track) => <Outline key={track.id} track={track} frame={frame} />)}
      {pinned.map((one) => (
        <rect key={`${one.x} ${one.y} ${one.w} ${one.h}`} className="pinned" {...scaled(one)} />
      ))}
      {box && <rect className="pinned pinned--next" {...scaled(box)} />}
    </svg>
  );
}

const within = (share: number): number => Math.min(Math.max(share, 0), 1);

function between(from: readonly [number, number], to: readonly [number, number]): Box {
  const [x, y] = [Math.min(from[0], to[0]), Math.min(from[1], to[1])];
  return { x, y, w: Math.abs(to[0] - from[0]), h: Math.abs(to[1] - from[1]) };
}

const scaled = ({ x, y, w, h }: Box): { x: number; y: number; width: number; height: number } => ({
  x: x * UNITS,
  y: y * UNITS,
  width: w * UNITS,
  height: h * UNITS,
});

/** A mask with its padding, as the renderer drew it, without its fill. */
function Outline({ track, frame }: { readonly track: VideoTrack; readonly frame: number }): ReactElement | null {
  const region = regionAt(track, frame);
  if (!region) return null;
  const className = 'mask-outline';
  if (region.shape === 'frame') return <rect className={className} width={UNITS} height={UNITS} />;
  if (region.shape === 'polygon')
    return <polygon className={className} points={region.points.map(([x, y]) => `${x * UNITS},${y * UNITS}`).join(' ')} />; // prettier-ignore
  const { x, y, width, height } = scaled(region.box);
  if (region.shape === 'rectangle') return <rect className={className} x={x} y={y} width={width} height={height} />;
  return <ellipse className={className} cx={x + width / 2} cy={y + height / 2} rx={width / 2} ry={height / 2} />;
}
