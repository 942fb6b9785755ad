import type { RedactionPlan } from '@app/redactions/domain';
import { mutedSamples } from '@app/redactions/domain';
import { readAdts } from './mp4/adts';
import { AAC_FRAME, type AudioTrackSpec, inOneFile } from './mp4/film';
import { muteSamples } from './mute-samples';
import { AUDIO_RATE, samplesCommand, workingChannels } from './plan/decode.plan';
import { encodeAudioCommand } from './plan/encode.plan';
import type { Footage, MediaFacts } from './probe/facts';
import type { CommandLog } from './run/command';
import type { JobFolder } from './run/job-folder';
import { runFfmpeg, together } from './run/run-ffmpeg';
import { SampleEditor } from './run/samples';

interface SoundRequest {
  readonly footage: Footage;
  readonly plan: RedactionPlan;
  /** The clip's end, in samples. */
  readonly end: number;
  readonly commands: CommandLog;
  readonly signal: AbortSignal;
}

/** Decodes the sound, replaces what the plan mutes, and encodes all of it again: copied AAC may carry an encoder's words. */
export async function encodeSound(
  folder: JobFolder,
  { footage: { name, media }, plan, end, commands, signal }: SoundRequest,
): Promise<void> {
  const channels = workingChannels(media);
  const muted = mutedSamples(plan.audio, AUDIO_RATE);
  const editor = new SampleEditor(channels, end, (block) => muteSamples(block, muted, channels));
  const decode = samplesCommand(media, name);
  const encode = encodeAudioCommand(media, folder.workName('audio.aac'));
  commands.note(decode, encode);
  await together(signal, [
    (s) => runFfmpeg(folder, decode, { stdout: editor, signal: s }),
    (s) => runFfmpeg(folder, encode, { stdin: editor, signal: s }),
  ]);
}

/** The lead-in of ffmpeg's AAC encoder: one frame. */
export const AAC_PRIMING = AAC_FRAME;

/** The encoded sound as a track of the release. */
export async function audioTrack(folder: JobFolder, media: MediaFacts, end: number): Promise<AudioTrackSpec | null> {
  const path = folder.workPath('audio.aac');
  const { config, offsets, sizes } = await readAdts(path);
  return {
    samples: inOneFile({ path, prefix: 0 }, { offsets, sizes }),
    config,
    channels: workingChannels(media),
    rate: AUDIO_RATE,
    length: soundLength(end, sizes.length),
    priming: AAC_PRIMING,
  };
}

/** Samples of sound in so many AAC frames: what fills the last one up is not shown. */
export const soundLength = (end: number, frames: number): number => Math.min(end, frames * AAC_FRAME - AAC_PRIMING);
