import type { CitedExemption } from '@app/determinations/domain';
import type { ReactElement } from 'react';
import { AddForm } from './add-form';
import { exemptionFields, exemptionOf } from './added';

interface Props {
  readonly onAdd: (cited: CitedExemption) => void;
  readonly onClose: () => void;
}

/** An exemption from the closed list of the clause, and why it applies. */
export function ExemptionForm(props: Props): ReactElement {
  return <AddForm fieldsOf={exemptionFields} addedOf={exemptionOf} action="Cite it" {...props} />;
}
