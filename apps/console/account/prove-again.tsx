import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import type { StepUp } from '@app/staff/domain';
import { Label, TextInput } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import { api } from '../shell/api';
import { useHasPasskey } from '../shell/session';
import { signedWithPasskey } from './ceremonies';

interface Again {
  /** Where the password is typed; for whoever has a passkey, what will happen. */
  readonly field: ReactElement;
  /** The proof, for one act. With a passkey, the browser now asks the person. */
  readonly prove: (step: StepUp) => Promise<Views['ProofDto']>;
}

/** Asks once more who it is: the password, or the passkey of whoever has one, which signs what the act is on. */
export function useProveAgain(): Again {
  const hasPasskey = useHasPasskey();
  const [password, setPassword] = useState('');
  if (hasPasskey)
    return {
      field: <p>You prove who you are with your passkey: your browser asks for it next.</p>,
      prove: async (step) => ({
        passkey: await signedWithPasskey(await done(api.POST('/passkeys/step-up', { body: step }))),
      }),
    };
  return {
    field: (
      <>
        <Label htmlFor="again">Your password again</Label>
        <TextInput
          id="again"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
      </>
    ),
    prove: () => Promise.resolve({ password }),
  };
}
