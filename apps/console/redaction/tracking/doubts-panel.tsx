import { type ClipExtent, doubtsOf, EMPTY_PLAN, type RedactionPlan } from '@app/redactions/domain';
import { Button } from '@trussworks/react-uswds';
import { type ReactElement, useDeferredValue, useMemo } from 'react';
import { usePages } from '../../ui/use-pages';
import { framesOf } from './frames-of';

interface Props {
  readonly plan: RedactionPlan;
  readonly extent: ClipExtent;
  readonly onGo: (frame: number) => void;
}

/** Places on one page of the list. */
const PAGE = 20;

/** What of the masks looks like a mistake: the technician goes there and looks; whoever checks the cut has to. */
export function DoubtsPanel({ plan, extent, onGo }: Props): ReactElement | null {
  const drawn = useDeferredValue(plan, EMPTY_PLAN); // of thousands of masks it takes a while: the picture does not wait
  const doubts = useMemo(() => doubtsOf(drawn, extent), [drawn, extent]);
  const { shown, turning } = usePages(doubts, PAGE, 'Places');
  if (doubts.length === 0) return null;
  return (
    <section className="card" aria-labelledby="doubts">
      <h2 id="doubts">Worth a look</h2>
      <ul>
        {shown.map(({ kind, track, frames, says }) => (
          <li key={`${kind}-${track}-${frames.from}`}>
            <Button type="button" unstyled onClick={() => onGo(frames.from)}>
              {track}, {framesOf(frames)}
            </Button>
            . {says}
          </li>
        ))}
      </ul>
      {turning}
    </section>
  );
}
