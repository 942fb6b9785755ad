import { constants, copyFile } from 'node:fs/promises';
import { mutedSamples, type RedactionPlan } from '@app/redactions/domain';
import { readAdts } from '../mp4/adts';
import { AAC_FRAME, inOneFile } from '../mp4/film';
import { readMp4 } from '../mp4/read-mp4';
import { writeMp4 } from '../mp4/write-mp4';
import { muteSamples } from '../mute-samples';
import { AUDIO_RATE, samplesCommand } from '../plan/decode.plan';
import { encodePcmCommand } from '../plan/encode.plan';
import { anchorOf } from '../provenance/chain';
import type { ProvenanceSigner } from '../provenance/signer';
import { AAC_PRIMING, soundLength } from '../render-sound';
import type { MediaBench } from '../run/bench';
import { CommandLog } from '../run/command';
import type { JobFolder } from '../run/job-folder';
import { BACKGROUND_LIMITS } from '../run/limits';
import { FfmpegFailed, runFfmpeg, together } from '../run/run-ffmpeg';
import { SampleEditor, SampleReader } from '../run/samples';
import { assertSamePayload, RenditionRefused, wellFormed } from './check-rendition';
import type { RenditionReceipt } from './make-rendition';
import { MutedCheck } from './muted-check';
import { openReleased, type Released, type Verified } from './released';
import { openSound, soundCommand, type SoundFile } from './sound-file';

export interface DescribedRequest {
  /** Whose picture is taken over: the verified rendering, or its reduced-flash copy. */
  readonly source: Verified;
  /** The whole sound of the cut with the description mixed in. */
  readonly sound: string;
  /** The plan of the rendering: what it mutes is muted in every version. */
  readonly plan: RedactionPlan;
  readonly output: string;
  /** Whoever signs its manifest of provenance; without a signer it carries none. */
  readonly signer?: ProvenanceSigner;
  readonly signal?: AbortSignal;
}

/** Seconds by which sound and cut may differ: the sound is cut, or ends in silence. */
const MOST_DIFFERENCE = 0.5;

/**
 * Puts a described sound under the verified picture, which is copied byte for byte. Sound in which anything is heard where
 * the plan mutes is refused, and those places are muted once more all the same. Throws RenditionRefused with the reason.
 */
export function makeDescribed(bench: MediaBench, request: DescribedRequest): Promise<RenditionReceipt> {
  const began = Date.now();
  return bench.job(async (folder) => {
    await folder.limit(BACKGROUND_LIMITS);
    const released = await openReleased(bench, folder, request.source);
    const sound = await openSound(bench, folder, request.sound);
    const { plan, signal, signer } = request;
    const commands = await encode(folder, { released, sound, plan, signal });
    const path = folder.workPath('described.mp4');
    const audio = await trackOf(folder, sound, released.end);
    const written = await writeMp4(path, { video: released.video, audio }, signer);
    await check(bench, folder, { released, path, plan, signer });
    await copyFile(path, request.output, constants.COPYFILE_EXCL);
    const { width, height, pts } = released.video;
    return {
      version: 1,
      role: 'video-described',
      sourceSha256: request.source.sha256,
      outputSha256: written.sha256,
      outputBytes: written.size,
      provenance: signer ? anchorOf(signer.chain) : null,
      ...{ width, height, frames: pts.length, largestDifference: null, dimming: null },
      seconds: (Date.now() - began) / 1000,
      ffmpeg: bench.tools.version,
      sandbox: bench.tools.sandbox,
      commands: commands.list,
    };
  });
}

interface Encoding {
  readonly released: Released;
  readonly sound: SoundFile;
  readonly plan: RedactionPlan;
  readonly signal: AbortSignal | undefined;
}

