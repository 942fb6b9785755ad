import { ROLES, type Role } from '@app/access';
import { Checkbox, Fieldset } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';

interface Props {
  readonly legend: string;
  /** Those that can be chosen. */
  readonly among: readonly Role[];
  readonly chosen: readonly Role[];
  readonly onChoose: (chosen: Role[]) => void;
}

/** Roles to choose among, each with what it may and may not. */
export function RoleBoxes({ legend, among, chosen, onChoose }: Props): ReactElement {
  return (
    <Fieldset legend={legend} className="margin-top-2">
      {among.map((role) => (
        <Checkbox
          key={role}
          id={`role-${role}`}
          name="roles"
          label={ROLES[role].title}
          labelDescription={ROLES[role].says}
          checked={chosen.includes(role)}
          onChange={({ target }) => onChoose(target.checked ? [...chosen, role] : chosen.filter((one) => one !== role))}
        />
      ))}
    </Fieldset>
  );
}
