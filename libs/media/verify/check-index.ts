import { open } from 'node:fs/promises';
import { inOneFile, type Movie } from '../mp4/film';
import { parameterSets } from '../mp4/parameter-sets';
import type { Mp4, Mp4Track } from '../mp4/read-mp4';
import { headOf } from '../mp4/write-mp4';
import { AUDIO_RATE, workingChannels } from '../plan/decode.plan';
import type { MediaFacts } from '../probe/facts';
import type { FrameListing } from '../probe/frame-listing';
import { releaseTimes, shapeOf } from '../render-picture';
import { AAC_PRIMING, soundLength } from '../render-sound';
import type { Findings } from './violation';

interface Request {
  readonly path: string;
  readonly mp4: Mp4;
  readonly source: MediaFacts;
  /** Every frame's time in the source. */
  readonly listing: FrameListing;
  /** The clip's end, in samples of sound. */
  readonly end: number;
  /** Numbers of the pictures that are IDR, as their own bytes say. */
  readonly idr: readonly number[];
}

/**
 * Writes the index anew, from where the samples lie and what the source says, and compares every byte before them. No
 * box, no reserved field, no unused entry of a table can then hold anything, and no flag, rate, loudness or duration
 * can tell a player something else.
 */
export async function checkIndex(request: Request, findings: Findings): Promise<void> {
  const film = filmOf(request);
  if (!film) return; // what it lacks has been found already
  const wanted = headOf(film);
  const file = await open(request.path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(wanted.length), 0, wanted.length, 0);
    const is = buffer.subarray(0, bytesRead);
    if (is.equals(wanted)) return;
    const at = is.findIndex((byte, i) => byte !== wanted[i]);
    const box = request.mp4.boxes.findLast(({ start, size }) => start <= at && at < start + size);
    findings.add('index-as-written', `byte ${at} is another, in the box ${JSON.stringify(box?.path ?? 'mdat')}`);
  } finally {
    await file.close();
  }
}

function filmOf({ path, mp4, source, listing, end, idr }: Request): Movie | null {
  const picture = mp4.tracks.find((track) => track.handler === 'vide');
  const sound = mp4.tracks.find((track) => track.handler === 'soun');
  const sets = picture && parameterSets(picture.configuration);
  if (!picture || !sets || picture.sizes.length !== listing.pts.length) return null;
  const times = releaseTimes(listing, source);
  const samples = (track: Mp4Track): Movie['video']['samples'] => inOneFile({ path, prefix: 0 }, track);
  const channels = workingChannels(source);
  return {
    video: {
      ...shapeOf(source),
      ...sets,
      ...times,
      pts: inDecodingOrder(picture, times.pts),
      keyframes: idr,
      samples: samples(picture),
    },
    audio: sound
      ? {
          samples: samples(sound),
          config: aacLc(channels),
          channels,
          rate: AUDIO_RATE,
          length: soundLength(end, sound.sizes.length),
          priming: AAC_PRIMING,
        }
      : null,
  };
}

/** The source's times, each given to the picture that the release shows in that place. */
function inDecodingOrder({ pts }: Mp4Track, shown: readonly number[]): number[] {
  const order = pts.map((_, i) => i).sort((a, b) => (pts[a] ?? 0) - (pts[b] ?? 0));
  const found = new Array<number>(pts.length).fill(0);
  order.forEach((picture, rank) => (found[picture] = shown[rank] ?? 0));
  return found;
}

/** AudioSpecificConfig (ISO 14496-3 § 1.6.2.1): AAC-LC is object type 2, 48,000 Hz has the index 3. */
const aacLc = (channels: number): Buffer => Buffer.from([(2 << 3) | (3 >> 1), ((3 & 1) << 7) | (channels << 3)]);
