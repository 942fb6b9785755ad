import { done, type Views as Answers } from '@app/api-client';
import type { DeterminationMove } from '@app/determinations/domain';
import type { Box, RedactionPlan } from '@app/redactions/domain';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState } from 'react';
import { Moves } from '../clip/moves';
import type { FrameTimes } from '../redaction/engine/frame-times';
import { FrameSteps } from '../redaction/stage/frame-steps';
import { api } from '../shell/api';
import { isOpen, useMay } from '../shell/session';
import { Loaded } from '../ui/loading';
import { Notice } from '../ui/notice';
import type { CutTimes } from './engine/cut-times';
import { Checklist } from './panels/checklist';
import { Coverage } from './panels/coverage';
import { Doubts } from './panels/doubts';
import { Findings } from './panels/findings';
import { IssueList, useIssues } from './panels/issue-list';
import { NewIssue } from './panels/new-issue';
import { Waiver } from './panels/waiver';
import { Compare, type Looking, showsCut } from './stage/compare';
import { Playback, Views } from './stage/controls';
import { Overlay } from './stage/overlay';
import { useCheckKeys } from './use-check-keys';
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
  const [rate, setRate] = useRate(pair);
  const [isMuted, setMuted] = useState(false);
  const keys = useCheckKeys({ pair, count: times.cut.count, rate, onRate: setRate, looking, onLook: setLooking });
  const isTaken = isChecking && review.current;
  const watching = useWatching({ clip, review, cut: pair.cut, isShown: showsCut(looking), isTaken });
  const issues = useIssues(clip);
  const [box, setBox] = useState(MIDDLE);
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
        <Playback
          {...{ rate, isMuted }}
          hasSound={review.hasSound}
          isPlaying={pair.isPlaying}
          onPlay={pair.play}
          onPause={pair.pause}
          onRate={setRate}
          onMute={setMuted}
          onKeys={keys.open}
        />
        <Views looking={looking} onLook={setLooking} />
        <FrameSteps shown={pair.frame} resting={pair.frame} times={times.cut} onShow={pair.show} />
        <Doubts {...{ clip, review, plan }} mayAnswer={isTaken} onGo={pair.show} />
        <Findings {...{ review, plan }} onGo={pair.show} />
        <Checklist />
      </div>
      <div>
        <Coverage
          {...{ review, isTaken, ...watching }}
          isPlaying={pair.isPlaying}
          onGo={(seconds) => pair.show(times.cut.at(seconds))}
        />
        <Issues {...{ clip, rendering, pair, box, isChecking }} onBox={setBox} />
        <Moves clip={clip} only={ENDS} />
        {mayWaive && review.current && review.waiver === null && <Waiver clip={clip} rendering={rendering} />}
      </div>
      {keys.list}
    </div>
  );
}

interface IssuesProps {
  readonly clip: string;
  readonly rendering: string;
  readonly pair: Pair;
  readonly box: Box;
  readonly onBox: (box: Box) => void;
  /** Somebody who pins and verifies. */
  readonly isChecking: boolean;
}

function Issues({ clip, rendering, pair, box, onBox, isChecking }: IssuesProps): ReactElement {
  const issues = useIssues(clip);
  return (
    <section className="card" aria-labelledby="issues">
      <h2 id="issues">Issues</h2>
      <Loaded of={issues}>
        {(all) => <IssueList clip={clip} issues={all} mayFix={false} mayVerify={isChecking} onGo={goTo(pair, onBox)} />}
      </Loaded>
      {isChecking && <NewIssue {...{ clip, rendering, box, onBox }} frame={pair.frame} />}
    </section>
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

/** How fast both play. */
function useRate({ source, cut }: Pair): [number, (rate: number) => void] {
  const [rate, setRate] = useState(1);
  useEffect(() => {
    for (const player of [source.current, cut.current]) if (player) player.playbackRate = rate;
  }, [source, cut, rate]);
  return [rate, setRate];
}