async function encode(folder: JobFolder, { released, sound, plan, signal }: Encoding): Promise<CommandLog> {
  const { end } = released;
  const { channels } = sound;
  const muted = mutedSamples(plan.audio, AUDIO_RATE);
  const heard = new MutedCheck(muted, channels);
  let length = 0;
  // A little more than is allowed, so that it shows.
  const most = end / AUDIO_RATE + 2 * MOST_DIFFERENCE;
  const editor = new SampleEditor(channels, most * AUDIO_RATE, (block) => {
    length += block.samples.length / channels;
    heard.take(block);
    muteSamples(block, muted, channels);
  });
  const [decode, encoder] = [soundCommand(sound, most), encodePcmCommand(channels, folder.workName('described.aac'))];
  const commands = new CommandLog();
  commands.note(decode, encoder);
  let fault = '';
  const onMessage = (line: string): void => void (fault ||= line);
  await together(signal, [
    (s) => runFfmpeg(folder, decode, { stdout: editor, signal: s, onMessage }),
    (s) => runFfmpeg(folder, encoder, { stdin: editor, signal: s }),
  ]).catch((error: unknown) => {
    if (error instanceof FfmpegFailed) throw new RenditionRefused('The sound does not decode to its end.');
    throw error;
  });
  if (fault !== '') throw new RenditionRefused(`The sound does not decode without a fault: ${fault.slice(0, 200)}`);
  assertAsLong(length / AUDIO_RATE, end / AUDIO_RATE);
  assertMuted(heard, plan);
  return commands;
}

function assertAsLong(is: number, cut: number): void {
  if (Math.abs(is - cut) <= MOST_DIFFERENCE) return;
  const lasts = is > cut ? `more than ${cut.toFixed(2)} s` : `${is.toFixed(2)} s`;
  throw new RenditionRefused(
    `The sound lasts ${lasts}, the cut ${cut.toFixed(2)} s. Export the whole sound of the cut, from its first frame to its last.`,
  );
}

function assertMuted(heard: MutedCheck, plan: RedactionPlan): void {
  const said = heard.found.map(({ muted, at }) => {
    const seconds = (sample: number): string => (sample / AUDIO_RATE).toFixed(2);
    return `at ${at.toFixed(2)} s, in what is muted from ${seconds(muted.core[0])} to ${seconds(muted.core[1])} s`;
  });
  if (said.length === 0) return;
  throw new RenditionRefused(
    `Something is heard ${said.join('; and ')} (${said.length} of ${plan.audio.length} muted spans). Mix the description with the sound of the cut, not of the original, and say nothing there.`,
  );
}

async function trackOf(folder: JobFolder, { channels }: SoundFile, end: number) {
  const path = folder.workPath('described.aac');
  const { config, offsets, sizes } = await readAdts(path);
  const frames = Math.min(sizes.length, Math.ceil((end + AAC_PRIMING) / AAC_FRAME) + 1);
  return {
    samples: inOneFile({ path, prefix: 0 }, { offsets: offsets.slice(0, frames), sizes: sizes.slice(0, frames) }),
    config,
    channels,
    rate: AUDIO_RATE,
    length: soundLength(end, frames),
    priming: AAC_PRIMING,
  };
}

interface Made {
  readonly released: Released;
  readonly path: string;
  readonly plan: RedactionPlan;
  readonly signer: ProvenanceSigner | undefined;
}

/** The picture is the source’s to the last bit, and what is muted is muted in the file as it would be published. */
async function check(bench: MediaBench, folder: JobFolder, { released, path, plan, signer }: Made): Promise<void> {
  const { mp4, footage } = await wellFormed(bench, folder, { path, hasSound: true, signer });
  const source = await readMp4(released.footage.path);
  await assertSamePayload('picture', { path: released.footage.path, mp4: source }, { path, mp4 });
  const channels = Math.min(footage.media.audio[0]?.channels ?? 0, 2);
  const heard = new MutedCheck(mutedSamples(plan.audio, AUDIO_RATE), channels);
  const reader = new SampleReader(channels, AUDIO_RATE, (block) => heard.take(block));
  await runFfmpeg(folder, samplesCommand(footage.media, footage.name), { stdout: reader });
  await reader.finished;
  assertMuted(heard, plan);
}
