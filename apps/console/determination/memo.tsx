import type { ReactElement } from 'react';
import { ANSWERED, type Content, CONTENT_FIELDS } from './content-fields';

interface Answer {
  readonly holds: boolean;
  readonly why: string;
}
interface Cited {
  readonly letter: string;
  readonly statute: string;
  readonly why: string;
}
interface Ordered {
  readonly subject: string;
  readonly channel: string;
  readonly instruction: string;
  readonly basis: { readonly why: string; readonly letter?: string; readonly statute?: string };
}

const labelOf = (name: string): string => CONTENT_FIELDS.find((field) => field.name === name)?.label ?? name;
const TEXTS = CONTENT_FIELDS.filter(({ name }) => !name.includes('.'));

/** The memo, from the answers as they stand: what is not answered says so. */
export function Memo({ content }: { readonly content: Content }): ReactElement {
  const orders = (content['orders'] ?? []) as readonly Ordered[];
  const exemptions = (content['exemptions'] ?? []) as readonly Cited[];
  return (
    <>
      <dl className="facts facts--long">
        {ANSWERED.map((name) => (
          <Answered key={name} says={labelOf(`${name}.holds`)} answer={(content[name] ?? null) as Answer | null} />
        ))}
        {TEXTS.filter(({ name }) => (content[name] ?? null) !== null).map(({ name, label }) => (
          <Text key={name} label={label} text={content[name] as string} />
        ))}
      </dl>
      {orders.length > 0 && <h3>Redactions ordered</h3>}
      <ul className="usa-list">
        {orders.map(({ subject, channel, instruction, basis }, i) => (
          <li key={i}>
            {subject} in {channel}: {instruction} ({[basis.letter, basis.statute, basis.why].filter(Boolean).join(', ')}
            )
          </li>
        ))}
      </ul>
      {exemptions.length > 0 && <h3>Exemptions cited</h3>}
      <ul className="usa-list">
        {exemptions.map(({ letter, statute, why }, i) => (
          <li key={i}>
            {letter}, {statute}: {why}
          </li>
        ))}
      </ul>
    </>
  );
}

function Answered({ says, answer }: { readonly says: string; readonly answer: Answer | null }): ReactElement {
  return (
    <>
      <dt>{says}</dt>
      <dd>{answer === null ? 'Not answered' : `${answer.holds ? 'Yes' : 'No'}. ${answer.why}`}</dd>
    </>
  );
}

function Text({ label, text }: { readonly label: string; readonly text: string }): ReactElement {
  return (
    <>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </>
  );
}
