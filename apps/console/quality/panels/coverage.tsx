import type { Views } from '@app/api-client';
import { Button } from '@trussworks/react-uswds';
import type { ReactElement } from 'react';
import { Failure } from '../../ui/failure';
import { clockTime } from '../../ui/times';

interface Props {
  readonly review: Views['ReviewView'];
  /** Whose watching is taken down. */
  readonly isTaken: boolean;
  readonly isPlaying: boolean;
  /** Why what plays now does not count. */
  readonly whyNot: string | null;
  readonly refusal: Error | null;
  /** Goes to a time of the cut. */
  readonly onGo: (seconds: number) => void;
}

/** The bar’s own units. */
const LENGTH = 1000;
/** More would be a wall of buttons: the rest comes up as these are watched. */
const MOST = 12;

/** How much of the cut was watched, and every stretch that was not, each with the way there. */
export function Coverage({ review, isTaken, isPlaying, whyNot, refusal, onGo }: Props): ReactElement {
  const { mine, seconds, waiver, hasSound } = review;
  const says = mine.whole ? 'All of it was watched.' : `${Math.floor(mine.share * 100)} % of it was watched.`;
  return (
    <section className="card" aria-labelledby="coverage">
      <h2 id="coverage">Watched</h2>
      {refusal && <Failure error={refusal} />}
      <svg className="coverage" viewBox={`0 0 ${LENGTH} 20`} preserveAspectRatio="none" role="img" aria-label={says}>
        <rect className="coverage__all" width={LENGTH} height={20} />
        {mine.watched.map(({ from, to }) => (
          <rect key={from} x={(from / seconds) * LENGTH} width={((to - from) / seconds) * LENGTH} height={20} />
        ))}
      </svg>
      <p role="status">
        {says}
        {isTaken && isPlaying && !mine.whole && (whyNot === null ? ' Counting.' : ` Not counting: ${whyNot}.`)}
      </p>
      {isTaken && !mine.whole && (
        <p className="text-base-darker">
          Counts: the rendered cut, side by side or in a flip, at most twice as fast as it was recorded
          {hasSound ? ', with its sound,' : ''} while this page can be seen.
        </p>
      )}
      {isTaken && !mine.whole && <Left of={mine.unwatched} onGo={onGo} />}
      {waiver && <p>The Solicitor has recorded why it need not be watched whole: {waiver.reason}</p>}
    </section>
  );
}

function Left({ of, onGo }: { readonly of: readonly Views['SpanView'][]; readonly onGo: Props['onGo'] }): ReactElement {
  return (
    <>
      <h3>Not watched yet</h3>
      <ul className="usa-list usa-list--unstyled">
        {of.slice(0, MOST).map(({ from, to }) => (
          <li key={from}>
            <Button type="button" unstyled className="keyframe" onClick={() => onGo(from)}>
              {tenths(from)} to {tenths(to)}
            </Button>
          </li>
        ))}
      </ul>
      {of.length > MOST && <p>And {of.length - MOST} more.</p>}
    </>
  );
}

/** 0:02:05.3 */
const tenths = (seconds: number): string => {
  const whole = Math.floor(seconds * 10) / 10;
  return `${clockTime(whole)}.${Math.round((whole % 1) * 10)}`;
};
