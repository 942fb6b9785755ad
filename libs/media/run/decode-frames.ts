import type { OnReadOpts, Socket } from 'node:net';
import type { FfmpegCommandLine } from './command';
import type { JobFolder } from './job-folder';
import { runFfmpeg } from './run-ffmpeg';
import { socketPair } from './socket-pair';

interface Options {
  /** Two buffers of a frame's size, which take turns: a frame is good until the frame after the next one is asked for. */
  readonly buffers: readonly [Buffer, Buffer];
  /** The next frame is not read before this promise is settled. */
  readonly onFrame: (frame: Buffer, index: number) => Promise<void> | void;
  readonly signal?: AbortSignal;
  readonly onMessage?: (line: string) => void;
}

/**
 * Runs a command whose output PIPE is raw frames, and hands them over one by one. They come through a socket straight
 * into the given buffers: Node's streams would allocate every byte anew (measured: a quarter of a render's time), and a
 * pipe hands over pages one by one (measured: twice the kernel's time).
 */
export async function decodeFrames(folder: JobFolder, command: FfmpegCommandLine, options: Options): Promise<void> {
  const frames = new IncomingFrames(options);
  const { here, there } = await socketPair(folder.path, folder.newName('frames', 'socket'), frames.onread);
  frames.readFrom(here);
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])]);
  frames.done.catch((error: unknown) => failed.abort(error));
  try {
    const { onMessage } = options;
    await runFfmpeg(folder, command, { output: there, signal, ...(onMessage && { onMessage }) });
  } catch (error) {
    frames.destroy();
    throw failed.signal.aborted ? failed.signal.reason : error;
  } finally {
    there.destroy(); // the last writer, where ffmpeg has not begun: what is still on its way is read, then comes its end
  }
  await frames.done;
}

/** What came out of a decoder is no whole number of frames: they are of another size than was said. */
export class FrameCutShort extends Error {}

/** Whole frames only: a rest at the end is a fault. */
class IncomingFrames {
  readonly done: Promise<void>;
  readonly onread: OnReadOpts = {
    buffer: () => this.frame.subarray(this.filled),
    callback: (bytes) => this.take(bytes),
  };
  private readonly ended = Promise.withResolvers<undefined>();
  private socket: Socket | null = null;
  private filled = 0;
  private index = 0;

  constructor(private readonly options: Options) {
    this.done = this.ended.promise;
    this.done.catch(() => undefined); // whoever awaits it sees it; nobody else needs to
  }

  readFrom(socket: Socket): void {
    const { resolve, reject } = this.ended;
    this.socket = socket;
    socket.once('error', reject).once('close', () => reject(new Error('the frames were not read to their end')));
    socket.once('end', () => {
      if (this.filled === 0) resolve(undefined);
      else reject(new FrameCutShort(`the last frame is incomplete: ${this.filled} of ${this.frame.length} bytes`));
    });
  }

  destroy(): void {
    this.socket?.destroy();
  }

  private get frame(): Buffer {
    return this.options.buffers[this.index % 2 === 0 ? 0 : 1];
  }

  /** Returns false when reading has to wait for the frame to be dealt with. */
  private take(bytes: number): boolean {
    const frame = this.frame;
    this.filled += bytes;
    if (this.filled < frame.length) return true;
    this.filled = 0;
    Promise.resolve(this.options.onFrame(frame, this.index++)).then(
      () => this.socket?.resume(),
      (error: unknown) => this.socket?.destroy(error as Error),
    );
    return false;
  }
}
