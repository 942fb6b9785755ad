import type { Views } from '@app/api-client';
import { useMay } from '../shell/session';
import type { ReactElement } from 'react';
import { Notice } from '../ui/notice';
import { clockTime } from '../ui/times';
import { counted } from '../ui/words';
import { Quarantined } from './quarantined';

/** The staff copy, played; or why there is nothing to play. */
export function Footage({ clip }: { readonly clip: Views['ClipView'] }): ReactElement {
  const mayWatch = useMay('read', 'Footage');
  return (
    <section className="card player" aria-labelledby="footage">
      <h2 id="footage">Footage</h2>
      {clip.verdict === 'quarantined' ? (
        <Quarantined says={clip.verdictSays} />
      ) : clip.duration === null ? (
        <p role="status">It is being examined. This page shows it when that is done.</p>
      ) : mayWatch ? (
        <Player clip={clip} />
      ) : (
        <p>Your role does not see unredacted footage.</p>
      )}
      <Oddities of={clip.examination ?? {}} />
      <Damage of={clip.damage} />
    </section>
  );
}

function Player({ clip: { id, duration } }: { readonly clip: Views['ClipView'] }): ReactElement {
  return (
    <>
      <video controls preload="metadata" src={`/clips/${id}/proxy`} aria-label="The clip, unredacted" />
      <p>
        {clockTime(duration ?? 0)} long. Unredacted: nothing is hidden in it. A working copy of lower resolution, frame
        for frame the original.
      </p>
    </>
  );
}

/** What is no fault of a recording, and yet not what one takes for granted of it. */
function Oddities({ of }: { readonly of: Readonly<Record<string, unknown>> }): ReactElement | null {
  const { hiddenFrames, variableFrameRate, audioCodecs } = of;
  const odd = [
    Number(hiddenFrames ?? 0) > 0 &&
      `${counted(Number(hiddenFrames), 'hidden frame')}: an edit list keeps them from every player. No copy of it and no release contains them.`,
    variableFrameRate === true && 'Its frames come at uneven times: go by their numbers and times.',
    Array.isArray(audioCodecs) && audioCodecs.length === 0 && 'It has no sound.',
  ].filter((says) => says !== false);
  if (odd.length === 0) return null;
  return (
    <Notice kind="info" title="What to know of this recording">
      <ul>
        {odd.map((says) => (
          <li key={says}>{says}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Damage({ of }: { readonly of: readonly Views['DamageView'][] }): ReactElement | null {
  if (of.length === 0) return null;
  return (
    <Notice kind="warning" title="Parts of the recording are missing or faulty">
      <ul>
        {of.map((span) => (
          <li key={`${span.part}-${span.start}`}>
            {clockTime(span.start)} to {clockTime(span.end)}: {span.says}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
