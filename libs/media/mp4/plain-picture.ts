import { type Mp4, type Mp4Track, readMp4, sampleEntries } from './read-mp4';
import type { Edit } from './sample-tables';

/** The picture track of an MP4 whose index alone says which pictures there are, where they lie and when they are shown. */
export interface PlainPicture {
  /** In decoding order. */
  readonly offsets: readonly number[];
  readonly sizes: readonly number[];
  /** Presentation times in ticks, as a player counts them: from where the edit list, if there is one, begins. */
  readonly pts: readonly number[];
  /** Pictures at which decoding may begin, as the index has it. */
  readonly key: ReadonlySet<number> | null;
  /** Ticks for which the last picture is shown; 0 where pictures are decoded in another order, of which the index tells. */
  readonly lastDuration: number;
  /** The avcC box. */
  readonly configuration: Buffer;
}

/** Boxes with which a file says more than its tables: fragments; and a track: other kinds of keyframes, sizes in few bits. */
const FRAGMENTS = /^(moof|moov\/mvex)$/;
const SAYS_MORE = /\/stbl\/(stps|sbgp|sgpd|stz2|cslg)$/;

/**
 * Reads an H.264 picture track from its own index, without asking ffmpeg: a listing of packets costs more than all of
 * Daylight's own work on a clip. Null for any index that is not plain (fragments, edits that hide something, several
 * pictures or forms of picture, tables that do not add up, samples behind the end of the file): those ffmpeg reads.
 */
export async function plainPicture(path: string): Promise<PlainPicture | null> {
  try {
    const mp4 = await readMp4(path, 'vide');
    const [track, ...more] = mp4.tracks;
    if (!track || more.length > 0 || mp4.boxes.some((box) => FRAGMENTS.test(box.path))) return null;
    const zero = isPlain(mp4, track) ? zeroOf(track, mp4.movieTimescale) : null;
    return zero === null ? null : pictureOf(track, zero);
  } catch {
    return null; // whatever is wrong with it, ffmpeg has the last word
  }
}

/** Longer steps between two pictures overflow in ffmpeg, and what it makes of them is what counts. */
const LONGEST_STEP = 2 ** 31;

function isPlain(mp4: Mp4, track: Mp4Track): boolean {
  const { boxes, sizes, offsets, dts, durations, pts, keyframes } = track;
  const count = sizes.length;
  if (sampleEntries(boxes).join() !== 'avc1' || boxes.some((box) => SAYS_MORE.test(box.path))) return false;
  if (count === 0) return false;
  if (offsets.length !== count || durations.length !== count) return false;
  const inside = sizes.every((size, i) => size > 0 && (offsets[i] ?? 0) + size <= mp4.size);
  const ordered = durations.every((step, i) => step > 0 && step < LONGEST_STEP && (pts[i] ?? -1) >= (dts[i] ?? 0));
  const known = keyframes?.every((one) => one >= 0 && one < count) ?? true;
  return inside && ordered && known && new Set(pts).size === count;
}

/**
 * The tick at which time begins: an edit list may wait before the first picture, then has to show all of them from the
 * first one on. Null where it does anything else.
 */
function zeroOf(track: Mp4Track, movieTimescale: number): number | null {
  const [first, second, ...more] = track.edits;
  if (!first) return 0;
  const waits = first.mediaTime === -1 && second !== undefined;
  const edit = waits ? second : first;
  if (more.length > 0 || (!waits && second)) return null;
  const { first: begin, last } = shown(track);
  if (edit.mediaTime !== begin || endOf(edit, track.timescale, movieTimescale) <= last) return null;
  return begin - (waits ? Math.round((first.duration * track.timescale) / movieTimescale) : 0);
}

/** The tick at which an edit ends. It is rounded to the movie's ticks, down at worst: one of those is left for that. */
const endOf = ({ mediaTime, duration }: Edit, timescale: number, movieTimescale: number): number =>
  mediaTime + ((duration - 1) * timescale) / movieTimescale;

function shown({ pts }: Mp4Track): { first: number; last: number } {
  let [first, last] = [Infinity, -Infinity];
  for (const time of pts) [first, last] = [Math.min(first, time), Math.max(last, time)];
  return { first, last };
}

function pictureOf(track: Mp4Track, zero: number): PlainPicture {
  const { offsets, sizes, dts, pts, durations, keyframes, configuration } = track;
  return {
    offsets,
    sizes,
    pts: zero === 0 ? pts : pts.map((time) => time - zero),
    key: keyframes && new Set(keyframes),
    lastDuration: pts.every((time, i) => time === dts[i]) ? (durations.at(-1) ?? 0) : 0,
    configuration,
  };
}
