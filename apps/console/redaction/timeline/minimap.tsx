import { type ReactElement, useMemo } from 'react';
import type { Range } from '../engine/seen';

interface Props {
  readonly frames: number;
  readonly seen: readonly Range[];
  readonly masks: readonly { readonly from: number; readonly to: number }[];
  /** What the timeline shows of the clip, as frames. */
  readonly inView: Range;
}

const HEIGHT = 24;

/** The whole clip: above what was looked at, below where masks are, and a frame around what the timeline shows. */
export function Minimap({ frames, seen, masks, inView }: Props): ReactElement {
  const hidden = useMemo(() => united(masks.map(({ from, to }) => [from, to])), [masks]);
  const bar = ([from, to]: Range, className: string, y: number, height: number): ReactElement => (
    <rect key={`${className}-${from}`} className={className} x={from} width={Math.max(to - from, frames / 500)} y={y} height={height} />
  ); // prettier-ignore
  return (
    <svg className="minimap" viewBox={`0 0 ${frames} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {seen.map((range) => bar(range, 'minimap__seen', 2, 8))}
      {hidden.map((range) => bar(range, 'minimap__hidden', 13, 8))}
      {bar(inView, 'minimap__view', 0, HEIGHT)}
    </svg>
  );
}

/** As few ranges as say the same. */
function united(ranges: readonly Range[]): Range[] {
  const found: [number, number][] = [];
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = found.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else found.push([from, to]);
  }
  return found;
}
