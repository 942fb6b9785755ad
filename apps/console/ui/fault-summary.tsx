import type { FieldFault } from '@app/kernel';
import { type MouseEvent, type ReactElement, useEffect, useRef } from 'react';
import { Notice } from './notice';

interface Props {
  readonly title: string;
  readonly faults: readonly FieldFault[];
  /** What a field is called on the page. */
  readonly labelOf: (field: string) => string;
}

/** USWDS’s error summary: it takes the focus when it appears, and each line leads to its field. */
export function FaultSummary({ title, faults, labelOf }: Props): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const lead = (event: MouseEvent, field: string): void => {
    event.preventDefault();
    document.getElementById(field)?.focus();
  };
  return (
    <div ref={place} tabIndex={-1}>
      <Notice kind="error" title={title}>
        <ul>
          {faults.map(({ field, says }) => (
            <li key={field}>
              <a href={`#${field}`} onClick={(event) => lead(event, field)}>
                {labelOf(field)}
              </a>{' '}
              {says}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
