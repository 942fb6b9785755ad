import type { Views } from '@app/api-client';
import { determinationText, type Outcome, OUTCOME_MOVES } from '@app/determinations/domain';
import { type ReactElement, useId, useState } from 'react';
import { Checkbox } from '@trussworks/react-uswds';
import { inCambridge } from '../ui/times';
import { type Content, contentOf } from './content-fields';
import { diffOf } from './diff';
import { type FilmRef, TextWithMoments } from './film';

interface Props {
  readonly clip: Views['ClipView'];
  readonly caseNumber: string | null;
  readonly outcome: Outcome;
  readonly content: Content;
  readonly signed: readonly Views['SignedTextView'][];
  readonly film: FilmRef;
}

/** The text that would be signed, as it stands: made of the answers by the very function with which the api makes it. */
export function Memo({ clip, caseNumber, outcome, content, signed, film }: Props): ReactElement {
  const heading = useId();
  const [isDiff, setDiff] = useState(false);
  const text = determinationText(
    { clipId: clip.id, version: clip.version, caseNumber, originalSha256: clip.sha256 },
    outcome,
    contentOf(content),
    clip.flags,
  );
  const last = signed.find(({ move }) => Object.values<string>(OUTCOME_MOVES).includes(move));
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>The memo</h2>
      {last && (
        <Checkbox
          id="diff"
          name="diff"
          label={`Show what has changed since it was signed on ${inCambridge(last.signedAt)}`}
          checked={isDiff}
          onChange={({ target }) => setDiff(target.checked)}
        />
      )}
      <div className="signing-text memo" tabIndex={0} role="region" aria-label="The memo as it stands">
        {last && isDiff ? <Diff older={last.text} newer={text} /> : <TextWithMoments text={text} film={film} />}
      </div>
    </section>
  );
}

const MARKS = { same: '  ', added: '+ ', removed: '− ' } as const;

function Diff({ older, newer }: { readonly older: string; readonly newer: string }): ReactElement {
  return (
    <>
      {diffOf(older, newer).map(({ is, text }, i) => {
        const line = `${MARKS[is]}${text}\n`;
        if (is === 'added') return <ins key={i}>{line}</ins>;
        return is === 'removed' ? <del key={i}>{line}</del> : <span key={i}>{line}</span>;
      })}
    </>
  );
}
