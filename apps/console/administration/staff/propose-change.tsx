import { isRole, type Role, ROLES } from '@app/access';
import { STAFF_CHANGES, type StaffChangeKind } from '@app/staff/domain';
import { Label, Select } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import type { Field } from '../../record/field';
import { ProposalForm, Typed, usePropose } from './propose';
import { RoleBoxes } from './role-boxes';
import type { Account } from './words';

const WHY: readonly Field[] = [{ name: 'reason', label: 'Why', kind: 'long', hint: 'Goes into the record' }];

/** What can be proposed for an account as it is; the api decides once more. */
function kindsFor({ state, passkeys }: Account): StaffChangeKind[] {
  if (state === 'suspended') return ['reinstate', 'revoke-roles'];
  const always: StaffChangeKind[] = ['grant-roles', 'revoke-roles', 'suspend', 'renew-enrolment'];
  return passkeys > 0 ? [...always, 'remove-passkeys'] : always;
}

interface Props {
  readonly account: Account;
  readonly onClose: () => void;
}

/** Proposes a change of an account that is there. */
export function ProposeChange({ account, onClose }: Props): ReactElement {
  const kinds = kindsFor(account);
  const [kind, setKind] = useState<StaffChangeKind>(kinds[0] ?? 'suspend');
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const propose = usePropose(onClose);
  const held = account.roles.filter(isRole);
  const among = kind === 'grant-roles' ? (Object.keys(ROLES) as Role[]).filter((one) => !held.includes(one)) : held;
  const choose = (next: string): void => {
    setKind(next as StaffChangeKind);
    setRoles([]);
  };
  const send = (): void =>
    propose.mutate({
      ...{ kind, staffId: account.id, reason: typed['reason'] ?? '' },
      ...(STAFF_CHANGES[kind].namesRoles && { roles: [...roles] }),
    });
  return (
    <ProposalForm
      title={`Propose a change: ${account.name}`}
      error={propose.error}
      isPending={propose.isPending}
      onSubmit={send}
      onClose={onClose}
    >
      <Label htmlFor="kind">What is to be done</Label>
      <Select id="kind" name="kind" value={kind} onChange={({ target }) => choose(target.value)}>
        {kinds.map((one) => (
          <option key={one} value={one}>
            {STAFF_CHANGES[one].title}
          </option>
        ))}
      </Select>
      <p>{STAFF_CHANGES[kind].says}</p>
      {STAFF_CHANGES[kind].namesRoles && (
        <RoleBoxes
          legend={kind === 'grant-roles' ? 'Roles to grant' : 'Roles to revoke'}
          among={among}
          chosen={roles}
          onChoose={setRoles}
        />
      )}
      <Typed fields={WHY} typed={typed} error={propose.error} onType={setTyped} />
    </ProposalForm>
  );
}
