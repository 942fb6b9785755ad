import type { StaffId } from '@app/kernel';
import type { Action, Subject } from '../vocabulary';

export interface Permission {
  readonly action: readonly Action[];
  readonly on: readonly Subject[];
  /** CASL condition on the facts of the one thing acted on; absent: on all of the kind. */
  readonly when?: Readonly<Record<string, unknown>>;
}

export interface RoleDefinition {
  readonly title: string;
  /** In the words of the reference: what the role may, and what it may not. */
  readonly says: string;
  may(me: StaffId): readonly Permission[];
}

/** States in which a cut with everything hidden exists: all that later roles may see of a clip. */
export const CUT_EXISTS = ['qualityCheck', 'accessibility', 'awaitingSignOff', 'scheduled', 'published', 'superseded'];
