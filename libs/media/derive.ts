import { copyFile } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { AUDIO_RATE, samplesCommand, workingChannels } from './plan/decode.plan';
import { PROXY_TIMESCALE, proxyCommand, stripCommand } from './plan/derive.plan';
import { openFootage } from './probe/examine';
import { type FrameIndex, type MediaFacts, seconds } from './probe/facts';
import { listPackets } from './probe/packets';
import type { MediaBench } from './run/bench';
import { DERIVATION_LIMITS } from './run/limits';
import { runFfmpeg } from './run/run-ffmpeg';
import { SampleReader } from './run/samples';

interface Request {
  readonly source: string;
  readonly media: MediaFacts;
  readonly index: FrameIndex;
  readonly output: string;
  readonly signal?: AbortSignal;
}

/** A proxy that does not match its source frame for frame is worse than none: people would draw on the wrong frames. */
class ProxyMismatch extends Error {}

/** Makes the copy that people work on, and checks that each of its frames is shown when the source's is. */
export async function makeProxy(bench: MediaBench, { source, media, index, output, signal }: Request): Promise<void> {
  await bench.job(async (folder) => {
    await folder.limit(DERIVATION_LIMITS);
    const name = await folder.lend('source', source);
    const command = proxyCommand(
      media,
      { pts: index.pts[0] ?? 0, timeBase: index.timeBase },
      name,
      folder.workName('proxy.mp4'),
    );
    await runFfmpeg(folder, command, signal ? { signal } : {});
    const made = await openFootage(bench, folder, folder.workPath('proxy.mp4'), { name: 'proxy' });
    if ('code' in made) throw new ProxyMismatch(made.says);
    const { pts } = await listPackets(bench, folder, made);
    assertSameFrames(pts, index);
    await copyFile(folder.workPath('proxy.mp4'), output);
  });
}

function assertSameFrames(pts: readonly number[], index: FrameIndex): void {
  if (pts.length !== index.pts.length)
    throw new ProxyMismatch(`the proxy has ${pts.length} frames, the source ${index.pts.length}`);
  pts.forEach((time, frame) => {
    const wanted = seconds((index.pts[frame] ?? 0) - (index.pts[0] ?? 0), index.timeBase) * PROXY_TIMESCALE;
    if (Math.abs(time - wanted) > 1)
      throw new ProxyMismatch(`frame ${frame} of the proxy is shown at ${time}, should be at ${wanted.toFixed(1)}`);
  });
}

export const WAVEFORM_PEAKS_A_SECOND = 100;

/**
 * Lowest and highest sample of each hundredth of a second, all channels together: "DLWF", a 32-bit number of peaks a
 * second, then pairs of signed bytes. Nothing for a clip without sound.
 */
export async function makeWaveform(bench: MediaBench, { source, media, output, signal }: Request): Promise<void> {
  await bench.job(async (folder) => {
    await folder.limit(DERIVATION_LIMITS);
    const name = await folder.lend('source', source);
    const channels = workingChannels(media);
    const file = createWriteStream(output, { flags: 'wx' });
    const header = Buffer.from('DLWF\0\0\0\0', 'latin1');
    header.writeUInt32LE(WAVEFORM_PEAKS_A_SECOND, 4);
    file.write(header);
    const reader = new SampleReader(channels, AUDIO_RATE / WAVEFORM_PEAKS_A_SECOND, ({ samples }) => {
      let [low, high] = [0, 0];
      for (const sample of samples) {
        if (sample < low) low = sample;
        else if (sample > high) high = sample;
      }
      file.write(Buffer.from(Int8Array.of(low >> 8, high >> 8).buffer));
    });
    await runFfmpeg(folder, samplesCommand(media, name), { stdout: reader, ...(signal && { signal }) });
    await reader.finished;
    file.end();
    await finished(file);
  });
}

/** One JPEG of small keyframes, ten in a row, upright. */
export async function makeKeyframeStrip(
  bench: MediaBench,
  { source, media, index, output, signal }: Request,
): Promise<void> {
  await bench.job(async (folder) => {
    await folder.limit(DERIVATION_LIMITS);
    const name = await folder.lend('source', source);
    const command = stripCommand(media, index.keyframes.length, name, folder.workName('strip.jpg'));
    await runFfmpeg(folder, command, signal ? { signal } : {});
    await copyFile(folder.workPath('strip.jpg'), output);
  });
}
