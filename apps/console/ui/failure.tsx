import { AppError, ERRORS } from '@app/kernel';
import { type ReactElement, useEffect, useRef } from 'react';
import { Notice } from './notice';

/** Why something was not done: what it is called, what to do about it, which fields, which rules. Takes the focus. */
export function Failure({ error }: { readonly error: Error }): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), [error]);
  const known = error instanceof AppError ? error : new AppError('internal', 'The console could not go on.');
  return (
    <div ref={place} tabIndex={-1}>
      <Notice kind="error" level={2} title={ERRORS[known.code].title}>
        {known.message}
        {(known.fields.length > 0 || known.reasons.length > 0) && (
          <ul>
            {known.fields.map(({ field, says }) => (
              <li key={field}>
                <strong>{field}</strong> {says}
              </li>
            ))}
            {known.reasons.map(({ code, says, authority }) => (
              <li key={code}>
                {says} <span className="text-base-darker">({authority})</span>
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}
