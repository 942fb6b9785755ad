import { done } from '@app/api-client';
import { useQuery } from '@tanstack/react-query';
import { Button, ButtonGroup } from '@trussworks/react-uswds';
import { type ChangeEvent, type ReactElement, useId, useRef, useState } from 'react';
import { nameOf } from '../incident/name';
import { api } from '../shell/api';
import { Notice } from '../ui/notice';
import { fileSize } from '../ui/times';
import { asWords } from '../ui/words';
import type { Sidecar } from './sidecar';
import type { Unfinished } from './unfinished';

interface Props {
  readonly of: readonly Unfinished[];
  readonly onChoose: (file: File, sidecar: Sidecar) => void;
  readonly onForget: (one: Unfinished) => void;
}

/** What was begun on this machine and has no receipt: a page cannot open a file again by itself, so a person chooses it. */
export function UnfinishedUploads({ of, onChoose, onForget }: Props): ReactElement | null {
  if (of.length === 0) return null;
  return (
    <section aria-labelledby="unfinished">
      <h2 id="unfinished">Unfinished uploads</h2>
      <p>Choose the same file again, and it goes on from what has arrived.</p>
      <ul className="entries" aria-labelledby="unfinished">
        {of.map((one) => (
          <Row
            key={one.key}
            one={one}
            onChoose={(file) => onChoose(file, one.sidecar)}
            onForget={() => onForget(one)}
          />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly one: Unfinished;
  readonly onChoose: (file: File) => void;
  readonly onForget: () => void;
}

function Row({ one: { name, size, url, sidecar }, onChoose, onForget }: RowProps): ReactElement {
  const heading = useId();
  const input = useRef<HTMLInputElement>(null);
  const [other, setOther] = useState<File | null>(null);
  const choose = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const file = target.files?.[0];
    target.value = '';
    if (!file) return;
    if (file.size === size) onChoose(file);
    else setOther(file);
  };
  return (
    <li aria-labelledby={heading}>
      <h3 id={heading} className="margin-bottom-0">
        {name}
      </h3>
      <p className="margin-top-0">
        {fileSize(size)}. <Arrived url={url} size={size} /> <About sidecar={sidecar} />
      </p>
      {other && (
        <Notice kind="error" level={4} title="That is another file">
          {other.name} has {other.size} bytes, and this one has {size}. Choose the one that was begun, or upload the
          other by itself.
        </Notice>
      )}
      <input ref={input} type="file" hidden aria-label={`The file ${name}`} onChange={choose} />
      <ButtonGroup>
        <Button type="button" onClick={() => input.current?.click()}>
          Choose it again<span className="usa-sr-only">: {name}</span>
        </Button>
        <Button type="button" outline onClick={onForget}>
          Forget it<span className="usa-sr-only">: {name}</span>
        </Button>
      </ButtonGroup>
    </li>
  );
}

/** How much of it the server has, by its own count (tus 1.0.0, HEAD). */
function Arrived({ url, size }: { readonly url: string; readonly size: number }): ReactElement {
  const offset = useQuery({
    queryKey: ['unfinished', url],
    queryFn: async () => {
      const answer = await fetch(url, { method: 'HEAD', headers: { 'Tus-Resumable': '1.0.0' } });
      return answer.ok ? Number(answer.headers.get('Upload-Offset')) : null;
    },
  });
  if (offset.data === undefined) return <></>;
  if (offset.data === null) return <>Nothing of it is kept any more: it begins anew.</>;
  return (
    <>
      {fileSize(offset.data)} have arrived, {Math.floor((100 * offset.data) / size)} %.
    </>
  );
}

/** What was said of it when it was begun, and is said again. */
function About({ sidecar: { incident, source, deviceId, custodian } }: { readonly sidecar: Sidecar }): ReactElement {
  const incidents = useQuery({ queryKey: ['incidents'], queryFn: () => done(api.GET('/incidents')) });
  const its = incidents.data?.find(({ id }) => id === incident);
  const said = [its && nameOf(its), asWords(source), deviceId, custodian].filter(Boolean);
  return <>{said.join('; ')}.</>;
}
