import type { RoleDefinition } from './role';

export const solicitor: RoleDefinition = {
  title: 'City Solicitor or named designee',
  says: 'Signs determinations, signs off the exact bytes, defers, withholds, unpublishes. Does not upload.',
  may: () => [
    {
      action: ['read'],
      on: [
        'Incident',
        'Original',
        'Footage',
        'Rendering',
        'Review',
        'Redactions',
        'Accessibility',
        'Staff',
        'RecordsRequest',
        'Ask',
        'Policy',
        'Notice',
        'Ledger',
      ],
    },
    { action: ['read', 'move', 'flag'], on: ['Clip'] },
    { action: ['read', 'edit', 'assign'], on: ['Determination'] },
    { action: ['read', 'create', 'edit'], on: ['Consultation'] },
    { action: ['edit'], on: ['Policy'] },
    { action: ['create'], on: ['Waiver', 'DocketNote'] },
    { action: ['read', 'create', 'edit'], on: ['Account'] },
  ],
};
