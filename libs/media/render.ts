import { createHash } from 'node:crypto';
import { AppError, must } from '@app/kernel';
import { type AudioEffect, mutedSamples, type RedactionPlan } from '@app/redactions/domain';
import { writeMp4, type Written } from './mp4/write-mp4';
import { NotCopyable } from './mp4/coded-source';
import { openFootage } from './probe/examine';
import type { Footage } from './probe/facts';
import { AUDIO_RATE } from './plan/decode.plan';
import { holdAgainstClip } from './probe/hold-against-clip';
import { anchorOf } from './provenance/chain';
import type { ProvenanceSigner } from './provenance/signer';
import type { PartShelf } from './render-part';
import { releaseTimes, type RenderedPicture, type RenderMode, renderPicture } from './render-picture';
import { audioTrack, encodeSound } from './render-sound';
import type { MediaBench } from './run/bench';
import { CommandLog } from './run/command';
import type { JobFolder } from './run/job-folder';
import { hashFile } from './run/hash-file';
import { together } from './run/run-ffmpeg';
import type { EncodedRange } from './smart-film';
import { smartPart } from './smart-picture';

export interface RenderRequest {
  readonly source: string;
  readonly plan: RedactionPlan;
  readonly mode: RenderMode;
  /** Why it is `full`, for the receipt, when nobody asked for that. */
  readonly because?: string;
  /** Intake states damage of the source: then nothing is copied, and its frames are those that decode. */
  readonly damaged?: boolean;
  /** Where the release goes; must not exist yet. */
  readonly output: string;
  /** Whoever signs its manifest of provenance; without a signer it carries none. */
  readonly signer?: ProvenanceSigner;
  readonly signal?: AbortSignal;
  /** How many parts of a long clip are encoded at once; 1 when not given. The bytes are the same for any number. */
  readonly workers?: number;
  /** Where parts that other workers encode are found. */
  readonly shelf?: PartShelf;
  /** Told the names of parts that are worth sharing, before the first one is encoded. */
  readonly onParts?: (names: readonly string[]) => Promise<void>;
}

/** One part of a render, to be put on the shelf for whoever renders the clip. */
export interface PartRequest {
  readonly source: string;
  readonly plan: RedactionPlan;
  readonly part: string;
  readonly shelf: PartShelf;
  readonly signal?: AbortSignal;
}

/** What was done, in enough detail to do it again. Goes with the release and into the ledger. */
export interface RenderReceipt {
  readonly version: 1;
  /** `smart`: what no mask touches was copied byte for byte. */
  readonly mode: 'smart' | 'full';
  /** Why nothing was copied; null when it was. */
  readonly reason: string | null;
  readonly frames: number;
  readonly reencodedFrames: number;
  /** What was encoded again, in frames of the clip; a frame outside is, in its coded form, the source's. */
  readonly parts: readonly EncodedRange[];
  /** Samples a channel at 48,000 Hz, and which of them were replaced, half-open; null for a clip without sound. */
  readonly sound: {
    readonly samples: number;
    readonly replaced: readonly { readonly from: number; readonly to: number; readonly effect: AudioEffect }[];
  } | null;
  /** Seconds of footage. */
  readonly duration: number;
  /** Seconds of wall time. */
  readonly seconds: number;
  readonly sourceSha256: string;
  readonly planSha256: string;
  readonly outputSha256: string;
  readonly outputBytes: number;
  /** SHA-256 of the certificate to which its manifest of provenance leads; null where it carries none. */
  readonly provenance: string | null;
  readonly ffmpeg: string;
  readonly sandbox: string;
  readonly commands: readonly string[][];
}

/** Damaged pictures are decoded and encoded: what a player makes of them would be its own affair. */
const IN_FULL = { mode: 'full', because: 'Nothing was copied: the source is damaged.' } as const;

/**
 * Draws the plan's masks on every frame, replaces the sound it mutes, and writes a release that carries nothing else
 * of its source: no metadata, no further track, no hidden frame. The result still has to be verified.
 */
