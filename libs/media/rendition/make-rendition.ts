import { constants, copyFile } from 'node:fs/promises';
import { type Flashing, INLINE, type OwnRendition, type PictureSize, sizeWithin, SMALL } from '@app/redactions/domain';
import { flashingOf } from '../flash/analyse-flashing';
import { readAnnexB } from '../mp4/annex-b';
import { inOneFile } from '../mp4/film';
import { writeMp4, type Written } from '../mp4/write-mp4';
import { workingSize } from '../plan/decode.plan';
import { type Dimming, dimmings, renditionCommand } from '../plan/rendition.plan';
import { anchorOf } from '../provenance/chain';
import type { ProvenanceSigner } from '../provenance/signer';
import type { MediaBench } from '../run/bench';
import { asTyped, type FfmpegCommandLine } from '../run/command';
import { decodeFrames } from '../run/decode-frames';
import type { JobFolder } from '../run/job-folder';
import { BACKGROUND_LIMITS } from '../run/limits';
import { checkRendition, RenditionRefused, signatureBuffers, Signatures } from './check-rendition';
import { openReleased, type Released, type Verified } from './released';

export interface RenditionRequest {
  readonly role: OwnRendition;
  readonly source: Verified;
  /** Where the release flashes. */
  readonly flashing: Flashing;
  /** Where the rendition goes; must not exist yet. */
  readonly output: string;
  /** Whoever signs its manifest of provenance; without a signer it carries none. */
  readonly signer?: ProvenanceSigner;
  readonly signal?: AbortSignal;
}

/** What was done, in enough detail to do it again, and what was found of the result. */
export interface RenditionReceipt extends PictureSize {
  readonly version: 1;
  readonly role: OwnRendition | 'video-described';
  readonly sourceSha256: string;
  readonly outputSha256: string;
  readonly outputBytes: number;
  /** SHA-256 of the certificate to which its manifest of provenance leads; null where it carries none. */
  readonly provenance: string | null;
  readonly frames: number;
  /** Of 255 levels, in the mean of any cell of any frame, against what was encoded; null where the picture was copied. */
  readonly largestDifference: number | null;
  /** How much the picture was dimmed where it flashes; null where it was not. */
  readonly dimming: Dimming | null;
  /** Seconds of wall time. */
  readonly seconds: number;
  readonly ffmpeg: string;
  readonly sandbox: string;
  readonly commands: readonly string[][];
}

/**
 * Makes a further form of a verified rendering from its pixels, with its sound byte for byte, and holds it against it.
 * Throws RenditionRefused when what was made cannot be vouched for; then there is no output.
 */
export function makeRendition(bench: MediaBench, request: RenditionRequest): Promise<RenditionReceipt> {
  const began = Date.now();
  return bench.job(async (folder) => {
    await folder.limit(BACKGROUND_LIMITS);
    const released = await openReleased(bench, folder, request.source);
    const size = sizeWithin(workingSize(released.footage.media), request.role === 'video-small' ? SMALL : INLINE);
    const { signal, signer } = request;
    const making = { folder, released, size, signal, signer };
    const made = await (request.role === 'video-small'
      ? encode(making, null, 0)
      : encodeCalm(making, request.flashing));
    const checked = await checkRendition(bench, folder, { released, path: made.path, given: made.given, signer });
    await copyFile(made.path, request.output, constants.COPYFILE_EXCL);
    return {
      version: 1,
      role: request.role,
      sourceSha256: request.source.sha256,
      outputSha256: made.written.sha256,
      outputBytes: made.written.size,
      provenance: signer ? anchorOf(signer.chain) : null,
      ...size,
      frames: made.given.frames,
      ...checked,
      dimming: made.dimming,
      seconds: (Date.now() - began) / 1000,
      ffmpeg: bench.tools.version,
      sandbox: bench.tools.sandbox,
      commands: [asTyped(made.command)],
    };
  });
}

interface Making {
  readonly folder: JobFolder;
  readonly released: Released;
  readonly size: PictureSize;
  readonly signal: AbortSignal | undefined;
  readonly signer: ProvenanceSigner | undefined;
}

interface Made {
  readonly path: string;
  readonly written: Written;
  /** Of the frames that the encoder was given. */
  readonly given: Signatures;
  readonly dimming: Dimming | null;
  readonly command: FfmpegCommandLine;
}

/** Dims more and more until the analysis finds nothing any more: what a formula promises is looked at all the same. */
async function encodeCalm(making: Making, flashing: Flashing): Promise<Made> {
  const { folder, signal } = making;
  for (const [attempt, dimming] of dimmings(flashing).entries()) {
    const made = await encode(making, dimming, attempt);
    const { trips } = await flashingOf(folder, { path: made.path, name: folder.workName(nameOf(attempt)) }, signal);
    if (!trips) return made;
  }
  throw new RenditionRefused('However much it is dimmed, it still flashes.');
}

const nameOf = (attempt: number): string => `rendition-${attempt}.mp4`;

/** Frames through ffmpeg; times, index and sound from the release itself, by the writer of releases. */
async function encode(
  { folder, released, size, signal, signer }: Making,
  dimming: Dimming | null,
  attempt: number,
): Promise<Made> {
  const { footage, video, audio } = released;
  const stream = `rendition-${attempt}.h264`;
  const target = folder.workName(stream);
  const command = renditionCommand({ media: footage.media, source: footage.name, size, dimming, target });
  const given = new Signatures();
  await decodeFrames(folder, command, { buffers: signatureBuffers(), onFrame: given.take, ...(signal && { signal }) });
  const coded = await readAnnexB(folder.workPath(stream));
  if (coded.offsets.length !== video.pts.length)
    throw new RenditionRefused(`Of ${video.pts.length} frames ${coded.offsets.length} were encoded.`);
  const path = folder.workPath(nameOf(attempt));
  const track = {
    ...video,
    ...size,
    samples: inOneFile({ path: folder.workPath(stream), prefix: 4 }, coded),
    sps: [coded.sps],
    pps: [coded.pps],
    keyframes: coded.keyframes,
    // Without B-frames pictures are decoded in the order in which they are shown.
    pts: [...video.pts].sort((a, b) => a - b),
  };
  const written = await writeMp4(path, { video: track, audio }, signer);
  return { path, written, given, dimming, command };
}
