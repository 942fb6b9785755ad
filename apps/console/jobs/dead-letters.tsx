import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { Button, ButtonGroup } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { api, queries } from '../shell/api';
import { useMay } from '../shell/session';
import { Failure } from '../ui/failure';
import { Table } from '../ui/table';
import { inCambridge } from '../ui/times';
import { asWords } from '../ui/words';

type Letter = Views['DeadLetterView'];
/** One dead letter, or every one of a job. */
type Which = { readonly id: string } | { readonly job: string };
type Retry = UseMutationResult<Views['PutBackView'], Error, Which>;

/** Jobs that failed each time they were tried, and putting them back when the cause is gone. */
export function DeadLetters({ letters }: { readonly letters: readonly Letter[] }): ReactElement {
  const mayRetry = useMay('edit', 'Job');
  const retry: Retry = useMutation({
    mutationFn: (which: Which) =>
      'id' in which
        ? done(api.POST('/jobs/dead-letters/{id}/retry', { params: { path: { id: which.id } } }))
        : done(api.POST('/jobs/dead-letters/retry', { body: { job: which.job } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['jobs'] }),
  });
  return (
    <>
      {retry.error && <Failure error={retry.error} />}
      <p role="status">{retry.data && saidOf(retry.data)}</p>
      {letters.length === 0 ? (
        <p>Nothing: every job was done or is still being tried.</p>
      ) : (
        <>
          {mayRetry && <OfAKind letters={letters} retry={retry} />}
          <Table
            caption="Jobs that failed each time they were tried"
            columns={['Job', 'On', 'Given up', 'Tries', 'Why', ...(mayRetry ? ['Again'] : [])]}
          >
            {letters.map((letter) => (
              <Row key={letter.id} letter={letter} retry={mayRetry ? retry : null} />
            ))}
          </Table>
          <p>
            The worker’s log has each failure in full.{' '}
            {mayRetry
              ? 'Try one again when its cause is gone; it is in the log that you did.'
              : 'An administrator tries one again when its cause is gone.'}
          </p>
        </>
      )}
    </>
  );
}

const saidOf = ({ putBack }: Views['PutBackView']): string =>
  putBack === 0
    ? 'It is being tried again already.'
    : putBack === 1
      ? 'It is being tried again.'
      : `${putBack} are being tried again.`;

/** A button for each job of which there are several. */
function OfAKind({ letters, retry }: { readonly letters: readonly Letter[]; readonly retry: Retry }): ReactElement {
  const kinds = Map.groupBy(letters, ({ job }) => job);
  return (
    <ButtonGroup>
      {[...kinds]
        .filter(([, some]) => some.length > 1)
        .map(([job, some]) => (
          <Button key={job} type="button" outline disabled={retry.isPending} onClick={() => retry.mutate({ job })}>
            Try all {some.length} again: {job}
          </Button>
        ))}
    </ButtonGroup>
  );
}

function Row({ letter, retry }: { readonly letter: Letter; readonly retry: Retry | null }): ReactElement {
  const { id, job, about, askedAt, since, tries, error } = letter;
  const mayReadClips = useMay('read', 'Clip');
  return (
    <tr>
      <th scope="row">{job}</th>
      <td>
        {about.length === 0
          ? '–'
          : about.map((one) => (
              <p key={one.what} className="margin-0">
                {one.what === 'clip' && mayReadClips ? (
                  <Link to={`/clips/${one.id}`}>Clip {one.id}</Link>
                ) : (
                  <>
                    {asWords(one.what)} <span className="hash">{one.id}</span>
                  </>
                )}
              </p>
            ))}
      </td>
      <td>
        {inCambridge(since)}
        {askedAt !== null && `; asked for ${inCambridge(askedAt)}`}
      </td>
      <td>{tries}</td>
      <td>{error}</td>
      {retry && (
        <td>
          <Button type="button" outline disabled={retry.isPending} onClick={() => retry.mutate({ id })}>
            Try again
            <span className="usa-sr-only">
              : {job}, given up {inCambridge(since)}
            </span>
          </Button>
        </td>
      )}
    </tr>
  );
}