export async function render(bench: MediaBench, asked: RenderRequest): Promise<RenderReceipt> {
  const began = Date.now();
  const request = asked.damaged === true && asked.mode === 'auto' ? { ...asked, ...IN_FULL } : asked;
  const { made, sourceSha256 } = await makeAndHash(bench, request);
  const { picture, sound, commands, output } = made;
  const { track, parts, reason } = picture;
  return {
    version: 1,
    mode: reason === null ? 'smart' : 'full',
    reason,
    frames: track.pts.length,
    reencodedFrames: parts.reduce((sum, { from, to }) => sum + to - from, 0),
    parts,
    sound,
    duration: durationOf(track),
    seconds: (Date.now() - began) / 1000,
    sourceSha256,
    planSha256: createHash('sha256').update(JSON.stringify(request.plan)).digest('hex'),
    outputSha256: output.sha256,
    outputBytes: output.size,
    provenance: request.signer ? anchorOf(request.signer.chain) : null,
    ffmpeg: bench.tools.version,
    sandbox: bench.tools.sandbox,
    commands,
  };
}

/** The source is hashed meanwhile: a render waits for ffmpeg most of the time. */
async function makeAndHash(
  bench: MediaBench,
  request: RenderRequest,
): Promise<{ made: Product; sourceSha256: string }> {
  let [made, sourceSha256]: [Product | null, string] = [null, ''];
  await together(request.signal, [
    async (signal) => {
      made = await bench.job((folder) => produce(bench, folder, { ...request, signal }));
    },
    async (signal) => {
      sourceSha256 = await hashFile(request.source, signal);
    },
  ]);
  return { made: must<Product>(made, 'a rendered file'), sourceSha256 };
}

/** Seconds from the first frame shown to the end of the last. */
function durationOf({ pts, lastDuration, timescale }: RenderedPicture['track']): number {
  const [first, last] = pts.reduce(([low, high], time) => [Math.min(low, time), Math.max(high, time)], [Infinity, 0]);
  return (last + lastDuration - first) / timescale;
}

/**
 * Encodes one part of a clip that another worker renders, from the same source under the same plan. Does nothing where
 * that part is on the shelf already, or the clip is not rendered in parts.
 */
export async function renderPart(bench: MediaBench, request: PartRequest): Promise<void> {
  await bench.job(async (folder) => {
    const { footage, listing } = await openClip(bench, folder, request);
    const { pts } = releaseTimes(listing, footage.media);
    await together(request.signal, [
      (signal) =>
        smartPart(folder, { ...request, footage, pts, commands: new CommandLog(), signal }, request.part).catch(
          (error: unknown) => {
            if (!(error instanceof NotCopyable)) throw error;
          },
        ),
    ]);
  });
}

async function openClip(
  bench: MediaBench,
  folder: JobFolder,
  { source, plan, damaged }: Pick<RenderRequest, 'source' | 'plan' | 'damaged'>,
): Promise<{ footage: Footage } & Awaited<ReturnType<typeof holdAgainstClip>>> {
  const footage = await openFootage(bench, folder, source, { damaged });
  if ('code' in footage) throw new AppError('invalid-input', footage.says, { with: { reason: footage.code } });
  return { footage, ...(await holdAgainstClip(bench, folder, footage, plan)) };
}

interface Product {
  readonly picture: RenderedPicture;
  readonly sound: RenderReceipt['sound'];
  readonly commands: string[][];
  readonly output: Written;
}

async function produce(bench: MediaBench, folder: JobFolder, request: RenderRequest): Promise<Product> {
  const { footage, end, listing } = await openClip(bench, folder, request);
  const commands = new CommandLog();
  const hasSound = footage.media.audio.length > 0;
  let picture: RenderedPicture | null = null;
  await together(request.signal, [
    async (signal) => {
      picture = await renderPicture(folder, { ...request, footage, listing, commands, signal });
    },
    ...(hasSound
      ? [(signal: AbortSignal) => encodeSound(folder, { footage, plan: request.plan, end, commands, signal })]
      : []),
  ]);
  const rendered = must<RenderedPicture>(picture, 'a rendered picture');
  const audio = hasSound ? await audioTrack(folder, footage.media, end) : null;
  const output = await writeMp4(request.output, { video: rendered.track, audio }, request.signer);
  return { picture: rendered, sound: audio && soundOf(request.plan, end), commands: commands.list, output };
}

const soundOf = (plan: RedactionPlan, samples: number): RenderReceipt['sound'] => ({
  samples,
  replaced: mutedSamples(plan.audio, AUDIO_RATE).map(({ effect, replaced: [from, to] }) => ({ from, to, effect })),
});
