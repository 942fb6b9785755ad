import { type AudioInterval, type Cue, nameOf, titleOf, type VideoTrack } from '@app/redactions/domain';
import { type KeyboardEvent, type ReactElement, type UIEvent, useMemo, useState } from 'react';
import { clockTime } from '../../ui/times';
import type { FrameTimes } from '../engine/frame-times';
import { packed } from './pack';
import { shareOf, shows, type View } from './view';

interface SegmentProps {
  readonly view: View;
  readonly start: number;
  readonly end: number;
  readonly row?: number;
  readonly kind: string;
  readonly label: string;
  readonly says: string;
  readonly isChosen?: boolean;
  readonly onChoose: () => void;
  /** What an arrow does to one of its edges, by so many seconds; nothing where it cannot be pulled. */
  readonly onPull?: (edge: 'from' | 'to', by: number) => void;
}

/** Seconds by which an arrow pulls an edge. */
const PULL = 0.1;

/** One thing in time, as a button as wide as it lasts. */
function Segment({
  view,
  start,
  end,
  row = 0,
  kind,
  label,
  says,
  isChosen = false,
  onChoose,
  onPull,
}: SegmentProps): ReactElement {
  const pull = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -PULL, ArrowRight: PULL }[event.key];
    if (by === undefined || !onPull) return;
    event.preventDefault();
    onPull(event.shiftKey ? 'from' : 'to', by);
  };
  const left = Math.max(shareOf(view, start), 0);
  const right = Math.min(shareOf(view, end), 1);
  return (
    <button
      type="button"
      className={`segment segment--${kind}`}
      aria-pressed={isChosen}
      aria-label={says}
      title={says}
      style={{ left: `${left * 100}%`, width: `${Math.max(right - left, 0.004) * 100}%`, top: `${row * ROW}px` }}
      onClick={onChoose}
      {...(onPull && { onKeyDown: pull, 'data-arrows': '' })}
    >
      {label}
    </button>
  );
}

/** Height of a row, in pixels. */
const ROW = 26;
/** Rows that are seen without scrolling, and drawn beyond them. */
const ROWS = 6;

interface MasksProps {
  readonly tracks: readonly VideoTrack[];
  readonly times: FrameTimes;
  readonly view: View;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}

/** Masks, those of one row after one another. Of thousands only those in sight are in the page. */
export function MaskLane({ tracks, times, view, selected, onSelect }: MasksProps): ReactElement {
  const [top, setTop] = useState(0);
  const { rows, count } = useMemo(() => packed(tracks), [tracks]);
  const first = Math.floor(top / ROW);
  const scroll = (event: UIEvent<HTMLDivElement>): void => setTop(event.currentTarget.scrollTop);
  const inSight = tracks.flatMap((track, i) => {
    const row = rows[i] ?? 0;
    const [start, end] = [times.start(track.from), times.end(track.to - 1)];
    return row >= first && row <= first + ROWS && shows(view, start, end) ? [{ track, row, start, end }] : [];
  });
  return (
    <div
      className="lane lane--masks"
      role="group"
      aria-label="Masks in time"
      tabIndex={count > ROWS ? 0 : undefined}
      onScroll={scroll}
    >
      <div className="lane__all" style={{ height: `${Math.max(count, 1) * ROW}px` }}>
        {inSight.slice(0, MOST_SEGMENTS).map(({ track, row, start, end }) => (
          <Segment
            key={track.id}
            {...{ view, start, end, row }}
            kind="mask"
            label={track.label ?? track.id}
            says={`Mask ${titleOf(track)}, ${track.subject}, ${clockTime(start)} to ${clockTime(end)}`}
            isChosen={track.id === selected}
            onChoose={() => onSelect(track.id)}
          />
        ))}
      </div>
    </div>
  );
}

/** More than this in one view cannot be told apart; the list has all of them. */
const MOST_SEGMENTS = 300;

interface SuggestedProps extends Pick<MasksProps, 'times' | 'view'> {
  readonly suggested: readonly VideoTrack[];
  readonly onGo: (frame: number) => void;
}

/** What tracking suggests and nobody has accepted yet. */
export const SuggestionLane = ({ suggested, times, view, onGo }: SuggestedProps): ReactElement => (
  <div className="lane" role="group" aria-label="Suggestions in time">
    {suggested.map(({ id, subject, from, to }) => {
      const [start, end] = [times.start(from), times.end(to - 1)];
      if (!shows(view, start, end)) return null;
      return (
        <Segment
          key={id}
          {...{ view, start, end }}
          kind="suggested"
          label={subject}
          says={`Suggested mask, ${subject}, ${clockTime(start)} to ${clockTime(end)}, not accepted`}
          onChoose={() => onGo(from)}
        />
      );
    })}
  </div>
);

interface MutesProps {
  readonly intervals: readonly AudioInterval[];
  readonly view: View;
  readonly onGo: (second: number) => void;
  readonly onChange: (interval: AudioInterval & { readonly id: string }) => void;
}

/** Mutes: the arrows pull their end, with Shift their beginning. */
export const MuteLane = ({ intervals, view, onGo, onChange }: MutesProps): ReactElement => (
  <div className="lane" role="group" aria-label="Mutes in time">
    {intervals.map((interval, i) =>
      shows(view, interval.from, interval.to) ? (
        <Segment
          key={nameOf(interval, i)}
          view={view}
          start={interval.from}
          end={interval.to}
          kind="mute"
          label={nameOf(interval, i)}
          says={`Mute ${nameOf(interval, i)}, ${interval.subject}, ${interval.from} to ${interval.to} seconds; arrows pull its end, with Shift its beginning`}
          onChoose={() => onGo(interval.from)}
          onPull={(edge, by) =>
            onChange({
              ...interval,
              id: nameOf(interval, i),
              [edge]: Math.max(Math.round((interval[edge] + by) * 1000) / 1000, 0),
            })
          }
        />
      ) : null,
    )}
  </div>
);

interface WordsProps {
  readonly cues: readonly Cue[];
  readonly view: View;
  readonly onGo: (second: number) => void;
}

/** What is said, when. */
export const WordLane = ({ cues, view, onGo }: WordsProps): ReactElement => (
  <div className="lane" role="group" aria-label="What is said, in time">
    {cues
      .filter(({ from, to }) => shows(view, from, to))
      .slice(0, MOST_SEGMENTS)
      .map(({ from, to, text }) => (
        <Segment
          key={from}
          {...{ view }}
          start={from}
          end={to}
          kind="words"
          label={text}
          says={`${clockTime(from)}: ${text}`}
          onChoose={() => onGo(from)}
        />
      ))}
  </div>
);
