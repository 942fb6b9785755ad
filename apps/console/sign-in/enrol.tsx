import { done } from '@app/api-client';
import { LEAST_PASSWORD } from '@app/staff/domain';
import { useMutation } from '@tanstack/react-query';
import { Button, ButtonGroup, Form, Label, TextInput } from '@trussworks/react-uswds';
import { type ReactElement, type SubmitEvent, useEffect, useState } from 'react';
import { api } from '../shell/api';
import { signedIn } from '../shell/session';
import { Failure } from '../ui/failure';
import { enter } from './enter';

/** Somebody new, or somebody who has forgotten the password, chooses one with the code that they were given. */
export function Enrol({ onBack }: { readonly onBack: () => void }): ReactElement {
  const [userName, setUserName] = useState('');
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  useEffect(() => {
    document.title = 'Choose your password – Daylight';
  }, []);
  const enrol = useMutation({
    mutationFn: async () => {
      await done(api.POST('/session/enrolment', { body: { userName, code, password } }));
      return enter(userName, password);
    },
    onSuccess: signedIn,
    networkMode: 'always',
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    enrol.mutate();
  };
  return (
    <main id="content" className="grid-container">
      <h1>Choose your password</h1>
      <p>An administrator has given you a code. It is good once, and for three days.</p>
      {enrol.error && <Failure error={enrol.error} />}
      <Form onSubmit={submit}>
        <Entry id="user-name" label="User name" autoComplete="username" typed={userName} onType={setUserName} />
        <Entry id="code" label="Enrolment code" autoComplete="one-time-code" typed={code} onType={setCode} />
        <Entry
          id="new-password"
          label="New password"
          hint={`At least ${LEAST_PASSWORD} characters. A password manager may make one.`}
          autoComplete="new-password"
          typed={password}
          onType={setPassword}
        />
        <ButtonGroup>
          <Button type="submit" disabled={enrol.isPending}>
            Choose it and sign in
          </Button>
          <Button type="button" outline onClick={onBack}>
            Back
          </Button>
        </ButtonGroup>
      </Form>
    </main>
  );
}

interface EntryProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly autoComplete: 'username' | 'one-time-code' | 'new-password';
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

function Entry({ id, label, hint, autoComplete, typed, onType }: EntryProps): ReactElement {
  return (
    <>
      <Label htmlFor={id}>{label}</Label>
      {hint && (
        <span id={`${id}-hint`} className="usa-hint">
          {hint}
        </span>
      )}
      <TextInput
        id={id}
        name={id}
        type={autoComplete === 'new-password' ? 'password' : 'text'}
        autoComplete={autoComplete}
        {...(hint && { 'aria-describedby': `${id}-hint` })}
        required
        value={typed}
        onChange={({ target }) => onType(target.value)}
      />
    </>
  );
}
