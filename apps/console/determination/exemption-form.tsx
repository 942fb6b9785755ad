import type { ReactElement } from 'react';
import type { Field } from '../record/field';
import { RecordForm } from '../record/record-form';
import type { Content } from './content-fields';

const FIELDS: readonly Field[] = [
  { name: 'letter', label: 'Letter of G.L. c. 4, § 7(26)', hint: 'For instance (f)', kind: 'text' },
  { name: 'statute', label: 'The statute', hint: 'Behind (a); else the clause itself', kind: 'text' },
  { name: 'why', label: 'Why it applies', hint: 'Letter and statute alone are not enough', kind: 'long' },
];

interface Props {
  readonly content: Content;
  readonly onSave: (content: Content) => Promise<void>;
  readonly onClose: () => void;
}

export function ExemptionForm({ content, onSave, onClose }: Props): ReactElement {
  const cited = (content['exemptions'] ?? []) as readonly unknown[];
  return (
    <RecordForm
      fields={FIELDS}
      values={{}}
      action="Cite it"
      onSave={(exemption) => onSave({ ...content, exemptions: [...cited, exemption] })}
      onClose={onClose}
    />
  );
}
