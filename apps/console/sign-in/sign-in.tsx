import { done } from '@app/api-client';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Label, TextInput } from '@trussworks/react-uswds';
import { type SubmitEvent, type ReactElement, useEffect, useState } from 'react';
import { api } from '../shell/api';
import { signedIn } from '../shell/session';
import { Failure } from '../ui/failure';

/** Password managers and pasting work; there is no puzzle (WCAG 3.3.8). */
export function SignIn(): ReactElement {
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
    </main>
  );
}
