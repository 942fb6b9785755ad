import { isDeepStrictEqual } from 'node:util';
import { type Mp4, readMp4 } from '../mp4/read-mp4';
import { signatureCommand, SIGNATURE_BYTES } from '../plan/rendition.plan';
import { openFootage } from '../probe/examine';
import type { Footage } from '../probe/facts';
import type { ProvenanceSigner } from '../provenance/signer';
import type { MediaBench } from '../run/bench';
import { decodeFrames, FrameCutShort } from '../run/decode-frames';
import type { JobFolder } from '../run/job-folder';
import { FfmpegFailed } from '../run/run-ffmpeg';
import { checkContainer } from '../verify/check-container';
import { checkProvenance } from '../verify/check-provenance';
import { checkSets } from '../verify/check-sets';
import { readSlices } from '../verify/read-slices';
import { Findings } from '../verify/violation';
import { payloadHash, trackOf, type Released } from './released';

/** A rendition that does not stand up to being held against its source. Nothing of it is kept. */
export class RenditionRefused extends Error {}

/** Of 255, in the mean of a cell: what an encoder may get wrong. */
const MOST_DIFFERENCE = 16;

/** What is known of every frame, one behind the other. */
export class Signatures {
  private readonly known: Buffer[] = [];

  get frames(): number {
    return this.known.length;
  }

  readonly take = (frame: Buffer): void => void this.known.push(Buffer.from(frame));

  /** Largest difference of any cell of a frame. */
  difference(frame: Buffer, index: number): number {
    const known = this.known[index];
    if (!known) return 255;
    let most = 0;
    for (let cell = 0; cell < SIGNATURE_BYTES; cell++) most = Math.max(most, Math.abs(frame[cell]! - known[cell]!));
    return most;
  }
}

export const signatureBuffers = (): [Buffer, Buffer] => [Buffer.alloc(SIGNATURE_BYTES), Buffer.alloc(SIGNATURE_BYTES)];

interface Rendered {
  readonly released: Released;
  readonly path: string;
  readonly given: Signatures;
  readonly signer?: ProvenanceSigner | undefined;
}

/**
 * Holds a rendition against the release that it was made of: the same frames at the same times, each looking as it was given
 * to the encoder, decoding without a fault; the sound byte for byte; nothing else in the file. Returns the largest
 * difference.
 */
export async function checkRendition(
  bench: MediaBench,
  folder: JobFolder,
  { released, path, given, signer }: Rendered,
): Promise<{ largestDifference: number }> {
  const { mp4, footage } = await wellFormed(bench, folder, { path, hasSound: released.audio !== null, signer });
  const source = await readMp4(released.footage.path);
  const [was, is] = [trackOf(source, 'vide'), trackOf(mp4, 'vide')];
  if (is.timescale !== was.timescale || !isDeepStrictEqual(inOrder(is.pts), inOrder(was.pts)))
    throw new RenditionRefused('Its frames are not shown at the times of the release’s.');
  if (released.audio) await assertSamePayload('sound', { path: released.footage.path, mp4: source }, { path, mp4 });
  return { largestDifference: await assertSamePictures(folder, footage, given) };
}

const inOrder = (times: readonly number[]): number[] => [...times].sort((a, b) => a - b);

/** The file as a file, by the rules of the verifier of releases. */
export async function wellFormed(
  bench: MediaBench,
  folder: JobFolder,
  { path, hasSound, signer }: { path: string; hasSound: boolean; signer: ProvenanceSigner | undefined },
): Promise<{ mp4: Mp4; footage: Footage }> {
  const findings = new Findings();
  const mp4 = await readMp4(path);
  checkContainer(mp4, hasSound, findings);
  await checkProvenance(path, mp4, signer?.chain, findings);
  const picture = trackOf(mp4, 'vide');
  checkSets(picture, readSlices(path, picture, findings), findings);
  const [first] = findings.list;
  if (first) throw new RenditionRefused(`${first.says} Found: ${first.found}.`);
  const footage = await openFootage(bench, folder, path, { name: 'rendition' });
  if ('code' in footage) throw new RenditionRefused(footage.says);
  return { mp4, footage };
}

interface Film {
  readonly path: string;
  readonly mp4: Mp4;
}

/** Both tracks hold the same bytes in the same order. */
export async function assertSamePayload(what: 'sound' | 'picture', was: Film, is: Film): Promise<void> {
  const handler = what === 'sound' ? 'soun' : 'vide';
  const [before, after] = [trackOf(was.mp4, handler), trackOf(is.mp4, handler)];
  const same =
    before.configuration.equals(after.configuration) &&
    (await payloadHash(was.path, before)) === (await payloadHash(is.path, after));
  if (!same) throw new RenditionRefused(`Its ${what} is not the release’s, byte for byte.`);
}

async function assertSamePictures(folder: JobFolder, { name }: Footage, given: Signatures): Promise<number> {
  let [frames, largest, fault] = [0, 0, ''];
  const onFrame = (frame: Buffer, index: number): void => {
    frames++;
    largest = Math.max(largest, given.difference(frame, index));
  };
  const onMessage = (line: string): void => void (fault ||= line);
  try {
    await decodeFrames(folder, signatureCommand(name), { buffers: signatureBuffers(), onFrame, onMessage });
  } catch (error) {
    if (!(error instanceof FfmpegFailed || error instanceof FrameCutShort)) throw error;
    throw new RenditionRefused('It does not decode to its end.', { cause: error });
  }
  if (fault !== '') throw new RenditionRefused(`It does not decode without a fault: ${fault}`);
  if (frames !== given.frames) throw new RenditionRefused(`It has ${frames} frames; the release has ${given.frames}.`);
  if (largest > MOST_DIFFERENCE)
    throw new RenditionRefused(`A frame does not look as it was given to the encoder: ${largest} of 255 levels apart.`);
  return largest;
}
