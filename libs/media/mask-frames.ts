import { CELL, coverOf, type Picture, type RedactionPlan } from '@app/redactions/domain';
import { workingSize } from './plan/decode.plan';
import type { MediaFacts } from './probe/facts';
import type { FrameFeed } from './run/frame-feed';

const HIDDEN = 255;

/**
 * Gives an encoder the masks of a plan, frame by frame from number `from`: a sample for each cell (`maskInput`). Up to
 * number `to`, or as long as it takes them.
 */
export async function feedMasks(
  feed: FrameFeed,
  { media, plan, from, to }: { media: MediaFacts; plan: RedactionPlan; from: number; to: number },
): Promise<void> {
  const { width, height } = workingSize(media);
  const picture = pictureOf(media);
  const columns = width / CELL;
  const mask = new Uint8Array(columns * (height / CELL));
  for (let frame = from, taken = true; taken && frame < to; frame++) {
    mask.fill(0);
    for (const track of plan.video) {
      const cells = coverOf(track, frame, picture);
      cells?.rows.forEach((spans, i) => {
        const row = (cells.top + i) * columns;
        for (const [first, end] of spans) mask.fill(HIDDEN, row + first, row + end);
      });
    }
    taken = await feed.write(mask);
  }
  await feed.finish();
}

/** The stored picture, to which a plan's fractions of the displayed one are turned. */
export const pictureOf = ({ video }: MediaFacts): Picture => ({
  width: video.width,
  height: video.height,
  rotation: video.rotation ?? 0,
  mirrored: video.mirrored,
});
