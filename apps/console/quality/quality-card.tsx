import type { Views } from '@app/api-client';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { isOpen, useMay } from '../shell/session';
import { IssueList, useIssues } from './panels/issue-list';

/** In the redaction editor: what a reviewer saw and sent back; nothing where nothing was. */
export function IssuesToFix({ clip }: { readonly clip: string }): ReactElement | null {
  const mayFix = useMay('edit', 'Redactions');
  const issues = useIssues(clip);
  if (!issues.data || issues.data.length === 0) return null;
  return (
    <section className="card" aria-labelledby="issues">
      <h2 id="issues">What the quality check found</h2>
      <IssueList clip={clip} issues={issues.data} mayFix={mayFix} mayVerify={false} />
    </section>
  );
}

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
