import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { useMutation, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Button, Label, Textarea } from '@trussworks/react-uswds';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { api, queries } from '../../shell/api';
import { Failure } from '../../ui/failure';
import { asWords } from '../../ui/words';

type Issue = Views['IssueView'];

export const useIssues = (clip: string, enabled = true): UseQueryResult<Issue[]> =>
  useQuery({
    queryKey: ['clips', clip, 'issues'],
    queryFn: () => done(api.GET('/clips/{id}/issues', { params: { path: { id: clip } } })),
    enabled,
    refetchInterval: 15_000,
  });

interface Props {
  readonly clip: string;
  readonly issues: readonly Issue[];
  /** May say that an issue is fixed: whoever redacts. */
  readonly mayFix: boolean;
  /** May say whether it is: whoever checks. */
  readonly mayVerify: boolean;
  readonly onGo?: (issue: Issue) => void;
}

/** What was seen: where, what became of it, and the next step for whoever may take it. */
export function IssueList({ clip, issues, mayFix, mayVerify, onGo }: Props): ReactElement {
  const step = useMutation({
    mutationFn: ({ id, name }: { id: string; name: 'fixed' | 'verified' }) => {
      const params = { path: { id } };
      return done(name === 'fixed' ? api.POST('/issues/{id}/fixed', { params }) : api.POST('/issues/{id}/verified', { params })); // prettier-ignore
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['clips', clip] }),
  });
  const [returning, setReturning] = useState<string | null>(null);
  if (issues.length === 0) return <p>No issue was pinned.</p>;
  return (
    <>
      {step.error && <Failure error={step.error} />}
      <ul className="usa-list">
        {issues.map((issue) => (
          <li key={issue.id}>
            <strong>{asWords(issue.state)}</strong>, frame {issue.frame}: {issue.says}
            {issue.returnedBecause !== null && ` – not fixed: ${issue.returnedBecause}`}
            <div className="filters">
              {onGo && (
                <Button type="button" unstyled className="keyframe" onClick={() => onGo(issue)}>
                  Go to frame {issue.frame}
                </Button>
              )}
              {mayFix && issue.state === 'open' && (
                <Button type="button" outline onClick={() => step.mutate({ id: issue.id, name: 'fixed' })}>
                  Fixed: {issue.says}
                </Button>
              )}
              {mayVerify && issue.state === 'fixed' && (
                <>
                  <Button type="button" outline onClick={() => step.mutate({ id: issue.id, name: 'verified' })}>
                    Verified: {issue.says}
                  </Button>
                  <Button type="button" outline onClick={() => setReturning(issue.id)}>
                    Not fixed: {issue.says}
                  </Button>
                </>
              )}
            </div>
            {returning === issue.id && <Return clip={clip} id={issue.id} onClose={() => setReturning(null)} />}
          </li>
        ))}
      </ul>
    </>
  );
}

interface ReturnProps {
  readonly clip: string;
  readonly id: string;
  readonly onClose: () => void;
}

function Return({ clip, id, onClose }: ReturnProps): ReactElement {
  const [reason, setReason] = useState('');
  const send = useMutation({
    mutationFn: () => done(api.POST('/issues/{id}/return', { params: { path: { id } }, body: { reason } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['clips', clip] });
      onClose();
    },
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <form onSubmit={submit}>
      {send.error && <Failure error={send.error} />}
      <Label htmlFor="not-fixed">Why it is not fixed</Label>
      <Textarea
        id="not-fixed"
        name="reason"
        required
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button type="submit" disabled={send.isPending}>
        Return it
      </Button>
    </form>
  );
}
