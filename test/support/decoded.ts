import { execFileSync } from 'node:child_process';

// What a file really shows, asked of the machine's own ffmpeg: no line of the product takes part.

const run = (program: 'ffmpeg' | 'ffprobe', args: readonly string[]): Buffer =>
  execFileSync(program, ['-v', 'error', ...args], { maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'inherit'] });

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface DecodedPicture extends Size {
  /** Raw 4:2:0 frames as stored, not turned. */
  readonly frames: readonly Buffer[];
}

export function sizeOf(path: string): Size {
  const entries = ['-select_streams', 'v:0', '-show_entries', 'stream=width,height', '-of', 'json'];
  const { streams } = JSON.parse(run('ffprobe', [...entries, path]).toString()) as { streams: Size[] };
  const [{ width, height }] = streams as [Size];
  return { width, height };
}

/** Every frame of the picture. With a size, the picture is filled up to it on the right and below. */
export function decodePicture(path: string, filledTo?: Size): DecodedPicture {
  const size = filledTo ?? sizeOf(path);
  const pad = filledTo ? ['-vf', `pad=${size.width}:${size.height}`] : [];
  const raw = ['-fps_mode', 'passthrough', '-pix_fmt', pixelsOf(path), '-f', 'rawvideo', '-'];
  const bytes = run('ffmpeg', ['-nostdin', '-noautorotate', '-i', path, '-map', '0:v:0', ...pad, ...raw]);
  const each = (size.width * size.height * 3) / 2;
  const frames = Array.from({ length: bytes.length / each }, (_, i) => bytes.subarray(i * each, (i + 1) * each));
  return { ...size, frames };
}

/** 4:2:0 in the range that the file uses. */
const pixelsOf = (path: string): string =>
  contentsOf(path).streams.some(({ pix_fmt }) => pix_fmt?.startsWith('yuvj')) ? 'yuvj420p' : 'yuv420p';

/** Interleaved samples, 16 bits, 48 kHz, counted from the clip's zero. */
export function decodeSound(path: string, channels = 1, track = 0): Int16Array {
  const options = ['-af', 'aresample=48000:async=1:min_hard_comp=0.005:first_pts=0', '-ac', String(channels)];
  const bytes = run('ffmpeg', [
    '-nostdin',
    '-copyts',
    '-i',
    path,
    '-map',
    `0:a:${track}`,
    ...options,
    '-f',
    's16le',
    '-',
  ]);
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

/** The presentation time of every frame that is shown, in nanoseconds, rounded. */
export function frameTimes(path: string): number[] {
  const entries = ['-select_streams', 'v:0', '-show_entries', 'frame=pts:stream=time_base', '-of', 'json'];
  const { frames, streams } = JSON.parse(run('ffprobe', [...entries, path]).toString()) as {
    frames: { pts: number }[];
    streams: [{ time_base: string }];
  };
  const [num = 1, den = 1] = streams[0].time_base.split('/').map(Number);
  return frames.map(({ pts }) => Math.round((pts * num * 1e9) / den));
}

/** Which of the frames that are shown are keyframes. */
export function keyframesOf(path: string): number[] {
  const entries = ['-select_streams', 'v:0', '-show_entries', 'frame=key_frame', '-of', 'json'];
  const { frames } = JSON.parse(run('ffprobe', [...entries, path]).toString()) as { frames: { key_frame: 0 | 1 }[] };
  return frames.flatMap((frame, number) => (frame.key_frame === 1 ? [number] : []));
}

/** Everything that ffprobe finds in a file. */
export function contentsOf(path: string): {
  streams: {
    codec_type: string;
    codec_name: string;
    pix_fmt?: string;
    sample_aspect_ratio?: string;
    tags?: Record<string, string>;
    side_data_list?: { rotation?: number }[];
  }[];
  chapters: unknown[];
  format: { start_time?: string; tags?: Record<string, string> };
} {
  return JSON.parse(
    run('ffprobe', ['-show_streams', '-show_format', '-show_chapters', '-of', 'json', path]).toString(),
  ) as ReturnType<typeof contentsOf>;
}
