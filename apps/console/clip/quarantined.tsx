import type { ReactElement } from 'react';
import { Notice } from '../ui/notice';

/** Intake would not open it: why, what becomes of it, and what to do. */
export function Quarantined({ says }: { readonly says: string | null }): ReactElement {
  return (
    <Notice kind="warning" title="Quarantined">
      {says} The bytes are kept as they were received, and nothing opens them. Export the recording from its own system
      as MP4 and upload that beside it.
    </Notice>
  );
}
