import type { ReactElement } from 'react';

interface Props {
  readonly bars: readonly { readonly name: string; readonly value: number }[];
  readonly unit: string;
}

const [ROW, LEFT, WIDTH, LONGEST] = [28, 300, 800, 38];

/** The whole of it stands in the table. */
const shortened = (name: string): string => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);

/** Bars to look at; the same numbers stand in a table beneath, so nothing is read out twice. */
export function Bars({ bars, unit }: Props): ReactElement {
  const most = Math.max(...bars.map(({ value }) => value), 1);
  return (
    <svg className="bars" viewBox={`0 0 ${WIDTH} ${bars.length * ROW}`} aria-hidden="true">
      {bars.map(({ name, value }, i) => {
        const width = ((WIDTH - LEFT - 90) * value) / most;
        return (
          <g key={name} transform={`translate(0 ${i * ROW})`}>
            <text x={LEFT - 8} y={ROW / 2 + 5} textAnchor="end">
              {shortened(name)}
            </text>
            <rect x={LEFT} y={4} width={Math.max(width, 1)} height={ROW - 8} />
            <text x={LEFT + width + 6} y={ROW / 2 + 5}>
              {value.toFixed(1)} {unit}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
