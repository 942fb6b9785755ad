import { CUT_EXISTS, type RoleDefinition } from './role';

export const qualityReviewer: RoleDefinition = {
  title: 'Quality reviewer',
  says: 'Accepts or rejects redactions that another person made.',
  may: () => [
    { action: ['read', 'move'], on: ['Clip'], when: { state: { $in: CUT_EXISTS } } },
    { action: ['read'], on: ['Footage', 'Rendering', 'Redactions'], when: { state: { $in: CUT_EXISTS } } },
    { action: ['read', 'create', 'edit'], on: ['Review'], when: { state: { $in: CUT_EXISTS } } },
  ],
};
