import { type Role, ROLES } from '@app/access';
import { STAFF_CHANGES } from '@app/staff/domain';
import { type ReactElement, useState } from 'react';
import type { Field } from '../../record/field';
import { ProposalForm, Typed, usePropose } from './propose';
import { RoleBoxes } from './role-boxes';

const FIELDS: readonly Field[] = [
  { name: 'displayName', label: 'Name', kind: 'text', hint: 'As colleagues read it' },
  { name: 'userName', label: 'User name', kind: 'text', hint: 'To sign in with' },
];
const WHY: readonly Field[] = [{ name: 'reason', label: 'Why', kind: 'long', hint: 'Goes into the record' }];
const EVERY_ROLE = Object.keys(ROLES) as Role[];

/** Proposes an account for somebody new. */
export function ProposeAccount({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const propose = usePropose(onClose);
  const { displayName = '', userName = '', reason = '' } = typed;
  const send = (): void =>
    propose.mutate({ kind: 'open-account', displayName, userName: userName.trim(), roles: [...roles], reason });
  return (
    <ProposalForm
      title="Propose a new account"
      error={propose.error}
      isPending={propose.isPending}
      onSubmit={send}
      onClose={onClose}
    >
      <p>{STAFF_CHANGES['open-account'].says}</p>
      <Typed fields={FIELDS} typed={typed} error={propose.error} onType={setTyped} />
      <RoleBoxes legend="Roles" among={EVERY_ROLE} chosen={roles} onChoose={setRoles} />
      <Typed fields={WHY} typed={typed} error={propose.error} onType={setTyped} />
    </ProposalForm>
  );
}
