import type { LostSpan } from '@app/redactions/domain';
import { Button } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { Notice } from '../../ui/notice';
import { framesOf } from './frames-of';

interface Props {
  readonly spans: readonly LostSpan[];
  readonly onGo: (frame: number) => void;
}

/** Where tracking lost what is to be hidden. It is listed until a person has answered it, and nothing is handed on before. */
export function LostTargets({ spans, onGo }: Props): ReactElement | null {
  if (spans.length === 0) return null;
  return (
    <Notice kind="warning" title="Lost targets">
      <p>The redactions cannot be submitted before each of these is answered.</p>
      <ul>
        {spans.map((span) => (
          <li key={`${span.suggestion}-${span.from}`}>
            <Button type="button" unstyled onClick={() => onGo(span.from)}>
              {span.track}, {framesOf(span)}
            </Button>
            . {span.says}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
