import type { ReactNode } from 'react';
import { timecode } from '../layout/format';

/** A moment of a recording, 1:02:03.4. It reads from left to right in every language. */
export const Timecode = ({ at }: { readonly at: number }): ReactNode => <bdi dir="ltr">{timecode(at)}</bdi>;
