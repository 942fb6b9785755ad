import { acceptedAs, type Box, inPicture, regionAt, type TrackSuggestion } from '@app/redactions/domain';

/** What a suggestion, accepted as it is, would hide of a target whose place is known. */
export interface Coverage {
  readonly frames: number;
  /** Frames on which all of the target is hidden. */
  readonly covered: number;
  /** Frames on which some of it is not, and of these the ones that nobody is told to look at. */
  readonly uncovered: readonly number[];
  readonly unnoticed: readonly number[];
  /** Area hidden in excess of the target's, as a share of it, over all frames. */
  readonly excess: number;
}

interface Truth {
  readonly frame: number;
  /** In fractions of the picture. */
  readonly box: Box;
  /** The part of it that is surely the target, where the box was drawn by eye. */
  readonly sure?: Box;
}

export function coverageOf(suggestion: TrackSuggestion, truths: readonly Truth[]): Coverage {
  const grounds = { id: 'suggested', subject: 'bystander', basis: { type: 'policy', why: 'A test.' } } as const;
  const track = acceptedAs(suggestion, { ...grounds, shape: 'rectangle' });
  const uncovered: number[] = [];
  let [masked, seenArea] = [0, 0];
  for (const { frame, box, sure = box } of truths) {
    const [seen, core] = [inPicture(box), inPicture(sure)];
    const region = regionAt(track, frame);
    const mask = region?.shape === 'rectangle' ? inPicture(region.box) : null;
    if (!seen || !core) continue;
    if (!mask || !holds(mask, core)) uncovered.push(frame);
    masked += areaOf(mask);
    seenArea += areaOf(seen);
  }
  const told = new Set(suggestion.frames.filter(({ needsALook }) => needsALook).map(({ frame }) => frame));
  return {
    frames: truths.length,
    covered: truths.length - uncovered.length,
    uncovered,
    unnoticed: uncovered.filter((frame) => !told.has(frame)),
    excess: masked / seenArea - 1,
  };
}

const areaOf = (box: Box | null): number => (box ? box.w * box.h : 0);

const holds = (outer: Box, inner: Box): boolean =>
  inner.x >= outer.x - 1e-9 &&
  inner.y >= outer.y - 1e-9 &&
  inner.x + inner.w <= outer.x + outer.w + 1e-9 &&
  inner.y + inner.h <= outer.y + outer.h + 1e-9;

/** One line a target, for the reader of a test's or a benchmark's output. */
export function tellCoverage(what: string, { frames, covered, unnoticed, excess }: Coverage, more = ''): void {
  const share = `${((100 * covered) / frames).toFixed(1)} % covered`;
  const noticed = unnoticed.length === 0 ? '' : `  ${unnoticed.length} UNNOTICED`;
  process.stdout.write(
    `${what.padEnd(52)} ${share.padStart(16)}  ${(100 * excess).toFixed(0).padStart(4)} % excess  ${more}${noticed}\n`,
  );
}
