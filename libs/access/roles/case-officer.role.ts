import type { RoleDefinition } from './role';

export const caseOfficer: RoleDefinition = {
  title: 'CPD case or command staff',
  says: 'Facts, verification, statement on an active investigation, consultation with the District Attorney. Does not determine or publish.',
  may: () => [
    { action: ['read', 'create', 'edit'], on: ['Incident', 'Consultation'] },
    { action: ['read', 'edit', 'move', 'flag'], on: ['Clip'] },
    { action: ['read'], on: ['Original', 'Footage', 'Rendering', 'Redactions', 'Staff'] },
  ],
};
