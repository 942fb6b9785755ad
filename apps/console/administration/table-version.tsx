import type { Views } from '@app/api-client';
import { useMutation } from '@tanstack/react-query';
import { Button } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { queries } from '../shell/api';
import { useMay } from '../shell/session';
import { Failure } from '../ui/failure';
import { Notice } from '../ui/notice';
import { inCambridge } from '../ui/times';
import type { LawTable } from './law-tables';

interface Props {
  readonly table: LawTable;
  readonly of: Views['TableVersionView'];
  /** How it is changed. */
  readonly changed: string;
}

/** Which version of a table ships with Daylight, whether the City Solicitor has approved it, and how it is changed. */
export function TableVersion({ table, of, changed }: Props): ReactElement {
  const { version, effective, sha256, approvedBy, approvedAt } = of;
  return (
    <>
      {approvedBy === null || approvedAt === null ? (
        <NotApproved table={table} of={of} />
      ) : (
        <p>
          Approved by {approvedBy} on {inCambridge(approvedAt)}.
        </p>
      )}
      <p>
        Version {version}, written for {effective}. {changed} SHA-256 of its content:{' '}
        <span className="hash">{sha256}</span>
      </p>
    </>
  );
}

function NotApproved({ table, of: { version, sha256 } }: Pick<Props, 'table' | 'of'>): ReactElement {
  const mayApprove = useMay('edit', 'Policy');
  const approve = useMutation({
    mutationFn: () => table.approve(sha256),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <Notice kind="warning" level={2} title="Shipped with Daylight, not yet approved">
      <p>Daylight goes by it all the same. The City Solicitor reads it below, and approves exactly this content.</p>
      {approve.error && <Failure error={approve.error} />}
      {mayApprove && (
        <Button type="button" disabled={approve.isPending} onClick={() => approve.mutate()}>
          Approve version {version}
        </Button>
      )}
    </Notice>
  );
}
