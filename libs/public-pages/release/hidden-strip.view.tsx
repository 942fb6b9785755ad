import type { ReleaseRecord } from '@app/publications/domain';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/language';
import { Timecode } from '../language/timecode.view';

interface Lane {
  readonly what: 'picture' | 'whole-frame' | 'sound' | 'as-recorded';
  readonly spans: readonly { readonly from: number; readonly to: number }[];
}

const HIDDEN = ['picture', 'whole-frame', 'sound'] as const;
const NAMES = {
  picture: 'hiddenPart.picture',
  'whole-frame': 'hiddenPart.whole-frame',
  sound: 'hiddenPart.sound',
  'as-recorded': 'release.as-recorded',
} as const;

function lanesOf(record: ReleaseRecord): Lane[] {
  const hidden = HIDDEN.map((what): Lane => ({ what, spans: record.hidden.filter((span) => span.what === what) }));
  return [...hidden, { what: 'as-recorded' as const, spans: record.asRecorded ?? [] }].filter(
    ({ spans }) => spans.length > 0,
  );
}

const WIDTH = 1000;
const LEAST = 3;

/** The whole recording as a band for each kind of hidden part. The table below says the same in words. */
export function HiddenStrip({ record }: { readonly record: ReleaseRecord }): ReactNode {
  const { say } = useLanguage();
  const lanes = lanesOf(record);
  if (lanes.length === 0) return null;
  return (
    <figure className="lanes">
      {lanes.map((lane) => (
        <div key={lane.what} className="lane">
          <span>{say(NAMES[lane.what])}</span>
          <Band lane={lane} duration={record.video.duration} />
        </div>
      ))}
      <div className="lane" aria-hidden="true">
        <span />
        <span className="ends">
          <Timecode at={0} />
          <Timecode at={record.video.duration} />
        </span>
      </div>
      <figcaption>{say('release.hidden-strip')}</figcaption>
    </figure>
  );
}

function Band({ lane, duration }: { readonly lane: Lane; readonly duration: number }): ReactNode {
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  const x = (seconds: number): number => tenth((seconds / duration) * WIDTH);
  return (
    <svg className={lane.what} viewBox={`0 0 ${WIDTH} 20`} preserveAspectRatio="none" aria-hidden="true">
      {lane.spans.map(({ from, to }) => (
        <rect
          key={`${from}-${to}`}
          x={Math.min(x(from), WIDTH - LEAST)}
          y={3}
          width={tenth(Math.max(x(to) - x(from), LEAST))}
          height={14}
        />
      ))}
    </svg>
  );
}
