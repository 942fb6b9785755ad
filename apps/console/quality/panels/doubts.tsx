import { done, type Views } from '@app/api-client';
import { type Box, inPicture, type RedactionPlan, titleOf } from '@app/redactions/domain';
import { useMutation } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { boundsAt } from '../../redaction/engine/shapes';
import { framesOf } from '../../redaction/tracking/frames-of';
import { api, queries } from '../../shell/api';
import { Failure } from '../../ui/failure';
import { usePages } from '../../ui/use-pages';
import { useIssues } from './issue-list';

type Doubt = Views['DoubtView'];

interface Props {
  readonly clip: string;
  readonly review: Views['ReviewView'];
  readonly plan: RedactionPlan;
  /** Somebody who checks, a rendering that would be passed. */
  readonly mayAnswer: boolean;
  readonly onGo: (frame: number) => void;
}

/** Places on one page of the list. */
const PAGE = 20;
const WHOLE: Box = { x: 0, y: 0, w: 1, h: 1 };

/** What of the masks looks like a mistake: each is looked at in the cut, and found right or sent back. */
export function Doubts({ clip, review, plan, mayAnswer, onGo }: Props): ReactElement {
  const { doubts } = review;
  const { find, sendBack } = useAnswers(clip, review.rendering);
  const issues = useIssues(clip).data ?? [];
  const { shown, turning } = usePages(doubts, PAGE, 'Places');
  const failed = find.error ?? sendBack.error;
  const nameOf = ({ track }: Doubt): string => titleOf(plan.video.find(({ id }) => id === track) ?? { id: track });
  return (
    <section className="card" aria-labelledby="doubts">
      <h2 id="doubts">Worth a look</h2>
      {failed && <Failure error={failed} />}
      {doubts.length === 0 && <p>Nothing of the masks looks like a mistake.</p>}
      <ul className="usa-list">
        {shown.map((one) => {
          const what = `${nameOf(one)}, ${framesOf(one)}`;
          const says = `${what}: ${one.says}`;
          const isBack = issues.some((issue) => issue.says === says && issue.state !== 'verified');
          return (
            <li key={one.doubt}>
              <Button type="button" unstyled className="keyframe" onClick={() => onGo(one.from)}>
                {what}
              </Button>
              . {one.says}{' '}
              <strong>{one.seenBy !== null ? 'Seen, and right.' : isBack ? 'Sent back.' : 'Not answered.'}</strong>
              {mayAnswer && one.seenBy === null && (
                <div className="filters">
                  <Button type="button" outline disabled={find.isPending} onClick={() => find.mutate(one.doubt)}>
                    Seen and right: {what}
                  </Button>
                  {!isBack && (
                    <Button
                      type="button"
                      outline
                      disabled={sendBack.isPending}
                      onClick={() => sendBack.mutate({ frame: one.from, box: boxOf(plan, one), says })}
                    >
                      Pin it to be sent back: {what}
                    </Button>
                  )}
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {turning}
    </section>
  );
}

/** Where the mask lies there, or lay last. */
function boxOf(plan: RedactionPlan, { track: id, from }: Doubt): Box {
  const track = plan.video.find((one) => one.id === id);
  const box = track && boundsAt(track, Math.min(Math.max(from, track.from), track.to - 1));
  return (box && inPicture(box)) ?? WHOLE;
}

/** The two answers: it is right, or it is an issue. */
function useAnswers(clip: string, rendering: string) {
  const params = { path: { id: clip, rendering } };
  const onSuccess = (): Promise<void> => queries.invalidateQueries({ queryKey: ['clips', clip] });
  const find = useMutation({
    mutationFn: (doubt: string) =>
      done(api.POST('/clips/{id}/renders/{rendering}/doubts', { params, body: { doubt } })),
    onSuccess,
  });
  const sendBack = useMutation({
    mutationFn: (body: Views['IssueDto']) => done(api.POST('/clips/{id}/renders/{rendering}/issues', { params, body })),
    onSuccess,
  });
  return { find, sendBack };
}
