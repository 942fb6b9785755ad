import { type CitedExemption, ELEMENTS_OF_F, type OrderedRedaction } from '@app/determinations/domain';
import { catalogueRow } from '@app/redactions/domain';
import { Button, ButtonGroup } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import { useLocation } from 'react-router';
import { AnswerCard, DateField, LongText } from './answers';
import { type Asking, asksForDeferral, type Content, DEFERRAL, FINDINGS, textsOf } from './content-fields';
import { ExemptionForm } from './exemption-form';
import type { Field } from '../record/field';
import type { FilmRef } from './film';
import { OrderForm } from './order-form';

interface Props {
  readonly content: Content;
  readonly onChange: (content: Content) => void;
  readonly film: FilmRef;
  readonly disabled: boolean;
}

interface DraftProps extends Props {
  readonly asking: Omit<Asking, 'content' | 'ledTo'>;
}

/**
 * The questions of the law that the outcome asks, one card each: the four elements of (f), the order's two findings, and what
 * hangs on them.
 */
export function DraftForm({ asking: whatFor, ...props }: DraftProps): ReactElement {
  const [before] = useState(props.content); // a field that is emptied stays as long as the page
  const ledTo = useLocation().hash.slice(1);
  const asking = { ...whatFor, content: props.content, ledTo };
  return (
    <div className="answers">
      <h2 id="elements">Elements of G.L. c. 4, § 7(26)(f)</h2>
      <Answers {...props} questions={ELEMENTS_OF_F} />
      <h2 id="findings">Findings under the Executive Order</h2>
      <Answers {...props} questions={FINDINGS} />
      <h2 id="exemptions">Other exemptions relied on</h2>
      <Exemptions {...props} />
      <h2 id="orders">Redactions ordered</h2>
      <Orders {...props} />
      <h2>Reasons</h2>
      <Texts {...props} fields={textsOf(asking, before)} />
      {asksForDeferral(asking, before) && <Deferral {...props} />}
    </div>
  );
}

interface Answer {
  readonly holds: boolean | null;
  readonly why: string;
}

/**
 * A reason may be typed before the question is answered; until then the answer is none, and its reason waits on the page.
 */
function Answers({ content, onChange, questions, ...rest }: Props & { readonly questions: object }): ReactElement {
  const [waiting, setWaiting] = useState<Readonly<Record<string, string>>>({});
  const answerOf = (name: string): Answer =>
    (content[name] as Answer | null) ?? { holds: null, why: waiting[name] ?? '' };
  const give = (name: string, answer: Answer): void => {
    if (answer.holds === null) setWaiting({ ...waiting, [name]: answer.why });
    else onChange({ ...content, [name]: answer });
  };
  return (
    <>
      {Object.entries(questions as Readonly<Record<string, string>>).map(([name, says]) => (
        <AnswerCard
          key={name}
          name={name}
          says={says}
          answer={answerOf(name)}
          onAnswer={(answer) => give(name, answer)}
          {...rest}
        />
      ))}
    </>
  );
}

function Exemptions({ content, onChange, film, disabled }: Props): ReactElement {
  const [citing, setCiting] = useState(false);
  const cited = (content['exemptions'] ?? []) as readonly CitedExemption[];
  const put = (exemptions: readonly CitedExemption[]): void => onChange({ ...content, exemptions });
  return (
    <>
      {cited.map(({ letter, statute, why }, i) => (
        <fieldset key={i} className="usa-fieldset card" disabled={disabled}>
          <legend className="usa-legend prong">
            {letter} {statute}
          </legend>
          <LongText
            name={`exemptions.${i}.why`}
            label={`Why ${letter} applies`}
            value={why}
            onType={(text) => put(cited.map((one, k) => (k === i ? { ...one, why: text } : one)))}
            film={film}
          />
          <Button type="button" unstyled onClick={() => put(cited.filter((_, k) => k !== i))}>
            Take {letter} back
          </Button>
        </fieldset>
      ))}
      {cited.length === 0 && !citing && <p>None is cited.</p>}
      {citing && <ExemptionForm onAdd={(exemption) => put([...cited, exemption])} onClose={() => setCiting(false)} />}
      {!citing && !disabled && <Begin id="cite" says="Cite an exemption" onBegin={() => setCiting(true)} />}
    </>
  );
}

function Orders({ content, onChange, disabled }: Props): ReactElement {
  const [ordering, setOrdering] = useState(false);
  const orders = (content['orders'] ?? []) as readonly OrderedRedaction[];
  const put = (next: readonly OrderedRedaction[]): void => onChange({ ...content, orders: next });
  return (
    <>
      {orders.length === 0 && !ordering && <p>Nothing is ordered to be hidden.</p>}
      <ul className="usa-list">
        {orders.map(({ subject, channel, instruction }, i) => (
          <li key={i}>
            {catalogueRow(subject)?.title ?? subject} ({channel}): {instruction}{' '}
            {!disabled && (
              <Button
                type="button"
                unstyled
                aria-label={`Take it back: ${instruction}`}
                onClick={() => put(orders.filter((_, k) => k !== i))}
              >
                Take it back
              </Button>
            )}
          </li>
        ))}
      </ul>
      {ordering && <OrderForm onAdd={(order) => put([...orders, order])} onClose={() => setOrdering(false)} />}
      {!ordering && !disabled && <Begin id="order" says="Order a redaction" onBegin={() => setOrdering(true)} />}
    </>
  );
}

interface BeginProps {
  readonly id: string;
  readonly says: string;
  readonly onBegin: () => void;
}

function Begin({ id, says, onBegin }: BeginProps): ReactElement {
  return (
    <ButtonGroup>
      <Button id={id} type="button" outline onClick={onBegin}>
        {says}
      </Button>
    </ButtonGroup>
  );
}

function Texts({
  content,
  onChange,
  film,
  disabled,
  fields,
}: Props & { readonly fields: readonly Field[] }): ReactElement {
  return (
    <>
      {fields.map(({ name, label, hint, kind }) => {
        const value = (content[name] ?? '') as string;
        const shared = { name, label, value, disabled };
        return kind === 'date' ? (
          <DateField key={name} {...shared} onType={(text) => onChange({ ...content, [name]: text || null })} />
        ) : (
          <LongText
            key={name}
            {...shared}
            hint={hint}
            onType={(text) => onChange({ ...content, [name]: text === '' ? null : text })}
            film={film}
          />
        );
      })}
    </>
  );
}

function Deferral({ content, onChange, film, disabled }: Props): ReactElement {
  const deferral = (content['deferral'] ?? {}) as Readonly<Record<string, string>>;
  const put = (name: string, text: string): void => {
    const next = Object.fromEntries(DEFERRAL.map((field) => [field.name, deferral[field.name] ?? '']));
    next[name] = text;
    const isEmpty = Object.values(next).every((value) => value === '');
    onChange({ ...content, deferral: isEmpty ? null : next });
  };
  return (
    <>
      <h2 id="deferral">Deferral</h2>
      {DEFERRAL.map(({ name, label, kind }) => {
        const shared = { name: `deferral.${name}`, label, value: deferral[name] ?? '', disabled };
        return kind === 'date' ? (
          <DateField key={name} {...shared} onType={(text) => put(name, text)} />
        ) : (
          <LongText key={name} {...shared} onType={(text) => put(name, text)} film={film} />
        );
      })}
    </>
  );
}
