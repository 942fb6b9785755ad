import type { RoleDefinition } from './role';

export const redactionTechnician: RoleDefinition = {
  title: 'Redaction technician',
  says: 'Does tasks on a derivative. Does not approve own work, and sees no other incident by default.',
  may: (me) => [
    { action: ['read', 'move'], on: ['Clip'], when: { assignedTo: me } },
    { action: ['read'], on: ['Footage', 'Rendering', 'Review'], when: { assignedTo: me } },
    { action: ['read', 'edit', 'create'], on: ['Redactions'], when: { assignedTo: me } },
  ],
};
