import type { HiddenSpan, ReleaseRecord } from '@app/publications/domain';
import type { ReactNode } from 'react';
import { timecode } from '../layout/format';
import { Table } from '../layout/table';

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
  const height = lanes.length * LANE;
  const x = (seconds: number): number => Math.round((seconds / record.video.duration) * WIDTH * 10) / 10;
  return (
    <>
      <svg
        className="strip"
        viewBox={`0 0 ${WIDTH} ${height}`}
        preserveAspectRatio="none"
        height={height}
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
      </svg>
      <p className="ends" aria-hidden="true">
        <span>0:00</span>
        <span>{timecode(record.video.duration)}</span>
      </p>
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
    <Table
      label="What was hidden, and why"
      columns={[
        { name: 'From – to', className: 'nowrap' },
        { name: 'What is hidden' },
        { name: 'Category' },
        { name: 'Why' },
        { name: 'How' },
      ]}
      rows={record.hidden.map((span, i) => ({
        key: i,
        cells: [
          <a key="when" href={`/releases/${releaseId}?t=${span.from}`}>
            {timecode(span.from)} – {timecode(span.to)}
          </a>,
          names[span.what],
          span.category,
          <>
            {span.why}{' '}
            <strong>{span.law ?? 'Privacy redaction (policy); it cannot be used to deny a records request.'}</strong>
          </>,
          span.style,
        ],
      }))}
    />
  );
}
