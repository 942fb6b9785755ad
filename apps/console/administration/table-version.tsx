import type { Views } from '@app/api-client';
import type { ReactElement } from 'react';

interface Props {
  readonly of: Views['TableVersionView'];
  /** How it is changed. */
  readonly changed: string;
}

/** Which version of a table is in force, since when, who approved it, and how it is changed. */
export function TableVersion({ of: { version, effective, approver }, changed }: Props): ReactElement {
  return (
    <p>
      Version {version}, in force since {effective}. Approved by: {approver}. {changed}
    </p>
  );
}
