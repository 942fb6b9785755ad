import { type Problem, problemOf } from '@app/api-client';
import { AppError } from '@app/kernel';
import { useMutation } from '@tanstack/react-query';
import { Button, FileInput, Label } from '@trussworks/react-uswds';
import { type ReactElement, useState } from 'react';
import { queries } from '../shell/api';
import { Failure } from '../ui/failure';
import { hashFile } from '../upload/hash-file';

/** Sends the sound of a described version, hashed on this machine first. What becomes of it shows in the list. */
export function BringSound({ clip }: { readonly clip: string }): ReactElement {
  const [file, setFile] = useState<File | null>(null);
  const sending = useMutation({
    mutationFn: (sound: File) => send(clip, sound),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['clips', clip] }),
  });
  return (
    <div>
      <h3>Described version</h3>
      <Label htmlFor="described-sound">The sound of the cut with the description mixed in</Label>
      <span id="described-sound-hint" className="usa-hint">
        WAV, MP3, AAC or M4A, from the first frame of the cut to the last. Mix it with the sound of the cut: where that
        is muted, nothing may be heard. The picture is taken from the cut.
      </span>
      <FileInput
        id="described-sound"
        name="described-sound"
        aria-describedby="described-sound-hint"
        accept="audio/*,.m4a"
        onChange={({ target }) => setFile(target.files?.[0] ?? null)}
      />
      <Button
        type="button"
        outline
        disabled={file === null || sending.isPending}
        onClick={() => file && sending.mutate(file)}
      >
        Send the sound
      </Button>
      <p role="status">
        {sending.isPending && 'Is being sent.'}
        {sending.isSuccess && 'Received. It is being looked at; the list says what becomes of it.'}
      </p>
      {sending.isError && <Failure error={sending.error} />}
    </div>
  );
}

async function send(clip: string, sound: File): Promise<void> {
  const sha256 = await hashFile(sound, () => undefined, new AbortController().signal);
  const answer = await fetch(`/clips/${clip}/described-sound/${sha256}`, { method: 'PUT', body: sound }).catch(
    (cause: unknown) => {
      throw new AppError('unavailable', 'Daylight cannot be reached just now. Send the sound again.', { cause });
    },
  );
  if (!answer.ok) throw problemOf((await answer.json().catch(() => undefined)) as Problem | undefined, answer.status);
}
