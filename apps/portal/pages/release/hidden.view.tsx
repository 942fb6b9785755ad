import type { HiddenSpan, ReleaseRecord } from '@app/publications/domain';
import type { ReactNode } from 'react';
import { timecode } from '../../layout/format';

const LANES: readonly { readonly what: HiddenSpan['what']; readonly name: string }[] = [
  { what: 'picture', name: 'Part of the picture' },
  { what: 'whole-frame', name: 'Whole picture' },
  { what: 'sound', name: 'Sound' },
];

const WIDTH = 1000;
const LANE = 22;
const LEAST = 3;

/** The whole recording as a band: where something is hidden. The table below says the same in words. */
export function HiddenStrip({ record }: { readonly record: ReleaseRecord }): ReactNode {
  const lanes = LANES.filter(({ what }) => record.hidden.some((span) => span.what === what));
  const height = lanes.length * LANE + 20;
  const x = (seconds: number): number => Math.round((seconds / record.video.duration) * WIDTH * 10) / 10;
  return (
    <>
      <svg
        className="strip"
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label="Where in the recording something is hidden; the table below lists the same"
      >
        {lanes.map(({ what }, lane) =>
          record.hidden
            .filter((span) => span.what === what)
            .map((span) => (
              <rect
                key={`${what}-${span.from}-${span.to}`}
                className={what}
                x={x(span.from)}
                y={lane * LANE + 4}
                width={Math.max(x(span.to) - x(span.from), LEAST)}
                height={LANE - 8}
              />
            )),
        )}
        <text x="4" y={height - 5}>
          0:00
        </text>
        <text x={WIDTH - 4} y={height - 5} textAnchor="end">
          {timecode(record.video.duration)}
        </text>
      </svg>
      <ul className="key">
        {lanes.map(({ what, name }) => (
          <li key={what}>
            <span className={what} />
            {name}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Every hidden second with its reason in law. Each row leads to its moment. */
export function HiddenTable({
  record,
  releaseId,
}: {
  readonly record: ReleaseRecord;
  readonly releaseId: string;
}): ReactNode {
  const names = Object.fromEntries(LANES.map(({ what, name }) => [what, name]));
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="What was hidden, and why">
      <table>
        <thead>
          <tr>
            <th scope="col">From – to</th>
            <th scope="col">What is hidden</th>
            <th scope="col">Category</th>
            <th scope="col">Why</th>
            <th scope="col">How</th>
          </tr>
        </thead>
        <tbody>
          {record.hidden.map((span, i) => (
            <tr key={i}>
              <th scope="row" className="nowrap">
                <a href={`/releases/${releaseId}?t=${span.from}`}>
                  {timecode(span.from)} – {timecode(span.to)}
                </a>
              </th>
              <td>{names[span.what]}</td>
              <td>{span.category}</td>
              <td>
                {span.why}{' '}
                <strong>
                  {span.law ?? 'Privacy redaction (policy); it cannot be used to deny a records request.'}
                </strong>
              </td>
              <td>{span.style}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
