import { useMutation } from '@tanstack/react-query';
import { Button, FileInput, Label, Textarea } from '@trussworks/react-uswds';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { api, withRevision } from '../../shell/api';
import { Failure } from '../../ui/failure';

/** What is said in the original, as it is kept. */
export interface Transcript {
  readonly vtt: string | null;
  /** As the next change names it (If-Match). */
  readonly revision: string;
}

export async function transcriptOf(clip: string): Promise<Transcript> {
  const { body, revision } = await withRevision(api.GET('/clips/{id}/transcript', { params: { path: { id: clip } } }));
  return { vtt: body.vtt, revision };
}

interface Props {
  readonly clip: string;
  readonly transcript: Transcript;
  readonly onWritten: (transcript: Transcript) => void;
}

/** The transcript, written, pasted or taken from a file that a speech recogniser made. Only those who redact read it. */
export function TranscriptForm({ clip, transcript, onWritten }: Props): ReactElement {
  const [vtt, setVtt] = useState(transcript.vtt ?? 'WEBVTT\n\n00:00.000 --> 00:02.000\n');
  const write = useMutation({
    mutationFn: async () => {
      const { revision } = await withRevision(
        api.PUT('/clips/{id}/transcript', {
          params: { path: { id: clip }, header: { 'If-Match': transcript.revision } },
          body: { vtt },
        }),
      );
      onWritten({ vtt, revision });
    },
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    write.mutate();
  };
  return (
    <details open={write.error !== null || undefined}>
      <summary>{transcript.vtt === null ? 'Write or load the transcript' : 'Change the transcript'}</summary>
      <form onSubmit={submit}>
        {write.error && <Failure error={write.error} />}
        <Label htmlFor="transcript-file">From a WebVTT file</Label>
        <FileInput
          id="transcript-file"
          name="transcript-file"
          accept=".vtt,text/vtt"
          onChange={({ target }) => void target.files?.[0]?.text().then(setVtt)}
        />
        <Label htmlFor="transcript">Transcript, WebVTT</Label>
        <Textarea id="transcript" name="transcript" value={vtt} onChange={({ target }) => setVtt(target.value)} />
        <Button type="submit" outline disabled={write.isPending}>
          Keep the transcript
        </Button>
      </form>
    </details>
  );
}
