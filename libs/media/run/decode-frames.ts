import { execFile } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { promisify } from 'node:util';
import { type FfmpegCommandLine, PIPE } from './command';
import type { JobFolder } from './job-folder';
import { runFfmpeg } from './run-ffmpeg';

interface Options {
  /** Two buffers of a frame's size, which take turns: a frame is good until the frame after the next one is asked for. */
  readonly buffers: readonly [Buffer, Buffer];
  /** The next frame is not read before this promise is settled. */
  readonly onFrame: (frame: Buffer, index: number) => Promise<void> | void;
  readonly signal?: AbortSignal;
  readonly onMessage?: (line: string) => void;
}

const makeFifo = promisify(execFile);

/**
 * Runs a command whose output PIPE is raw frames, and hands them over one by one. They come through a FIFO straight
 * into the given buffers: Node's streams would allocate every byte anew (measured: a quarter of a render's time).
 */
export async function decodeFrames(folder: JobFolder, command: FfmpegCommandLine, options: Options): Promise<void> {
  const name = folder.newName('frames', 'fifo');
  const path = folder.workPath(name);
  await makeFifo('mkfifo', [path]);
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])]);
  // Opened for reading first, then for writing: neither waits for ffmpeg, and there is no end before it has begun.
  const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const held = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  const frames = new IncomingFrames(reading, options);
  frames.done.catch((error: unknown) => failed.abort(error));
  try {
    const { onMessage } = options;
    await runFfmpeg(folder, toFifo(command, folder.workName(name)), { signal, ...(onMessage && { onMessage }) });
  } catch (error) {
    closeSync(held);
    frames.destroy();
    throw failed.signal.aborted ? failed.signal.reason : error;
  }
  closeSync(held); // the last writer: what is still in the FIFO is read, then comes its end
  await frames.done;
  await rm(path);
}

/** `-y`: the FIFO is there already, as a file to be overwritten would be. */
const toFifo = (command: FfmpegCommandLine, fifo: string): FfmpegCommandLine => ({
  inputs: command.inputs.map(({ options, source }) => ({ options: ['-y', ...options], source })),
  outputs: command.outputs.map((output) => (output.target === PIPE ? { ...output, target: fifo } : output)),
});

/** What came out of a decoder is no whole number of frames: they are of another size than was said. */
export class FrameCutShort extends Error {}

/** Whole frames only: a rest at the end is a fault. */
class IncomingFrames {
  readonly done: Promise<void>;
  private readonly socket: Socket;
  private filled = 0;
  private index = 0;

  constructor(
    descriptor: number,
    private readonly options: Options,
  ) {
    this.socket = new Socket({
      fd: descriptor,
      readable: true,
      writable: false,
      onread: { buffer: () => this.frame.subarray(this.filled), callback: (bytes) => this.take(bytes) },
    });
    this.done = new Promise((resolve, reject) => {
      this.socket.once('error', reject).once('close', () => reject(new Error('the frames were not read to their end')));
      this.socket.once('end', () => {
        if (this.filled === 0) resolve();
        else reject(new FrameCutShort(`the last frame is incomplete: ${this.filled} of ${this.frame.length} bytes`));
      });
    });
    this.done.catch(() => undefined); // whoever awaits it sees it; nobody else needs to
    this.socket.resume();
  }

  destroy(): void {
    this.socket.destroy();
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
      () => this.socket.resume(),
      (error: unknown) => this.socket.destroy(error as Error),
    );
    return false;
  }
}
