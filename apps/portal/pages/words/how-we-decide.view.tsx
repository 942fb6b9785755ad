import { CONTENT_WARNINGS, DOCKET_OUTCOMES, TAKEDOWN_CLASSES } from '@app/publications/domain';
import { type PageIn, useLanguage } from '@app/public-pages';
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

export const howWeDecide: PageIn = ({ words }) => ({
  title: words('how-we-decide.title'),
  description: words('how-we-decide.description'),
  current: '/how-we-decide',
  body: <HowWeDecide />,
});

function HowWeDecide(): ReactNode {
  const { say, link } = useLanguage();
  return (
    <>
      <h1>{say('how-we-decide.title')}</h1>
      <p>{say('how-we-decide.order')}</p>
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
      <h2>{say('how-we-decide.words')}</h2>
      <Vocabulary />
      <p>{say('how-we-decide.rights', { docket: link('/docket') })}</p>
    </>
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
