import { type ClipExtent, doubtsOf, type RedactionPlan } from '@app/redactions/domain';
import { Button } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { framesOf } from './frames-of';

interface Props {
  readonly plan: RedactionPlan;
  readonly extent: ClipExtent;
  readonly onGo: (frame: number) => void;
}

/** What of the masks looks like a mistake: a person goes there and looks. Forbids nothing. */
export function DoubtsPanel({ plan, extent, onGo }: Props): ReactElement | null {
  const doubts = doubtsOf(plan, extent);
  if (doubts.length === 0) return null;
  return (
    <section className="card" aria-labelledby="doubts">
      <h2 id="doubts">Worth a look</h2>
      <ul>
        {doubts.map(({ kind, track, frames, says }) => (
          <li key={`${kind}-${track}-${frames.from}`}>
            <Button type="button" unstyled onClick={() => onGo(frames.from)}>
              {track}, {framesOf(frames)}
            </Button>
            . {says}
          </li>
        ))}
      </ul>
    </section>
  );
}
