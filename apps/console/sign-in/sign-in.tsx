import { useMutation } from '@tanstack/react-query';
import { Button, Form, Label, TextInput } from '@trussworks/react-uswds';
import { type SubmitEvent, type ReactElement, useEffect, useState } from 'react';
import { OFFERS_PASSKEYS } from '../account/ceremonies';
import { signedIn } from '../shell/session';
import { Failure } from '../ui/failure';
import { Enrol } from './enrol';
import { enter, enterWithPasskey } from './enter';

/** Where one signs in, or chooses a password with a code first. */
export function SignIn(): ReactElement {
  const [isNew, setNew] = useState(false);
  return isNew ? <Enrol onBack={() => setNew(false)} /> : <Enter onNew={() => setNew(true)} />;
}

/** A passkey, or a password; password managers and pasting work, and there is no puzzle (WCAG 3.3.8). */
function Enter({ onNew }: { readonly onNew: () => void }): ReactElement {
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  useEffect(() => {
    document.title = 'Sign in – Daylight';
  }, []);
  const entering = useMutation({
    mutationFn: (withPasskey: boolean) => (withPasskey ? enterWithPasskey() : enter(userName, password)),
    onSuccess: signedIn,
    networkMode: 'always', // also while the page is locked, when nothing else is asked
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    entering.mutate(false);
  };
  return (
    <main id="content" className="grid-container">
      <h1>Sign in to Daylight</h1>
      <p>For staff of the City of Cambridge. Everything that you open or decide here is recorded.</p>
      {entering.error && <Failure error={entering.error} />}
      <Form onSubmit={submit}>
        <Label htmlFor="user-name">User name</Label>
        <TextInput
          id="user-name"
          name="username"
          type="text"
          autoComplete="username webauthn"
          required
          value={userName}
          onChange={({ target }) => setUserName(target.value)}
        />
        <Label htmlFor="password">Password</Label>
        <TextInput
          id="password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
        <Button type="submit" disabled={entering.isPending}>
          Sign in
        </Button>
      </Form>
      <WithPasskey disabled={entering.isPending} onEnter={() => entering.mutate(true)} />
      <p>
        <Button type="button" unstyled onClick={onNew}>
          I have an enrolment code
        </Button>
      </p>
    </main>
  );
}

interface WithPasskeyProps {
  readonly disabled: boolean;
  readonly onEnter: () => void;
}

function WithPasskey({ disabled, onEnter }: WithPasskeyProps): ReactElement {
  if (!OFFERS_PASSKEYS)
    return (
      <p>Passkeys need Daylight to be opened at a name and over https; here it is opened at {window.location.host}.</p>
    );
  return (
    <p>
      <Button type="button" outline disabled={disabled} onClick={onEnter}>
        Sign in with a passkey
      </Button>
    </p>
  );
}
