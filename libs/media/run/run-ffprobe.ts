import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { FfmpegFailed, isStopped } from './run-ffmpeg';
import type { MediaBench } from './bench';
import type { JobFolder } from './job-folder';

/** Of wall time, for a header. */
const HEADER_SECONDS = 120;
/** Of a header, in characters: a camera’s takes a few thousand. */
const MOST_HEADER = 8 << 20;
/** Of a listing of packets: a day of them. */
const MOST_LISTING = 1 << 30;

/** Runs ffprobe in a job folder through the launcher, and gives each line of its output to `onLine`. */
export async function runFfprobe(
  bench: MediaBench,
  folder: JobFolder,
  options: readonly string[],
  onLine: (line: string) => void,
  timeout = HEADER_SECONDS,
): Promise<void> {
  const child = spawn(bench.ffprobe, [...options], { cwd: folder.path, stdio: ['ignore', 'pipe', 'pipe'] });
  const timer = setTimeout(() => child.kill('SIGKILL'), timeout * 1000);
  const messages: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => messages.length < 20 && messages.push(line));
  let size = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    size += line.length;
    if (size > MOST_LISTING) child.kill('SIGKILL');
    onLine(line);
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    child.once('error', reject).once('exit', resolve);
  });
  clearTimeout(timer);
  if (code !== 0) throw new FfmpegFailed(`ffprobe ended with ${code ?? 'a signal'}`, messages, isStopped(code));
}

/** Runs ffprobe and reads its output as one JSON document. */
export async function ffprobeJson(bench: MediaBench, folder: JobFolder, options: readonly string[]): Promise<unknown> {
  const lines: string[] = [];
  let size = 0;
  await runFfprobe(bench, folder, [...options, '-of', 'json'], (line) => {
    size += line.length;
    if (size <= MOST_HEADER) lines.push(line);
  });
  if (size > MOST_HEADER) throw new FfmpegFailed('ffprobe said more than can be read', []);
  return JSON.parse(lines.join('\n'));
}
