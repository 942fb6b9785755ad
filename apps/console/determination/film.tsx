import { type ReactElement, type RefObject, useState } from 'react';
import { piecesOf, timecodeOf } from './timecodes';

export type FilmRef = RefObject<HTMLVideoElement | null>;

/** Goes to that moment of the film, and shows it. */
export function seek(film: FilmRef, seconds: number): void {
  const video = film.current;
  if (!video) return;
  video.pause();
  video.currentTime = seconds;
}

interface Props {
  readonly clip: string;
  readonly film: FilmRef;
}

/** The unredacted working copy, which stays in sight while one writes. */
export function Film({ clip, film }: Props): ReactElement {
  const [at, setAt] = useState(0);
  return (
    <section className="film player" aria-labelledby="film">
      <h2 id="film">The footage</h2>
      <video
        ref={film}
        controls
        preload="metadata"
        src={`/clips/${clip}/proxy`}
        aria-label="The clip, unredacted"
        onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime)}
        onSeeked={({ currentTarget }) => setAt(currentTarget.currentTime)}
      />
      <p className="margin-0">
        Shown now: <output>{timecodeOf(at)}</output>. Unredacted.
      </p>
    </section>
  );
}

interface TextProps {
  readonly text: string;
  readonly film: FilmRef;
}

/** A text whose moments can be gone to. */
export function TextWithMoments({ text, film }: TextProps): ReactElement {
  return (
    <>
      {piecesOf(text).map((piece, i) =>
        piece.at === null ? piece.text : <Moment key={i} text={piece.text} at={piece.at} film={film} />,
      )}
    </>
  );
}

/** Only the moments of a text, to go to. */
export function Moments({ text, film }: TextProps): ReactElement | null {
  const moments = piecesOf(text).filter(({ at }) => at !== null);
  if (moments.length === 0) return null;
  return (
    <p className="margin-0">
      Go to:{' '}
      {moments.map(({ text: name, at }, i) => (
        <Moment key={i} text={name} at={at ?? 0} film={film} />
      ))}
    </p>
  );
}

function Moment({ text, at, film }: TextProps & { readonly at: number }): ReactElement {
  return (
    <button type="button" className="usa-button usa-button--unstyled moment" onClick={() => seek(film, at)}>
      {text}
    </button>
  );
}
