import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import type { DeterminationMove } from '@app/determinations/domain';
import { useMutation, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Button, ButtonGroup, Label, Textarea } from '@trussworks/react-uswds';
import { type SubmitEvent, type ReactElement, useState } from 'react';
import { useProveAgain } from '../account/prove-again';
import { api, queries } from '../shell/api';
import { Failure } from '../ui/failure';
import { Loaded } from '../ui/loading';
import { Sheet } from '../ui/sheet';
import { AskTakedown, type Takedown } from './ask-takedown';

/** The one step that says to the public why. */
const UNPUBLISH: DeterminationMove = 'unpublish';

interface Props {
  readonly clip: string;
  readonly version: number;
  readonly move: Views['MoveView'];
  readonly onClose: (done: boolean) => void;
}

/**
 * Makes a step, after what it asks for: a reason, and for a signed one the exact text and who signs it, once more. What is
 * signed is the text on the screen: its hash goes with the signature, and the api refuses any other.
 */
export function MakeMove({ clip, move, version, onClose }: Props): ReactElement {
  const [reason, setReason] = useState('');
  const { field, prove } = useProveAgain();
  const [takedown, setTakedown] = useState<Takedown | null>(null);
  const isTakedown = move.move === UNPUBLISH;
  const text = useSigningText(clip, move, { version, takedown });
  const make = useMutation({
    mutationFn: async () => {
      const textSha256 = text.data?.sha256 ?? '';
      const proof = move.signed ? { textSha256, ...(await prove({ act: 'sign', of: textSha256 })) } : {};
      return done(
        api.POST('/clips/{id}/moves/{move}', {
          params: { path: { id: clip, move: move.move } },
          body: {
            version,
            ...(reason.trim() !== '' && { reason: reason.trim() }),
            ...(takedown && { takedown }),
            ...proof,
          },
        }),
      );
    },
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
      {isTakedown && takedown === null ? (
        <AskTakedown onGiven={setTakedown} onClose={() => onClose(false)} />
      ) : (
        <form onSubmit={submit}>
          {move.signed && <Loaded of={text}>{(known) => <Signed text={known} again={field} />}</Loaded>}
          {!isTakedown && <Reason typed={reason} onType={setReason} />}
          <Yes
            says={move.signed ? 'Sign' : move.title}
            disabled={make.isPending || (move.signed && !text.data)}
            onClose={onClose}
          />
        </form>
      )}
    </Sheet>
  );
}

/** The exact text of a signed step; of taking down, once it is known why. */
function useSigningText(
  clip: string,
  { move, signed }: Views['MoveView'],
  { version, takedown }: { readonly version: number; readonly takedown: Takedown | null },
): UseQueryResult<Views['SigningTextView']> {
  const query = { move: move as DeterminationMove, version, ...(takedown ?? {}) };
  return useQuery({
    queryKey: ['clips', clip, 'signing-text', query],
    queryFn: () => done(api.GET('/clips/{id}/signing-text', { params: { path: { id: clip }, query } })),
    enabled: signed && (move !== UNPUBLISH || takedown !== null),
    gcTime: 0,
  });
}

function Reason({ typed, onType }: { readonly typed: string; readonly onType: (typed: string) => void }): ReactElement {
  return (
    <>
      <Label htmlFor="reason" hint=" (goes into the record)">
        Reason
      </Label>
      <Textarea id="reason" name="reason" value={typed} onChange={({ target }) => onType(target.value)} />
    </>
  );
}

interface YesProps {
  readonly says: string;
  readonly disabled: boolean;
  readonly onClose: (done: boolean) => void;
}

function Yes({ says, disabled, onClose }: YesProps): ReactElement {
  return (
    <ButtonGroup>
      <Button type="submit" disabled={disabled}>
        {says}
      </Button>
      <Button type="button" outline onClick={() => onClose(false)}>
        Not now
      </Button>
    </ButtonGroup>
  );
}

interface SignedProps {
  readonly text: Views['SigningTextView'];
  readonly again: ReactElement;
}

function Signed({ text: { text, sha256 }, again }: SignedProps): ReactElement {
  return (
    <>
      <p>This is the exact text that you sign:</p>
      <div className="signing-text" tabIndex={0} role="region" aria-label="The text that you sign">
        {text}
      </div>
      <p>
        SHA-256 of the text: <span className="hash">{sha256}</span>
      </p>
      {again}
    </>
  );
}
