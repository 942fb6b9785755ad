import { CONTENT_WARNINGS, DOCKET_OUTCOMES, TAKEDOWN_CLASSES } from '@app/publications/domain';
import { OrderLink, type PageIn, useCity, useLanguage } from '@app/public-pages';
import type { ReactNode } from 'react';

const STEPS = [
  'how-we-decide.step-preserved',
  'how-we-decide.step-record',
  'how-we-decide.step-determination',
  'how-we-decide.step-hidden',
  'how-we-decide.step-checked',
  'how-we-decide.step-published',
] as const;

const keysOf = <Key extends string>(words: Readonly<Record<Key, string>>): Key[] => Object.keys(words) as Key[];
const VOCABULARY = [
  { heading: 'how-we-decide.decisions', keys: keysOf(DOCKET_OUTCOMES).map((key) => `outcome.${key}` as const) },
  { heading: 'how-we-decide.warnings', keys: keysOf(CONTENT_WARNINGS).map((key) => `warning.${key}` as const) },
  { heading: 'how-we-decide.takedowns', keys: keysOf(TAKEDOWN_CLASSES).map((key) => `takedown.${key}` as const) },
] as const;

interface Chosen {
  /** As the policy in force says. */
  readonly describedWithinDays: number;
}

export const howWeDecide =
  (chosen: Chosen): PageIn =>
  ({ words }) => ({
    title: words('how-we-decide.title'),
    description: words('how-we-decide.description'),
    current: '/how-we-decide',
    body: <HowWeDecide {...chosen} />,
  });

function HowWeDecide(chosen: Chosen): ReactNode {
  const { say, link } = useLanguage();
  const { orderUrl } = useCity();
  return (
    <>
      <h1>{say('how-we-decide.title')}</h1>
      <p id="order">{say('how-we-decide.order')}</p>
      {orderUrl !== null && (
        <p>{say('how-we-decide.order-text', { order: (text) => <OrderLink>{text}</OrderLink> })}</p>
      )}
      <h2>{say('how-we-decide.steps')}</h2>
      <ol>
        {STEPS.map((step) => (
          <li key={step}>{say(step)}</li>
        ))}
      </ol>
      <p>{say('how-we-decide.duties')}</p>
      <h2>{say('how-we-decide.what-is-hidden')}</h2>
      <p>{say('how-we-decide.hidden')}</p>
      <p>{say('how-we-decide.biometrics')}</p>
      <h2>{say('how-we-decide.choices')}</h2>
      <Choices {...chosen} />
      <h2>{say('how-we-decide.words')}</h2>
      <Vocabulary />
      <p>{say('how-we-decide.rights', { docket: link('/docket') })}</p>
    </>
  );
}

/** What no law decides for the City. */
function Choices({ describedWithinDays }: Chosen): ReactNode {
  const { say } = useLanguage();
  return (
    <ul>
      <li>{say('how-we-decide.choice-flashing')}</li>
      <li>{say('how-we-decide.choice-described', { days: describedWithinDays })}</li>
      <li>{say('how-we-decide.choice-place')}</li>
      <li>{say('how-we-decide.choice-docket')}</li>
      <li>{say('how-we-decide.choice-translations')}</li>
    </ul>
  );
}

function Vocabulary(): ReactNode {
  const { say } = useLanguage();
  return VOCABULARY.map(({ heading, keys }) => (
    <section key={heading}>
      <h3>{say(heading)}</h3>
      <ul>
        {keys.map((key) => (
          <li key={key}>{say(key)}</li>
        ))}
      </ul>
    </section>
  ));
}
