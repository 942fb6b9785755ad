import type { OrderedRedaction } from '@app/determinations/domain';
import type { ReactElement } from 'react';
import { AddForm } from './add-form';
import { NEVER_HIDDEN, orderFields, orderOf } from './added';

interface Props {
  readonly onAdd: (order: OrderedRedaction) => void;
  readonly onClose: () => void;
}

/** A redaction from the catalogue: whom or what, in picture or sound, on which basis, and what exactly. */
export function OrderForm(props: Props): ReactElement {
  return (
    <AddForm fieldsOf={orderFields} addedOf={orderOf} action="Order it" {...props}>
      <details>
        <summary>What is not to be redacted</summary>
        <ul className="usa-list">
          {NEVER_HIDDEN.map(({ title, says, authority }) => (
            <li key={title}>
              {title}: {says} <span className="text-base-darker">({authority})</span>
            </li>
          ))}
        </ul>
      </details>
    </AddForm>
  );
}
