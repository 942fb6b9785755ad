import { done } from '@app/api-client';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Label, TextInput } from '@trussworks/react-uswds';
import { type SubmitEvent, type ReactElement, useEffect, useState } from 'react';
import { api } from '../shell/api';
import { signedIn } from '../shell/session';
import { Failure } from '../ui/failure';
import { Enrol } from './enrol';

/** Where one signs in, or chooses a password with a code first. */
export function SignIn(): ReactElement {
  const [isNew, setNew] = useState(false);
  return isNew ? <Enrol onBack={() => setNew(false)} /> : <WithPassword onNew={() => setNew(true)} />;
}

/** Password managers and pasting work; there is no puzzle (WCAG 3.3.8). */
function WithPassword({ onNew }: { readonly onNew: () => void }): ReactElement {
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  useEffect(() => {
    document.title = 'Sign in – Daylight';
  }, []);
  const enter = useMutation({
    mutationFn: () => done(api.POST('/session', { body: { userName, password } })),
    onSuccess: signedIn,
    networkMode: 'always', // also while the page is locked, when nothing else is asked
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    enter.mutate();
  };
  return (
    <main id="content" className="grid-container">
      <h1>Sign in to Daylight</h1>
      <p>For staff of the City of Cambridge. Everything that you open or decide here is recorded.</p>
      {enter.error && <Failure error={enter.error} />}
      <Form onSubmit={submit}>
        <Label htmlFor="user-name">User name</Label>
        <TextInput
          id="user-name"
          name="username"
          type="text"
          autoComplete="username"
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
        <Button type="submit" disabled={enter.isPending}>
          Sign in
        </Button>
      </Form>
      <p>
        <Button type="button" unstyled onClick={onNew}>
          I have an enrolment code
        </Button>
      </p>
    </main>
  );
}
