import type { Waveform } from '@app/footage/domain';
import type { AudioInterval, Cue, RedactionPlan, VideoTrack } from '@app/redactions/domain';
import { Button, ButtonGroup } from '@trussworks/react-uswds';
import { type ReactElement, useEffect, useState } from 'react';
import type { FrameTimes } from '../engine/frame-times';
import type { Seen } from '../engine/seen';
import { useShownFrame } from '../stage/position';
import { MaskLane, MuteLane, SuggestionLane, WordLane } from './lanes';
import { Minimap } from './minimap';
import { Ruler } from './ruler';
import { following, moved, shareOf, shows, type View, whole, zoomed } from './view';

/** A part of the clip that was marked, in seconds. */
export interface Marked {
  readonly from: number;
  readonly to: number;
}

interface Props {
  readonly plan: RedactionPlan;
  readonly suggested: readonly VideoTrack[];
  readonly times: FrameTimes;
  readonly waveform: Waveform | null;
  readonly cues: readonly Cue[];
  readonly seen: Seen;
  readonly selected: string | null;
  readonly marked: Marked | null;
  readonly onSelect: (id: string) => void;
  readonly onGo: (frame: number) => void;
  readonly onMark: (marked: Marked) => void;
  readonly onMute: (interval: AudioInterval & { readonly id: string }) => void;
}

/** The clip in time: sound, masks, mutes, words, one zoom for all of them. What it shows, the lists show too. */
export function Timeline(props: Props): ReactElement {
  const { plan, suggested, times, waveform, cues, seen, selected, marked, onSelect, onGo, onMark, onMute } = props;
  const { duration } = times;
  const frame = useShownFrame();
  const now = times.start(frame);
  const [view, setView] = useState<View>(() => whole(duration));
  useEffect(() => setView((before) => following(before, now, duration)), [now, duration]);
  const go = (second: number): void => onGo(times.at(second));
  return (
    <section aria-label="Timeline">
      <div className="timeline">
        <Ruler {...{ view, waveform }} onGo={go} onMark={(from, to) => onMark({ from, to })} />
        <MaskLane tracks={plan.video} {...{ times, view, selected, onSelect }} />
        {suggested.length > 0 && <SuggestionLane {...{ suggested, times, view, onGo }} />}
        {plan.audio.length > 0 && <MuteLane intervals={plan.audio} view={view} onGo={go} onChange={onMute} />}
        {cues.length > 0 && <WordLane cues={cues} view={view} onGo={go} />}
        {marked && shows(view, marked.from, marked.to) && (
          <div
            className="timeline__marked"
            style={{
              left: `${Math.max(shareOf(view, marked.from), 0) * 100}%`,
              right: `${(1 - Math.min(shareOf(view, marked.to), 1)) * 100}%`,
            }}
          />
        )}
        <div className="timeline__now" style={{ left: `${shareOf(view, now) * 100}%` }} />
      </div>
      <Minimap
        frames={times.count}
        seen={seen.ranges()}
        masks={plan.video}
        inView={[times.at(view.from), times.at(view.from + view.span) + 1]}
      />
      <ButtonGroup>
        <Button type="button" outline onClick={() => setView(zoomed(view, 2, now, duration))}>
          Closer
        </Button>
        <Button type="button" outline onClick={() => setView(zoomed(view, 0.5, now, duration))}>
          Farther
        </Button>
        <Button type="button" outline onClick={() => setView(whole(duration))}>
          All of it
        </Button>
        <Button type="button" outline onClick={() => setView(moved(view, -0.5, duration))}>
          Earlier
        </Button>
        <Button type="button" outline onClick={() => setView(moved(view, 0.5, duration))}>
          Later
        </Button>
      </ButtonGroup>
    </section>
  );
}
