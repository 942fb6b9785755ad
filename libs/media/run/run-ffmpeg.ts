import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { AppError } from '@app/kernel';
import ffmpeg from 'fluent-ffmpeg';
import { type FfmpegCommandLine, PIPE } from './command';
import type { JobFolder } from './job-folder';

interface RunOptions {
  /** What the input named PIPE reads. */
  readonly stdin?: Readable;
  /** Where the output named PIPE goes. Must not emit `close` (`emitClose: false`): fluent-ffmpeg would take that for an abort. */
  readonly stdout?: Writable;
  /** Or the end of a socket, which ffmpeg then writes to itself. */
  readonly output?: Socket;
  readonly signal?: AbortSignal;
  /** Seconds of wall time. */
  readonly timeout?: number;
  /** Each line ffmpeg writes to stderr; at `-v error` each is a fault in the footage or in the run. */
  readonly onMessage?: (line: string) => void;
}

/** ffmpeg did not finish. `messages` are its last words, with no path of this machine in them. */
export class FfmpegFailed extends Error {
  constructor(
    message: string,
    readonly messages: readonly string[],
    /** It did not end by itself: its limits were reached, or it broke down. */
    readonly stopped = false,
  ) {
    super(message);
    this.name = 'FfmpegFailed';
  }
}

/** Ended by a signal: bubblewrap passes that on as 128 and its number; 255 is ffmpeg's own word for it. */
export const isStopped = (code: number | null): boolean => code === null || code >= 128;

/** fluent-ffmpeg tells how its process ended in a sentence only. */
const codeIn = (message: string): number | null => {
  const code = /exited with code (\d+)/.exec(message)?.[1];
  if (code !== undefined) return Number(code);
  return message.includes('killed with signal') ? null : 1;
};

const LAST_WORDS = 20;
const EIGHT_HOURS = 8 * 3600;

/** Runs a planned command in a job folder, through the launcher. Resolves when ffmpeg has ended with success. */
export async function runFfmpeg(
  folder: JobFolder,
  command: FfmpegCommandLine,
  options: RunOptions = {},
): Promise<void> {
  options.signal?.throwIfAborted();
  const process = unasked(
    ffmpeg({ cwd: folder.path, timeout: options.timeout ?? EIGHT_HOURS, stdoutLines: LAST_WORDS }),
  );
  for (const input of command.inputs) {
    process.input(input.source === PIPE ? stream(options.stdin, 'stdin') : input.source);
    addOptions((...args) => process.inputOptions(...args), input.options);
  }
  for (const output of command.outputs) {
    process.output(output.target === PIPE ? outputOf(options) : output.target);
    addOptions((...args) => process.outputOptions(...args), output.options);
  }
  if (options.output) writeTo(process, options.output);
  const abort = (): void => void process.kill('SIGKILL');
  options.signal?.addEventListener('abort', abort);
  try {
    await ended(process, options.onMessage);
  } finally {
    options.signal?.removeEventListener('abort', abort);
  }
}

/**
 * fluent-ffmpeg starts ffmpeg up to four times more to ask what formats and encoders it has. The plans name what they
 * need; a build without it says so itself.
 */
const unasked = (command: ffmpeg.FfmpegCommand): ffmpeg.FfmpegCommand =>
  Object.assign(command, {
    _checkCapabilities: (done: (error: null) => void) => done(null),
    availableEncoders: (done: (error: null, encoders: object) => void) => done(null, {}),
  });

interface Spawning {
  _spawnFfmpeg: (args: readonly string[], options: object, ...callbacks: readonly unknown[]) => void;
}

/** fluent-ffmpeg starts ffmpeg with streams of Node's own only. */
function writeTo(command: ffmpeg.FfmpegCommand, output: Socket): void {
  const spawning = command as unknown as Spawning;
  const spawn = spawning._spawnFfmpeg.bind(command);
  const stdio = { stdio: ['pipe', output, 'pipe'], captureStdout: false };
  spawning._spawnFfmpeg = (args, options, ...callbacks) => spawn(args, { ...options, ...stdio }, ...callbacks);
  command.once('start', () => output.destroy()); // ffmpeg has it now: when ffmpeg ends, that is its end
}

const outputOf = ({ stdout, output }: RunOptions): Writable | string => (output ? 'pipe:1' : stream(stdout, 'stdout'));

function ended(process: ffmpeg.FfmpegCommand, onMessage: RunOptions['onMessage']): Promise<void> {
  const messages: string[] = [];
  return new Promise((resolve, reject) => {
    process.on('stderr', (line: string) => {
      if (line.trim() === '') return;
      onMessage?.(line);
      messages.push(line);
      if (messages.length > LAST_WORDS) messages.shift();
    });
    process.on('end', () => resolve());
    process.on('error', (error: Error) =>
      reject(new FfmpegFailed(error.message, messages, isStopped(codeIn(error.message)))),
    );
    process.run();
  });
}

/** fluent-ffmpeg splits a single option at its blank; several at once it leaves alone. */
function addOptions(add: (...options: string[]) => unknown, options: readonly string[]): void {
  if (options.length === 1) throw new Error('give at least two options at once');
  if (options.length > 0) add(...options);
}

function stream<T>(given: T | undefined, name: string): T {
  if (given === undefined) throw new Error(`the command uses a pipe, but no ${name} was given`);
  return given;
}

/** Runs processes that feed each other: when one fails, the others are ended too, and the first failure is thrown. */
export async function together(
  signal: AbortSignal | undefined,
  runs: ((signal: AbortSignal) => Promise<void>)[],
): Promise<void> {
  const failed = new AbortController();
  const any = AbortSignal.any([failed.signal, ...(signal ? [signal] : [])]);
  await Promise.allSettled(
    runs.map(async (run) => {
      try {
        await run(any);
      } catch (error) {
        if (!failed.signal.aborted) failed.abort(error);
        throw error;
      }
    }),
  );
  if (signal?.aborted)
    throw new AppError('unavailable', 'The work was stopped before it was done.', { cause: signal.reason });
  if (failed.signal.aborted) throw failed.signal.reason as Error;
}
