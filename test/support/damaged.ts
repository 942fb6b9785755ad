import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

// Damages a recording in known places, and sees on its decoded pixels what that did: no line of the product takes part.

export interface CodedPicture {
  readonly pts: number;
  readonly size: number;
  /** Where its bytes begin in the file. */
  readonly at: number;
  readonly key: boolean;
}

const lines = (program: string, args: readonly string[]): string[] =>
  execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] })
    .split('\n')
    .filter((line) => line !== '');

/** The coded pictures, or other samples, in decoding order, as ffprobe lists them. */
export function codedPictures(path: string, stream = 'v:0'): CodedPicture[] {
  const entries = ['-select_streams', stream, '-show_entries', 'packet=pts,dts,size,pos,flags', '-of', 'json'];
  const { packets } = JSON.parse(lines('ffprobe', ['-v', 'error', ...entries, path]).join('')) as {
    packets: { pts?: number; dts?: number; size: string; pos: string; flags: string }[];
  };
  return packets.map(({ pts, dts, size, pos, flags }) => ({
    pts: pts ?? dts ?? 0,
    size: Number(size),
    at: Number(pos),
    key: flags.includes('K'),
  }));
}

/** A checksum of every decoded frame, by its presentation time. */
export function pixelsByTime(path: string): Map<number, string> {
  const listing = ['-fps_mode', 'passthrough', '-enc_time_base', '-1', '-f', 'framemd5', '-'];
  const frames = lines('ffmpeg', ['-v', 'quiet', '-nostdin', '-copyts', '-i', path, '-map', '0:v:0', ...listing]);
  return new Map(
    frames
      .filter((line) => !line.startsWith('#'))
      .map((line) => line.split(',').map((part) => part.trim()))
      .map((parts): [number, string] => [Number(parts[2]), parts[5] ?? '']),
  );
}

/** Writes a copy in which a part of one coded picture is overwritten. */
export function damagedAt(from: string, to: string, picture: CodedPicture, how: (bytes: Buffer) => unknown): string {
  const file = readFileSync(from);
  how(file.subarray(picture.at, picture.at + picture.size));
  writeFileSync(to, file);
  return to;
}
