import { done, type Views as Answers } from '@app/api-client';
import type { DeterminationMove } from '@app/determinations/domain';
import type { Box, RedactionPlan } from '@app/redactions/domain';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState } from 'react';
import { Moves } from '../clip/moves';
import type { FrameTimes } from '../redaction/engine/frame-times';
import { PAGES } from '../redaction/keys/bindings';
import { KeyList } from '../redaction/keys/key-list';
import { useKeys, useKeySettings } from '../redaction/keys/use-keys';
import { FrameSteps } from '../redaction/stage/frame-steps';
import { api } from '../shell/api';
import { isOpen, useMay } from '../shell/session';
import { Loaded } from '../ui/loading';
import { Notice } from '../ui/notice';
import type { CutTimes } from './engine/cut-times';
import { Checklist } from './panels/checklist';
import { Coverage } from './panels/coverage';
import { Findings } from './panels/findings';
import { IssueList, useIssues } from './panels/issue-list';
import { NewIssue } from './panels/new-issue';
import { Waiver } from './panels/waiver';
import { Compare, type Looking, showsCut } from './stage/compare';
import { Playback, Views } from './stage/controls';
import { Overlay } from './stage/overlay';
import { commandsOf } from './use-commands';
import { type Pair, usePair } from './use-pair';
import { reviewKey, useWatching } from './use-watching';

/** What the check is made of, and what does not change while it lasts. */
export interface Opened {
  readonly rendering: string;
  readonly plan: RedactionPlan;
  readonly times: { readonly source: FrameTimes; readonly cut: CutTimes };
}

interface Props {
  readonly clip: string;
  readonly state: string;
  readonly opened: Opened;
}

/** The steps that end a check. */
const ENDS: readonly DeterminationMove[] = ['passRedactions', 'returnRedactions'];
const MIDDLE: Box = { x: 0.4, y: 0.4, w: 0.2, h: 0.2 };

/** How the check stands, and then the check itself. */
export function QualityCheck(props: Props): ReactElement {
  const { clip, opened } = props;
  const { rendering } = opened;
  const review = useQuery({
    queryKey: reviewKey(clip, rendering),
    queryFn: () =>
      done(api.GET('/clips/{id}/renders/{rendering}/review', { params: { path: { id: clip, rendering } } })),
  });
  return <Loaded of={review}>{(known) => <Check {...props} review={known} />}</Loaded>;
}

/** Composition only: the pictures are the pair’s, the lists the panels’. */
function Check({ clip, state, opened, review }: Props & { readonly review: Answers['ReviewView'] }): ReactElement {
  const { rendering, plan, times } = opened;
  const isChecking = useMay('edit', 'Review') && isOpen('review', state);
  const mayWaive = useMay('create', 'Waiver') && isOpen('review', state);
  const pair = usePair(times);
  const [looking, setLooking] = useState<Looking>({ view: 'side', flipped: false, wipe: 50 });
  const [areKeysOpen, openKeys] = useState(false);
  const { playback, isMuted, rate, setRate } = usePlayback(pair, review.hasSound, () => openKeys(true));
  const isTaken = isChecking && review.current;
  const watching = useWatching({ clip, review, cut: pair.cut, isShown: showsCut(looking), isTaken });
  const issues = useIssues(clip);
  const [box, setBox] = useState(MIDDLE);
  const [settings, setSettings] = useKeySettings();
  useKeys({
    does: commandsOf({
      ...{ pair, rate, looking, count: times.cut.count },
      onRate: setRate,
      onLook: setLooking,
      onHelp: () => openKeys(true),
    }),
    settings,
  });
  const pinned = (issues.data ?? []).filter(({ frame }) => frame === pair.frame).map((one) => one.box);
  return (
    <div className="split">
      <div>
        {!review.current && <NotCurrent isVerified={review.verified} />}
        <Compare {...{ clip, rendering, pair, looking, isMuted }}>
          <Overlay
            plan={plan}
            frame={pair.frame}
            outlines={looking.view === 'difference'}
            pinned={pinned}
            box={isChecking ? box : null}
            onBox={setBox}
          />
        </Compare>
        {playback}
        <Views looking={looking} onLook={setLooking} />
        <FrameSteps shown={pair.frame} resting={pair.frame} times={times.cut} onShow={pair.show} />
        <Findings review={review} onGo={pair.show} />
        <Checklist />
      </div>
      <div>
        <Coverage
          {...{ review, isTaken, ...watching }}
          isPlaying={pair.isPlaying}
          onGo={(seconds) => pair.show(times.cut.at(seconds))}
        />
        <section className="card" aria-labelledby="issues">
          <h2 id="issues">Issues</h2>
          <Loaded of={issues}>
            {(all) => (
              <IssueList clip={clip} issues={all} mayFix={false} mayVerify={isChecking} onGo={goTo(pair, setBox)} />
            )}
          </Loaded>
          {isChecking && <NewIssue {...{ clip, rendering, box }} frame={pair.frame} onBox={setBox} />}
        </section>
        <Moves clip={clip} only={ENDS} />
        {mayWaive && review.current && review.waiver === null && <Waiver clip={clip} rendering={rendering} />}
      </div>
      {areKeysOpen && (
        <KeyList commands={PAGES.check} settings={settings} onChange={setSettings} onClose={() => openKeys(false)} />
      )}
    </div>
  );
}

/** Goes to what was seen, with the box around it. */
const goTo =
  (pair: Pair, onBox: (box: Box) => void) =>
  ({ frame, box }: Answers['IssueView']): void => {
    onBox(box);
    pair.show(frame);
  };

function NotCurrent({ isVerified }: { readonly isVerified: boolean }): ReactElement {
  return (
    <Notice kind="warning" title="This is not the rendering that would be passed">
      {isVerified
        ? 'The plan has been changed since. What is watched here does not count; have it rendered again.'
        : 'The verifier found it to be other than source and plan ask for. Its findings are below.'}
    </Notice>
  );
}

interface Plays {
  readonly playback: ReactElement;
  readonly isMuted: boolean;
  readonly rate: number;
  readonly setRate: (rate: number) => void;
}

/** Speed and sound of the cut, and their controls. */
function usePlayback(pair: Pair, hasSound: boolean, onKeys: () => void): Plays {
  const [rate, setRate] = useState(1);
  const [isMuted, setMuted] = useState(false);
  const { source, cut } = pair;
  useEffect(() => {
    for (const player of [source.current, cut.current]) if (player) player.playbackRate = rate;
  }, [source, cut, rate]);
  const playback = (
    <Playback
      {...{ rate, hasSound, isMuted }}
      isPlaying={pair.isPlaying}
      onPlay={pair.play}
      onPause={pair.pause}
      onRate={setRate}
      onMute={setMuted}
      onKeys={onKeys}
    />
  );
  return { playback, isMuted, rate, setRate };
}
