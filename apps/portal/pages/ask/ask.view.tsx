import type { HiddenSpan } from '@app/publications/domain';
import { InEnglish, type PageIn, Timecode, useLanguage } from '@app/public-pages';
import { ASK_KINDS, type AskFault, type AskKind, LONGEST_REPLY_TO, MOST_SAID } from '@app/requests/domain';
import type { ReactNode } from 'react';
import { RecordsOffice } from '../words/records-office.view';

/** What somebody asks about. */
export interface AskedAbout {
  readonly release: string;
  readonly version: number;
  readonly title: string;
  readonly span: { readonly number: number; readonly span: HiddenSpan } | null;
}

/** Why a form was not taken in. */
export type NotSent = AskFault | 'too-many';

interface FormFacts {
  readonly about: AskedAbout;
  /** In a copy of the site nobody would take the form in. */
  readonly isCopy?: boolean;
  /** What was typed and could not be taken. */
  readonly typed?: Readonly<Record<string, unknown>>;
  readonly wrong?: NotSent;
}

export const askPage =
  (facts: FormFacts): PageIn =>
  ({ words }) => ({
    title: words('ask.title'),
    description: words('ask.description'),
    crumbs: [
      { href: '/releases', text: words('layout.releases') },
      { href: `/releases/${facts.about.release}`, text: facts.about.title },
    ],
    body: <AskPage {...facts} />,
  });

function AskPage({ about, isCopy, typed = {}, wrong }: FormFacts): ReactNode {
  const { say } = useLanguage();
  return (
    <>
      <h1>{say('ask.title')}</h1>
      {wrong && (
        <div className="box gone" role="alert">
          <h2>{say('ask.wrong')}</h2>
          <p>{say(`ask.${wrong}`, { most: wrong === 'bad-reply-to' ? LONGEST_REPLY_TO : MOST_SAID })}</p>
        </div>
      )}
      <About about={about} />
      {isCopy ? (
        <p className="box">{say('ask.in-a-copy', { release: <bdi className="hash">{about.release}</bdi> })}</p>
      ) : (
        <Form about={about} typed={typed} />
      )}
      <Rights />
    </>
  );
}

function Form({ about, typed }: Pick<FormFacts, 'about'> & Required<Pick<FormFacts, 'typed'>>): ReactNode {
  const { say, path } = useLanguage();
  const query = about.span ? `?span=${about.span.number}` : '';
  return (
    <>
      <p>{say('ask.no-account')}</p>
      <form className="ask" method="post" action={path(`/releases/${about.release}/ask${query}`)}>
        <Kinds chosen={typed['kind']} />
        <Fields typed={typed} />
        <button type="submit">{say('ask.send')}</button>
      </form>
    </>
  );
}

function About({ about }: Pick<FormFacts, 'about'>): ReactNode {
  const { say, link } = useLanguage();
  return (
    <p>
      {say('ask.about')}: {link(`/releases/${about.release}`)(<InEnglish>{about.title}</InEnglish>)}.{' '}
      {about.span
        ? say('ask.part', {
            span: about.span.number,
            from: <Timecode at={about.span.span.from} />,
            to: <Timecode at={about.span.span.to} />,
            category: <InEnglish>{about.span.span.category}</InEnglish>,
          })
        : say('ask.whole')}
    </p>
  );
}

function Kinds({ chosen }: { readonly chosen: unknown }): ReactNode {
  const { say } = useLanguage();
  return (
    <fieldset>
      <legend>{say('ask.kind')}</legend>
      {(Object.keys(ASK_KINDS) as AskKind[]).map((kind) => (
        <div key={kind}>
          <input type="radio" id={kind} name="kind" value={kind} required defaultChecked={chosen === kind} />
          <label htmlFor={kind}>{say(`ask.${kind}`)}</label>
        </div>
      ))}
    </fieldset>
  );
}

function Fields({ typed }: { readonly typed: Readonly<Record<string, unknown>> }): ReactNode {
  const { say } = useLanguage();
  const kept = (name: string): string => (typeof typed[name] === 'string' ? typed[name] : '');
  return (
    <>
      <div>
        <label htmlFor="says">{say('ask.says')}</label>
        <p id="says-hint">{say('ask.says-hint', { most: MOST_SAID })}</p>
        <textarea
          id="says"
          name="says"
          rows={6}
          maxLength={MOST_SAID}
          required
          aria-describedby="says-hint"
          defaultValue={kept('says')}
        />
      </div>
      <div>
        <label htmlFor="reply_to">{say('ask.reply-to')}</label>
        <p id="reply-hint">{say('ask.reply-to-hint')}</p>
        <input
          id="reply_to"
          name="reply_to"
          type="text"
          maxLength={LONGEST_REPLY_TO}
          autoComplete="email"
          aria-describedby="reply-hint"
          defaultValue={kept('reply_to')}
        />
      </div>
    </>
  );
}

/** Who answers, and how one appeals: on the form and on the receipt. */
function Rights(): ReactNode {
  const { say, link } = useLanguage();
  return (
    <>
      <h2>{say('ask.rights')}</h2>
      <p>{say('ask.rights-says', { contact: link('/contact') })}</p>
      <RecordsOffice />
    </>
  );
}

interface ReceiptFacts extends Pick<FormFacts, 'about'> {
  readonly receipt: string;
}

export const receiptPage =
  (facts: ReceiptFacts): PageIn =>
  ({ words }) => ({
    title: words('ask.received-title'),
    description: words('ask.received-description'),
    body: <Receipt {...facts} />,
  });

function Receipt({ about, receipt }: ReceiptFacts): ReactNode {
  const { say, link } = useLanguage();
  return (
    <>
      <h1>{say('ask.received-title')}</h1>
      <section className="box" role="status">
        <h2>{say('ask.receipt')}</h2>
        <p className="receipt">
          <bdi dir="ltr">{receipt}</bdi>
        </p>
        <p>{say('ask.receipt-says')}</p>
      </section>
      <About about={about} />
      <h2>{say('ask.next')}</h2>
      <p>{say('ask.next-says')}</p>
      <Rights />
      <p>{link(`/releases/${about.release}`)(say('ask.back'))}</p>
    </>
  );
}
