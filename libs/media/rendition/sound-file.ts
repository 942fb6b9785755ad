import { open } from 'node:fs/promises';
import { AUDIO_CODECS, CODEC_WHITELIST } from '../formats';
import { AUDIO_RATE } from '../plan/decode.plan';
import { QUIET } from '../plan/hardened-input';
import type { MediaBench } from '../run/bench';
import { type FfmpegCommandLine, PIPE } from '../run/command';
import type { JobFolder } from '../run/job-folder';
import { FfmpegFailed } from '../run/run-ffmpeg';
import { ffprobeJson } from '../run/run-ffprobe';
import { RenditionRefused } from './check-rendition';

/** Forms in which somebody may bring sound: ffmpeg’s demuxer, forced, and the names it goes by. */
const SOUND_FORMATS = {
  wav: { demuxer: 'wav', whitelist: 'wav' },
  mp3: { demuxer: 'mp3', whitelist: 'mp3' },
  aac: { demuxer: 'aac', whitelist: 'aac' },
  m4a: { demuxer: 'mov', whitelist: 'mov,mp4,m4a,3gp,3g2,mj2' },
} as const;
type SoundFormat = keyof typeof SOUND_FORMATS;

const HEAD = 16;

/** Tells the form by its first bytes; the file’s name says nothing. */
function sniffSound(head: Buffer): SoundFormat | null {
  const ascii = (from: number, to: number): string => head.toString('latin1', from, to);
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WAVE') return 'wav';
  if (ascii(4, 8) === 'ftyp') return 'm4a';
  if (ascii(0, 3) === 'ID3') return 'mp3';
  if (head.length < 2 || head[0] !== 0xff) return null;
  const second = head.readUInt8(1);
  if ((second & 0xf6) === 0xf0) return 'aac'; // ADTS: layer 0 (ISO 14496-3 § 1.A.2.2.1)
  return (second & 0xe6) === 0xe2 ? 'mp3' : null; // layer III (ISO 11172-3 § 2.4.2.3)
}

/** Sound that was brought, lent to a job. */
export interface SoundFile {
  readonly name: string;
  readonly format: SoundFormat;
  readonly channels: number;
}

interface ProbedStream {
  readonly codec_type?: string;
  readonly codec_name?: string;
  readonly channels?: number;
  readonly disposition?: { readonly attached_pic?: number };
}

/** Opens it as intake opens footage: sniffed, its form forced, in the sandbox. Throws RenditionRefused, with the reason. */
export async function openSound(bench: MediaBench, folder: JobFolder, path: string): Promise<SoundFile> {
  const format = sniffSound(await headOf(path));
  if (format === null)
    throw new RenditionRefused('The file is no WAV, MP3, AAC or M4A. Export the sound as one of these.');
  const name = await folder.lend('sound', path);
  const streams = await probed(bench, folder, [...asSound(format), '-show_streams', name]);
  if (streams.some((one) => one.codec_type === 'video' && one.disposition?.attached_pic !== 1))
    throw new RenditionRefused(
      'The file holds a picture. Only sound is taken: the picture is that of the verified cut.',
    );
  const sounds = streams.filter((one) => one.codec_type === 'audio');
  const [sound] = sounds;
  if (!sound || sounds.length > 1) throw new RenditionRefused(`The file holds ${sounds.length} sounds instead of one.`);
  const codec = sound.codec_name ?? 'unknown';
  if (!(AUDIO_CODECS as readonly string[]).includes(codec) || !sound.channels)
    throw new RenditionRefused(`The sound is coded as ${codec}, which Daylight does not open.`);
  return { name, format, channels: Math.min(sound.channels, 2) };
}

async function probed(bench: MediaBench, folder: JobFolder, options: readonly string[]): Promise<ProbedStream[]> {
  try {
    const { streams } = (await ffprobeJson(bench, folder, ['-v', 'error', ...options])) as { streams?: ProbedStream[] };
    return streams ?? [];
  } catch (error) {
    if (!(error instanceof FfmpegFailed || error instanceof SyntaxError)) throw error;
    throw new RenditionRefused('The sound cannot be read: the file is damaged, or not what it says it is.');
  }
}

const asSound = (format: SoundFormat): string[] => [
  ...['-protocol_whitelist', 'file,pipe', '-format_whitelist', SOUND_FORMATS[format].whitelist],
  ...['-codec_whitelist', CODEC_WHITELIST, '-f', SOUND_FORMATS[format].demuxer],
];

/** Signed 16-bit samples at 48 kHz, so many seconds of them at most: a small file may hold days of silence. */
export const soundCommand = ({ name, format, channels }: SoundFile, seconds: number): FfmpegCommandLine => ({
  inputs: [{ options: [...QUIET, '-t', seconds.toFixed(3), ...asSound(format)], source: name }],
  outputs: [
    {
      options: [
        ...['-map', '0:a:0', '-vn', '-af', `aresample=${AUDIO_RATE}:async=1:min_hard_comp=0.005:first_pts=0`],
        ...['-ac', String(channels), '-f', 's16le'],
      ],
      target: PIPE,
    },
  ],
});

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
