import type { Views } from '@app/api-client';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { isOpen, useMay } from '../shell/session';
import { IssueList, useIssues } from './panels/issue-list';

/** On the page of a clip: the way to the quality check, and what was seen in it, for whoever is to hide it. */
export function QualityCard({ clip }: { readonly clip: Views['ClipView'] }): ReactElement | null {
  const mayRead = useMay('read', 'Review');
  const mayFix = useMay('edit', 'Redactions') && isOpen('redactions', clip.state);
  const maySee = useMay('read', 'Footage') && isOpen('review', clip.state);
  const issues = useIssues(clip.id, mayRead);
  const known = issues.data ?? [];
  if (!mayRead || (known.length === 0 && !maySee)) return null;
  return (
    <section className="card" aria-labelledby="quality">
      <h2 id="quality">Quality check</h2>
      <IssueList clip={clip.id} issues={known} mayFix={mayFix} mayVerify={false} />
      {maySee && (
        <Link className="usa-button" to={`/clips/${clip.id}/quality`}>
          Open the quality check
        </Link>
      )}
    </section>
  );
}
