import type { RoleDefinition } from './role';

export const administrator: RoleDefinition = {
  title: 'Administrator',
  says: 'Proposes accounts and roles, approves what somebody else proposed, looks after the jobs. Sees no footage and decides on none.',
  may: () => [
    { action: ['read', 'create', 'edit'], on: ['Account'] },
    { action: ['read', 'edit'], on: ['Job'] },
    { action: ['read'], on: ['Staff', 'Policy'] },
  ],
};
