import { AppError } from '@app/kernel';
import { parsePlan, type RedactionPlan } from '@app/redactions/domain';
import { AUDIO_RATE, clockStart } from '../plan/decode.plan';
import type { MediaBench } from '../run/bench';
import type { JobFolder } from '../run/job-folder';
import { type Footage, seconds } from './facts';
import { type FrameListing, usualStep } from './frame-listing';
import { decodeOnce } from './index-frames';
import { listPackets } from './packets';

/**
 * Refuses a plan that does not fit the clip before any work is done: to render it or to check a render by it would
 * be to hide something else than was meant. Returns the clip's end in samples of sound, every frame's time, and the avcC
 * of a source whose index is plain.
 */
export async function holdAgainstClip(
  bench: MediaBench,
  folder: JobFolder,
  footage: Footage,
  plan: RedactionPlan,
): Promise<{ end: number; listing: FrameListing; configuration: Buffer | null }> {
  const { media } = footage;
  const { pts, lastDuration, configuration } = await (media.damaged
    ? framesThatDecode(folder, footage)
    : framesListed(bench, folder, footage));
  const end = seconds((pts.at(-1) ?? 0) + lastDuration, media.video.timeBase) - clockStart(media);
  const checked = parsePlan(plan, { frames: pts.length, duration: end, pts });
  if (!checked.ok) throw new AppError('invalid-input', 'The plan does not fit this clip.', { fields: checked.faults });
  const listing = { timeBase: media.video.timeBase, pts, lastDuration };
  return { end: Math.ceil(end * AUDIO_RATE), listing, configuration };
}

type Times = Pick<FrameListing, 'pts' | 'lastDuration'> & { readonly configuration: Buffer | null };

/** Of a recording that is whole, the container's list is the list of frames: intake has decoded each of them. */
async function framesListed(bench: MediaBench, folder: JobFolder, footage: Footage): Promise<Times> {
  const packets = await listPackets(bench, folder, footage);
  const lastDuration = packets.lastDuration > 1 ? packets.lastDuration : usualStep(packets.pts);
  return { pts: packets.pts, lastDuration, configuration: packets.configuration };
}

/** Of a damaged one, frames are those that come out of the decoder: so are they numbered in its frame index. */
async function framesThatDecode(folder: JobFolder, footage: Footage): Promise<Times> {
  const { listing } = await decodeOnce(folder, footage, undefined);
  if (listing.pts.length === 0) throw new AppError('invalid-input', 'Not one frame of the source can be decoded.');
  return { ...listing, configuration: null };
}
