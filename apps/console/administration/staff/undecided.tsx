import type { Views } from '@app/api-client';
import { STAFF_CHANGES, isStaffChangeKind } from '@app/staff/domain';
import { Button, ButtonGroup } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import { useMay, usePerson } from '../../shell/session';
import { Notice } from '../../ui/notice';
import { inCambridge } from '../../ui/times';
import { Decide, type Step } from './decide';
import { type Account, type Change, changeInWords, nameIn, roleTitles } from './words';

interface Props {
  readonly changes: readonly Change[];
  readonly accounts: readonly Account[];
}

/** What one person has proposed and another has still to decide. */
export function Undecided({ changes, accounts }: Props): ReactElement {
  const [enrolment, setEnrolment] = useState<Views['EnrolmentView'] | null>(null);
  return (
    <section aria-labelledby="undecided">
      <h2 id="undecided">Waiting for a second person</h2>
      {enrolment && <Code of={enrolment} onSeen={() => setEnrolment(null)} />}
      {changes.length === 0 && <p>Nothing.</p>}
      {changes.map((change) => (
        <Proposed key={change.id} change={change} accounts={accounts} onCode={setEnrolment} />
      ))}
    </section>
  );
}

/** The code, once: it is kept nowhere, and whoever loses it asks for a new one. */
function Code({ of, onSeen }: { readonly of: Views['EnrolmentView']; readonly onSeen: () => void }): ReactElement {
  return (
    <div role="status">
      <Notice kind="warning" title={`Enrolment code for ${of.userName}`}>
        <p className="margin-0">
          <strong className="hash">{of.code}</strong>
        </p>
        <p>
          It is shown now and never again. Give it to the person yourself, not by mail. With it they choose their
          password, under “I have an enrolment code” where one signs in, until {inCambridge(of.until)}.
        </p>
        <Button type="button" outline onClick={onSeen}>
          I have given it to them
        </Button>
      </Notice>
    </div>
  );
}

interface ProposedProps {
  readonly change: Change;
  readonly accounts: readonly Account[];
  readonly onCode: (enrolment: Views['EnrolmentView'] | null) => void;
}

function Proposed({ change, accounts, onCode }: ProposedProps): ReactElement {
  const [step, setStep] = useState<Step | null>(null);
  const title = changeInWords(change, accounts);
  const { id, kind, roles, reason, proposedBy, proposedAt, whyNotApprove } = change;
  const isMine = usePerson().id === proposedBy;
  const mayDecide = useMay('edit', 'Account') && !isMine;
  const isAboutMe = whyNotApprove.some(({ code }) => code === 'decides-on-self');
  const button = (next: Step, says: string, outline = true): ReactElement => (
    <Button type="button" outline={outline} onClick={() => setStep(next)}>
      {says}
      <span className="usa-sr-only">: {title}</span>
    </Button>
  );
  return (
    <section className="card" aria-labelledby={`change-${id}`}>
      <h3 id={`change-${id}`} className="margin-top-0">
        {title}
      </h3>
      <p>
        {roles.length > 0 && <strong>{roleTitles(roles)}. </strong>}
        {isStaffChangeKind(kind) && STAFF_CHANGES[kind].says}
      </p>
      <p>
        Proposed by {nameIn(accounts)(proposedBy)}, {inCambridge(proposedAt)}: {reason}
      </p>
      {whyNotApprove.length > 0 && (
        <>
          <p className="margin-bottom-0">You cannot approve it:</p>
          <ul className="because">
            {whyNotApprove.map(({ code, says, authority }) => (
              <li key={code}>
                {says} <span className="text-base-darker">({authority})</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <ButtonGroup>
        {mayDecide && whyNotApprove.length === 0 && button('approve', 'Approve', false)}
        {mayDecide && !isAboutMe && button('refuse', 'Refuse')}
        {isMine && button('withdraw', 'Withdraw')}
      </ButtonGroup>
      {step && <Decide change={id} title={title} step={step} onCode={onCode} onClose={() => setStep(null)} />}
    </section>
  );
}
