import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { useQuery } from '@tanstack/react-query';
import { Button, ButtonGroup } from '@trussworks/react-uswds';
import { type ReactElement, useId } from 'react';
import { Link } from 'react-router';
import { Quarantined } from '../clip/quarantined';
import { api } from '../shell/api';
import { Failure } from '../ui/failure';
import { Loaded } from '../ui/loading';
import { Notice } from '../ui/notice';
import { clockTime, fileSize } from '../ui/times';
import type { Transfer } from './transfer';

const SAYS = {
  waiting: 'Waits for its turn',
  hashing: 'Hash is being computed on this machine',
  sending: 'Is being sent',
  paused: 'Paused; what was sent is kept',
  concluding: 'The server reads it back',
  known: 'These bytes are kept already',
  received: 'Received',
  stopped: 'Stopped; what was sent is kept for a while',
  failed: 'Not received',
} as const;

interface Props {
  readonly transfer: Transfer;
  readonly onSend: () => void;
}

/** One file: how far it is, both hashes, what can be done about it. */
export function TransferRow({ transfer, onSend }: Props): ReactElement {
  const { file, progress } = transfer;
  const { stage, bytes, speed, sha256 } = progress;
  const name = useId();
  const moving = stage.name === 'hashing' || stage.name === 'sending';
  return (
    <li aria-labelledby={name}>
      <h3 id={name} className="margin-bottom-0">
        {file.name}
      </h3>
      <p className="margin-top-0">
        {fileSize(file.size)}. <span role="status">{SAYS[stage.name]}.</span>
        {moving &&
          ` ${fileSize(bytes)}${speed === null ? '' : `, ${fileSize(speed)} a second, ${left(file.size - bytes, speed)}`}`}
      </p>
      {moving && <progress max={file.size} value={bytes} aria-labelledby={name} />}
      {sha256 !== null && (
        <p>
          SHA-256 here: <span className="hash">{sha256}</span>
        </p>
      )}
      {stage.name === 'received' && <Received receipt={stage.receipt} sha256={sha256} />}
      {stage.name === 'failed' && <Failure error={stage.error} />}
      {stage.name === 'known' && (
        <Notice kind="info" level={4} title="Nothing was sent">
          Daylight keeps these very bytes already. Send them again only if this is a reception of its own, with its own
          chain of custody.
        </Notice>
      )}
      <Buttons transfer={transfer} onSend={onSend} />
    </li>
  );
}

const left = (bytes: number, speed: number): string => (speed > 0 ? `${clockTime(bytes / speed)} left` : '');

function Buttons({ transfer, onSend }: Props): ReactElement | null {
  switch (transfer.progress.stage.name) {
    case 'sending':
      return (
        <ButtonGroup>
          <Button type="button" outline onClick={() => transfer.pause()}>
            Pause
          </Button>
          <Button type="button" outline onClick={() => transfer.stop()}>
            Stop
          </Button>
        </ButtonGroup>
      );
    case 'paused':
      return (
        <ButtonGroup>
          <Button type="button" onClick={onSend}>
            Go on
          </Button>
          <Button type="button" outline onClick={() => transfer.stop()}>
            Stop
          </Button>
        </ButtonGroup>
      );
    case 'waiting':
    case 'hashing':
      return (
        <Button type="button" outline onClick={() => transfer.stop()}>
          Stop
        </Button>
      );
    case 'known':
    case 'failed':
      return (
        <Button type="button" outline onClick={onSend}>
          {transfer.progress.stage.name === 'known' ? 'Send it all the same' : 'Try again'}
        </Button>
      );
    default:
      return null;
  }
}

function Received({
  receipt,
  sha256,
}: {
  readonly receipt: Views['ReceiptView'];
  readonly sha256: string | null;
}): ReactElement {
  const save = (): void => {
    const address = URL.createObjectURL(new Blob([JSON.stringify(receipt, null, 2)], { type: 'application/json' }));
    const link = document.createElement('a');
    Object.assign(link, { href: address, download: `receipt-${receipt.clipId}.json` }).click();
    URL.revokeObjectURL(address);
  };
  return (
    <>
      <p>
        SHA-256 at the City: <span className="hash">{receipt.sha256}</span>{' '}
        <strong>{receipt.sha256 === sha256 ? '✔ the same' : '✖ NOT the same'}</strong>
      </p>
      <Examined clip={receipt.clipId} />
      <ButtonGroup>
        <Link className="usa-button" to={`/clips/${receipt.clipId}`}>
          Open the clip
        </Link>
        <Button type="button" outline onClick={save}>
          Save the receipt
        </Button>
      </ButtonGroup>
    </>
  );
}

const VERDICTS: Readonly<Record<string, string>> = {
  pending: 'It is being examined; you need not wait for it.',
  accepted: 'Examined and accepted.',
};

/** What intake made of it: a file that was received may still not be usable. */
function Examined({ clip: id }: { readonly clip: string }): ReactElement {
  const clip = useQuery({
    queryKey: ['clips', id],
    queryFn: () => done(api.GET('/clips/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && state.data.verdict !== 'pending' ? false : 3_000),
  });
  return (
    <Loaded of={clip}>
      {({ verdict, verdictSays }) =>
        verdict === 'quarantined' ? (
          <Quarantined says={verdictSays} />
        ) : (
          <p role="status">{VERDICTS[verdict] ?? verdict}</p>
        )
      }
    </Loaded>
  );
}
