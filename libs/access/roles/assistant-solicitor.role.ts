import type { RoleDefinition } from './role';

export const assistantSolicitor: RoleDefinition = {
  title: 'Assistant City Solicitor',
  says: 'Drafts determinations, assigns redactions, cites exemptions. Does not sign.',
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
      ],
    },
    { action: ['read', 'move', 'flag'], on: ['Clip'] },
    { action: ['read', 'edit', 'assign'], on: ['Determination'] },
    { action: ['read', 'create', 'edit'], on: ['Consultation'] },
  ],
};
