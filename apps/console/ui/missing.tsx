import type { FieldFault } from '@app/kernel';
import type { ReactElement } from 'react';
import { Notice } from './notice';
import { asWords } from './words';

/** What a record still lacks, in the words of the rules; nothing where it lacks nothing. */
export function Missing({ of }: { readonly of: readonly FieldFault[] }): ReactElement | null {
  if (of.length === 0) return null;
  return (
    <Notice kind="info" title="Still missing">
      <ul>
        {of.map(({ field, says }) => (
          <li key={field}>
            <strong>{asWords(field)}</strong> {says}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
