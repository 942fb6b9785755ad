import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { AppError, must } from '@app/kernel';
import { EMPTY_PLAN } from '@app/redactions/domain';
import { releaseAacConfig } from '../mp4/adts';
import { AAC_FRAME, type AudioTrackSpec, inOneFile, type VideoTrackSpec } from '../mp4/film';
import { parameterSets } from '../mp4/parameter-sets';
import { type Mp4, type Mp4Track, readMp4 } from '../mp4/read-mp4';
import { AUDIO_RATE, workingChannels } from '../plan/decode.plan';
import { openFootage } from '../probe/examine';
import type { Footage } from '../probe/facts';
import { holdAgainstClip } from '../probe/hold-against-clip';
import { AAC_PRIMING } from '../render-sound';
import { shapeOf } from '../render-picture';
import type { MediaBench } from '../run/bench';
import { hashFile } from '../run/hash-file';
import type { JobFolder } from '../run/job-folder';

/** A file and what its bytes have to be: a rendition is made of exactly these. */
export interface Verified {
  readonly path: string;
  readonly sha256: string;
}

/** A verified rendering, read for being written anew. */
export interface Released {
  readonly footage: Footage;
  readonly video: VideoTrackSpec;
  readonly audio: AudioTrackSpec | null;
  /** The cut's end, in samples of sound. */
  readonly end: number;
}

/** Opens a release of ours. Throws where its bytes are not those that were verified: then nothing may be made of them. */
export async function openReleased(bench: MediaBench, folder: JobFolder, source: Verified): Promise<Released> {
  const found = await hashFile(source.path);
  if (found !== source.sha256)
    throw new AppError('internal', `These are not the bytes that were verified: ${found} instead of ${source.sha256}.`);
  const footage = await openFootage(bench, folder, source.path);
  if ('code' in footage) throw new AppError('internal', footage.says);
  const mp4 = await readMp4(source.path);
  const { end } = await holdAgainstClip(bench, folder, footage, EMPTY_PLAN);
  return {
    footage,
    video: videoOf(source.path, trackOf(mp4, 'vide'), footage),
    audio: footage.media.audio.length > 0 ? soundOf(source.path, mp4, footage) : null,
    end,
  };
}

export const trackOf = ({ tracks }: Mp4, handler: 'vide' | 'soun'): Mp4Track =>
  must(
    tracks.find((track) => track.handler === handler),
    `a ${handler} track`,
  );

function videoOf(path: string, track: Mp4Track, { media }: Footage): VideoTrackSpec {
  return {
    ...shapeOf(media),
    ...must(parameterSets(track.configuration), 'parameter sets'),
    samples: inOneFile({ path, prefix: 0 }, track),
    timescale: track.timescale,
    pts: track.pts,
    lastDuration: track.durations.at(-1) ?? 1,
    keyframes: track.keyframes ?? track.sizes.map((_, i) => i),
  };
}

function soundOf(path: string, mp4: Mp4, { media }: Footage): AudioTrackSpec {
  const track = trackOf(mp4, 'soun');
  const channels = workingChannels(media);
  const shown = ((track.edits[0]?.duration ?? 0) / mp4.movieTimescale) * AUDIO_RATE;
  return {
    samples: inOneFile({ path, prefix: 0 }, track),
    config: releaseAacConfig(channels),
    channels,
    rate: AUDIO_RATE,
    length: Math.min(Math.round(shown), track.sizes.length * AAC_FRAME - AAC_PRIMING),
    priming: AAC_PRIMING,
  };
}

/** Hash of everything that a track's samples hold, in order: the same for a copy, wherever it lies in its file. */
export async function payloadHash(path: string, { offsets, sizes }: Mp4Track): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(sizes));
  const file = await open(path, 'r');
  try {
    for (const [i, size] of sizes.entries()) {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(size), 0, size, offsets[i] ?? 0);
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}
