import type { RoleDefinition } from './role';

export const recordsOfficer: RoleDefinition = {
  title: 'Records access officer',
  says: 'Links records requests, runs their clocks, answers what readers ask for, writes response letters and exemption indexes. Does not override a determination.',
  may: () => [
    { action: ['read', 'create', 'edit'], on: ['RecordsRequest'] },
    { action: ['read', 'edit'], on: ['Ask'] },
    { action: ['read'], on: ['Clip', 'Incident', 'Determination', 'Redactions', 'Policy'] },
  ],
};
