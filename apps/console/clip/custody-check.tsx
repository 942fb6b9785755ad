import type { Views } from '@app/api-client';
import { done } from '@app/api-client';
import { useMutation } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { api } from '../shell/api';
import { Failure } from '../ui/failure';
import { Notice } from '../ui/notice';

/** Has the server recompute the log, and says what it found of this clip. */
export function CustodyCheck({ clip }: { readonly clip: string }): ReactElement {
  const check = useMutation({
    mutationFn: () => done(api.GET('/clips/{id}/custody/check', { params: { path: { id: clip } } })),
  });
  return (
    <>
      <p>
        <Button type="button" outline disabled={check.isPending} onClick={() => check.mutate()}>
          Verify this record
        </Button>
      </p>
      <div role="status">
        {check.isPending && <p>The log is being recomputed …</p>}
        {check.data?.holds === true && <Holds check={check.data} />}
      </div>
      {check.data?.holds === false && <Altered check={check.data} />}
      {check.error && <Failure error={check.error} />}
    </>
  );
}

type Check = Views['CustodyCheckView'];

function Holds({ check }: { readonly check: Check }): ReactElement {
  const { entries, logEntries, checkpoints, sealed } = check;
  return (
    <Notice kind="info" title="The record holds">
      All {entries} entries of this clip are as they were written. The whole log, {logEntries} entries, was recomputed
      and held against {checkpoints} checkpoints; {sealed} entries are under one of them so far.
      <Unsigned check={check} /> Head of the log: <span className="hash">{check.root}</span>
    </Notice>
  );
}

function Altered({ check }: { readonly check: Check }): ReactElement {
  const { faults } = check;
  const own = faults.find(({ ofThisClip }) => ofThisClip);
  const where =
    own?.entry !== null && own?.entry !== undefined
      ? `The first entry of this clip that fails is entry ${own.entry} of the ledger.`
      : 'No entry of this clip that is listed fails by itself, but the log that holds them was altered: an entry of this clip may be missing.';
  return (
    <Notice kind="error" title="The record does not hold">
      {where} Tell an operator at once, and do not rely on the record.
      <Unsigned check={check} />
      <ul>
        {faults.map(({ says }) => (
          <li key={says}>{says}</li>
        ))}
      </ul>
    </Notice>
  );
}

const Unsigned = ({ check }: { readonly check: Check }): ReactElement | null =>
  check.signaturesChecked ? null : (
    <> The signatures of the checkpoints were not checked: this server was not given the public key of the log.</>
  );
