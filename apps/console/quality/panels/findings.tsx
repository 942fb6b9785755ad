import type { Views } from '@app/api-client';
import { type RedactionPlan, titleOf } from '@app/redactions/domain';
import { Button } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { Notice } from '../../ui/notice';
import { Table } from '../../ui/table';
import { clockTime } from '../../ui/times';

interface Props {
  readonly review: Views['ReviewView'];
  readonly plan: RedactionPlan;
  readonly onGo: (frame: number) => void;
}

/** Where the verifier found the rendering to be other than source and plan ask for, frame by frame. */
export function Findings({ review: { findings, counts, verified }, plan, onGo }: Props): ReactElement {
  const called = (id: string): string => titleOf(plan.video.find((one) => one.id === id) ?? { id });
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <section className="card" aria-labelledby="findings">
      <h2 id="findings">What the verifier found</h2>
      {verified && findings.length === 0 && (
        <p>
          Nothing. Every frame is there once and at its time, every mask is filled on every frame that it covers, every
          mute is silent, and the rest is the source’s.
        </p>
      )}
      {findings.length > 0 && (
        <>
          <Notice kind="error" title={`${all} ${all === 1 ? 'finding' : 'findings'}: this rendering cannot be passed`}>
            It is rendered again, or the plan corrected. Each is listed below with its frame.
          </Notice>
          <Table caption="Findings of the verifier" columns={['Where', 'Part', 'Rule', 'Found']}>
            {findings.map(({ rule, says, found, frame, track, at }) => (
              <tr key={`${rule} ${frame ?? ''} ${track ?? ''} ${at ?? ''} ${found}`}>
                <th scope="row">
                  {frame === null ? (
                    at === null ? (
                      'The file'
                    ) : (
                      clockTime(at)
                    )
                  ) : (
                    <Button type="button" unstyled className="keyframe" onClick={() => onGo(frame)}>
                      Frame {frame}
                    </Button>
                  )}
                </th>
                <td>{track === null ? '–' : called(track)}</td>
                <td>{says}</td>
                <td>{found}</td>
              </tr>
            ))}
          </Table>
        </>
      )}
    </section>
  );
}
