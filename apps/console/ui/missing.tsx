import type { FieldFault } from '@app/kernel';
import type { ReactElement } from 'react';
import { Notice } from './notice';
import { asWords } from './words';

interface Props {
  readonly of: readonly FieldFault[];
  /** What fields are called in the form; others are called by their own names. */
  readonly as?: readonly { readonly name: string; readonly label: string }[];
}

/** What a record still lacks, as the form calls it, else in the words of the rules; nothing where it lacks nothing. */
export function Missing({ of, as = [] }: Props): ReactElement | null {
  if (of.length === 0) return null;
  return (
    <Notice kind="info" title="Still missing">
      <ul>
        {of.map(({ field, says }) => (
          <li key={`${field} ${says}`}>
            {as.find(({ name }) => name === field)?.label ?? `${asWords(field)}: ${says}`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
