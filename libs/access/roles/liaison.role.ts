import type { RoleDefinition } from './role';

export const liaison: RoleDefinition = {
  title: 'Victim and witness liaison',
  says: 'Notices and consents. Does not publish.',
  may: () => [
    { action: ['read', 'create', 'edit'], on: ['Notice'] },
    { action: ['read'], on: ['Clip', 'Incident'] },
  ],
};
