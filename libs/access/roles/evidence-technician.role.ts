import type { RoleDefinition } from './role';

export const evidenceTechnician: RoleDefinition = {
  title: 'Evidence technician',
  says: 'Uploads, hashes, enters metadata and preserves. Does not edit a determination, approve, publish, or delete an original.',
  may: (me) => [
    { action: ['read', 'create'], on: ['Incident'] },
    { action: ['create'], on: ['Upload', 'Clip'] },
    { action: ['read', 'edit'], on: ['Upload'], when: { owner: me } },
    { action: ['read', 'edit'], on: ['Clip', 'Original', 'Footage'], when: { uploadedBy: me } },
  ],
};
