import type { RoleDefinition } from './role';

export const auditor: RoleDefinition = {
  title: 'Auditor',
  says: 'Reads logs and exports them. Writes nothing.',
  may: () => [
    {
      action: ['read'],
      on: [
        'Ledger',
        'Clip',
        'Incident',
        'Determination',
        'Redactions',
        'Review',
        'Accessibility',
        'Notice',
        'Consultation',
        'RecordsRequest',
        'Ask',
        'Policy',
        'Job',
        'Staff',
        'Account',
      ],
    },
  ],
};
