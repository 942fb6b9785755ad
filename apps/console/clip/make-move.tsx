import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import type { DeterminationMove } from '@app/determinations/domain';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, ButtonGroup, Label, Textarea, TextInput } from '@trussworks/react-uswds';
import { type SubmitEvent, type ReactElement, useState } from 'react';
import { api, queries } from '../shell/api';
import { Failure } from '../ui/failure';
import { Loaded } from '../ui/loading';
import { Sheet } from '../ui/sheet';

interface Props {
  readonly clip: string;
  readonly version: number;
  readonly move: Views['MoveView'];
  readonly onClose: (done: boolean) => void;
}

/**
 * Makes a step, after what it asks for: a reason, and for a signed one the exact text and the password again. What is
 * signed is the text on the screen: its hash goes with the signature, and the api refuses any other.
 */
export function MakeMove({ clip, move, version, onClose }: Props): ReactElement {
  const [reason, setReason] = useState('');
  const [password, setPassword] = useState('');
  const text = useQuery({
    queryKey: ['clips', clip, 'signing-text', move.move, version],
    queryFn: () =>
      done(
        api.GET('/clips/{id}/signing-text', {
          params: { path: { id: clip }, query: { move: move.move as DeterminationMove, version } },
        }),
      ),
    enabled: move.signed,
    gcTime: 0,
  });
  const make = useMutation({
    mutationFn: () =>
      done(
        api.POST('/clips/{id}/moves/{move}', {
          params: { path: { id: clip, move: move.move } },
          body: {
            version,
            ...(reason.trim() !== '' && { reason: reason.trim() }),
            ...(move.signed && { password, textSha256: text.data?.sha256 ?? '' }),
          },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['clips'] });
      onClose(true);
    },
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <Sheet title={move.title} onClose={() => onClose(false)}>
      {make.error && <Failure error={make.error} />}
      <form onSubmit={submit}>
        {move.signed && (
          <Loaded of={text}>{(known) => <Signed text={known} password={password} onPassword={setPassword} />}</Loaded>
        )}
        <Label htmlFor="reason" hint=" (goes into the record)">
          Reason
        </Label>
        <Textarea id="reason" name="reason" value={reason} onChange={({ target }) => setReason(target.value)} />
        <ButtonGroup>
          <Button type="submit" disabled={make.isPending || (move.signed && !text.data)}>
            {move.signed ? 'Sign' : move.title}
          </Button>
          <Button type="button" outline onClick={() => onClose(false)}>
            Not now
          </Button>
        </ButtonGroup>
      </form>
    </Sheet>
  );
}

interface SignedProps {
  readonly text: Views['SigningTextView'];
  readonly password: string;
  readonly onPassword: (password: string) => void;
}

function Signed({ text: { text, sha256 }, password, onPassword }: SignedProps): ReactElement {
  return (
    <>
      <p>This is the exact text that you sign:</p>
      <div className="signing-text" tabIndex={0} role="region" aria-label="The text that you sign">
        {text}
      </div>
      <p>
        SHA-256 of the text: <span className="hash">{sha256}</span>
      </p>
      <Label htmlFor="again">Your password again</Label>
      <TextInput
        id="again"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={({ target }) => onPassword(target.value)}
      />
    </>
  );
}
