import { CUT_EXISTS, type RoleDefinition } from './role';

export const accessibilityEditor: RoleDefinition = {
  title: 'Accessibility editor',
  says: 'Captions and description on the approved cut. Does not hear unredacted sound beyond need.',
  may: () => [
    { action: ['read', 'move'], on: ['Clip'], when: { state: { $in: CUT_EXISTS.slice(1) } } },
    { action: ['read'], on: ['Rendering'], when: { state: { $in: CUT_EXISTS.slice(1) } } },
    { action: ['read', 'edit'], on: ['Accessibility'], when: { state: { $in: CUT_EXISTS.slice(1) } } },
  ],
};
