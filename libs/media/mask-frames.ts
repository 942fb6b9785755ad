import { CELL, coverOf, type Picture, type RedactionPlan } from '@app/redactions/domain';
import { workingSize } from './plan/decode.plan';
import { type Band, wholeBand } from './plan/draw.plan';
import type { MediaFacts } from './probe/facts';
import type { FrameFeed } from './run/frame-feed';

const HIDDEN = 255;

/** The masks of which frames, half-open, of which clip. */
export interface Masks {
  readonly media: MediaFacts;
  readonly plan: RedactionPlan;
  readonly from: number;
  readonly to: number;
}

/** Of the picture's rows; to cut a picture in strips and join them again costs as much as to draw on the rest. */
const WORTH_CUTTING = 3 / 4;

/** The band of the pictures in which all those masks lie; all of them where it is hardly less. */
export function bandOf({ media, plan, from, to }: Masks): Band {
  const whole = wholeBand(media);
  const picture = pictureOf(media);
  let [top, end] = [whole.end, 0];
  for (let frame = from; frame < to; frame++) {
    for (const track of plan.video) {
      const cells = coverOf(track, frame, picture);
      if (cells) [top, end] = [Math.min(top, cells.top), Math.max(end, cells.top + cells.rows.length)];
    }
    if (end - top > WORTH_CUTTING * whole.end) return whole;
  }
  return top < end ? { top, end } : whole;
}

/**
 * Gives an encoder masks, frame by frame: a sample for each cell of the band (`maskInput`). As many as there are, or as
 * it takes. Throws where one of them lies outside the band: nothing of it would be hidden there.
 */
export async function feedMasks(
  feed: FrameFeed,
  { media, plan, from, to }: Masks,
  band: Band = wholeBand(media),
): Promise<void> {
  const { width, height } = workingSize(media);
  const picture = pictureOf(media);
  const columns = width / CELL;
  const mask = new Uint8Array(columns * (height / CELL));
  const inBand = mask.subarray(band.top * columns, band.end * columns);
  for (let frame = from, taken = true; taken && frame < to; frame++) {
    mask.fill(0);
    for (const track of plan.video) {
      const cells = coverOf(track, frame, picture);
      if (cells && (cells.top < band.top || cells.top + cells.rows.length > band.end))
        throw new Error(`a mask of frame ${frame} lies outside the rows that are drawn on`);
      cells?.rows.forEach((spans, i) => {
        const row = (cells.top + i) * columns;
        for (const [first, end] of spans) mask.fill(HIDDEN, row + first, row + end);
      });
    }
    taken = await feed.write(inBand);
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
