import type { StaffId } from '@app/kernel';
import { accessibilityEditor } from './accessibility-editor.role';
import { administrator } from './administrator.role';
import { assistantSolicitor } from './assistant-solicitor.role';
import { auditor } from './auditor.role';
import { caseOfficer } from './case-officer.role';
import { evidenceTechnician } from './evidence-technician.role';
import { liaison } from './liaison.role';
import { qualityReviewer } from './quality-reviewer.role';
import { recordsOfficer } from './records-officer.role';
import { redactionTechnician } from './redaction-technician.role';
import { solicitor } from './solicitor.role';
import type { RoleDefinition } from './role';

export type { RoleDefinition } from './role';

/** The roles a person can hold (reference: law, § 14; the administrator: reliability T15). One file each. */
export const ROLES = {
  'evidence-technician': evidenceTechnician,
  'case-officer': caseOfficer,
  'assistant-solicitor': assistantSolicitor,
  solicitor,
  'redaction-technician': redactionTechnician,
  'quality-reviewer': qualityReviewer,
  'accessibility-editor': accessibilityEditor,
  'records-officer': recordsOfficer,
  liaison,
  auditor,
  administrator,
} as const satisfies Record<string, RoleDefinition>;

export type Role = keyof typeof ROLES;

export const isRole = (text: unknown): text is Role => typeof text === 'string' && Object.hasOwn(ROLES, text);

/** Daylight's own processes, in the words of the law: nobody signs in as one, and no person holds their roles. */
export const SYSTEM_ACTORS = {
  intake: 'Examines what was received.',
  calendar: 'Reopens what falls due.',
  publisher: 'Pushes the exact signed bytes, and cannot alter them.',
} as const;

export type SystemActor = keyof typeof SYSTEM_ACTORS;

/** Somebody who is signed in, as of this moment. */
export interface Person {
  readonly id: StaffId;
  readonly name: string;
  readonly roles: readonly Role[];
}
