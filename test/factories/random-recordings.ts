import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { aMute, anEllipse, aPlan, aRectangle } from './redaction-plan';
import type { RedactionPlan } from '@app/redactions/domain';
import * as fc from 'fast-check';

type Words = readonly string[];

/** What a container can hold, as ffmpeg is told to write it. */
interface Container {
  readonly ending: 'mp4' | 'mov' | 'mkv' | 'ts' | 'avi';
  readonly picture: readonly Words[];
  readonly sound: readonly Words[];
  readonly more: readonly Words[];
}

const h264 = (...options: Words): Words => [
  '-c:v',
  'libx264',
  '-preset',
  'veryfast',
  '-pix_fmt',
  'yuv420p',
  ...options,
];
const H264 = [
  h264('-g', '12', '-bf', '0'),
  h264('-g', '30', '-bf', '3', '-x264-params', 'b-pyramid=strict'),
  h264('-g', '25', '-bf', '2', '-x264-params', 'open-gop=1'),
  h264('-g', '50', '-bf', '0', '-x264-params', 'intra-refresh=1:slices=3'),
  h264('-g', '20', '-bf', '0', '-x264-params', 'aud=1:cabac=0:sps-id=3'),
  h264('-g', '15', '-bf', '1', '-x264-params', 'interlaced=1'),
  ['-c:v', 'libx264', '-preset', 'veryfast', '-g', '10', '-bf', '0', '-pix_fmt', 'yuvj420p'],
  ['-c:v', 'libx264', '-preset', 'veryfast', '-g', '10', '-pix_fmt', 'yuv420p10le'],
];
const HEVC = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none'];
const MPEG4 = ['-c:v', 'mpeg4', '-bf', '2', '-q:v', '4'];
const MJPEG = ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '3'];
const VP9 = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8'];
const AAC = ['-c:a', 'aac'];
const PCM = ['-c:a', 'pcm_s16le'];
const MP3 = ['-c:a', 'libmp3lame', '-ac', '2'];
const MOVS = { sound: [AAC], more: [[], ['-movflags', 'frag_keyframe+empty_moov'], ['-timecode', '01:00:00:00']] };

const CONTAINERS: readonly Container[] = [
  { ending: 'mp4', picture: [...H264, HEVC, MPEG4], ...MOVS },
  { ending: 'mov', picture: [...H264, MJPEG], ...MOVS, sound: [AAC, PCM] },
  { ending: 'mkv', picture: [...H264, HEVC, VP9], sound: [AAC, PCM, MP3, ['-c:a', 'flac']], more: [[]] },
  { ending: 'ts', picture: [...H264, HEVC, MPEG4], sound: [['-c:a', 'mp2', '-ac', '2']], more: [[], ['-output_ts_offset', '3.3']] },
  { ending: 'avi', picture: [h264('-g', '12', '-bf', '0'), MPEG4, MJPEG], sound: [PCM, MP3], more: [[]] },
]; // prettier-ignore

/** Rates of sound that all of these codecs know. */
const SOUND_RATES = [16_000, 22_050, 24_000, 32_000, 44_100, 48_000];

/** One recording, and what is to be hidden in it; places and times as shares of the whole. */
export interface Recording {
  readonly ending: Container['ending'];
  readonly size: string;
  readonly rate: string;
  readonly seconds: number;
  /** A filter of the picture. */
  readonly filter: string;
  readonly picture: Words;
  /** Null for a recording without sound. */
  readonly sound: { readonly codec: Words; readonly rate: number; readonly share: number; readonly late: number } | null;
  readonly more: Words;
  readonly mask: { readonly from: number; readonly length: number; readonly x: number; readonly y: number; readonly w: number; readonly h: number; readonly round: boolean } | null;
} // prettier-ignore

const share = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(one, { freq: 4 });

export const recordings: fc.Arbitrary<Recording> = fc.constantFrom(...CONTAINERS).chain(({ ending, picture, sound, more }) =>
  fc.record({
    ending: fc.constant(ending),
    size: fc.constantFrom('320x240', '176x144', '322x244', '354x288', '160x120'),
    rate: fc.constantFrom('25', '30000/1001', '15', '50', '12.5', '7'),
    seconds: fc.constantFrom(1.2, 1.7, 2.4),
    filter: fc.constantFrom('null', "select='not(mod(n,3))'", "setpts='PTS+0.01*random(1)/TB'", "select='lt(n,12)+not(mod(n,9))'", 'setsar=16/11', 'noise=alls=10:allf=t'),
    picture: fc.constantFrom(...picture),
    sound: maybe(fc.record({ codec: fc.constantFrom(...sound), rate: fc.constantFrom(...SOUND_RATES), share: fc.constantFrom(0.8, 1, 1.5), late: fc.constantFrom(0, 0, 0.15) })),
    more: fc.constantFrom(...more),
    mask: maybe(fc.record({ from: share(0, 0.9), length: share(0, 0.5), x: share(0, 0.7), y: share(0, 0.7), w: share(0.05, 0.3), h: share(0.05, 0.3), round: fc.boolean() })),
  }),
); // prettier-ignore

/** Makes it; the only sound in it is a word of 440 Hz in its middle. Returns its path. */
export function makeRecording(folder: string, recording: Recording): string {
  const { ending, size, rate, seconds, filter, picture, sound, more } = recording;
  const path = join(folder, `recording.${ending}`);
  const said = `between(t\\,${0.35 * seconds}\\,${0.6 * seconds})`;
  const word =
    sound && `aevalsrc=0.5*sin(2*PI*440*t)*${said}:sample_rate=${sound.rate}:duration=${sound.share * seconds}`;
  execFileSync('ffmpeg', [
    ...['-nostdin', '-v', 'error', '-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${rate}:duration=${seconds}`],
    ...(sound && word ? ['-itsoffset', `${sound.late}`, '-f', 'lavfi', '-i', word] : []),
    ...['-vf', filter, '-fps_mode', 'vfr', ...picture, ...(sound?.codec ?? []), ...more, path],
  ]); // prettier-ignore
  return path;
}

/** Seconds of the container's clock between which something is heard, as ffmpeg's own detector says. */
export function heardIn(path: string): { from: number; to: number } {
  const detector = ['-map', '0:a:0', '-af', 'silencedetect=noise=-50dB:duration=0.02', '-f', 'null', '-'];
  const { stderr } = spawnSync('ffmpeg', ['-nostdin', '-copyts', '-i', path, ...detector], { encoding: 'utf8' });
  const timesOf = (what: string): number[] => [...stderr.matchAll(new RegExp(`${what}: (-?[\\d.]+)`, 'g'))].map(([, time]) => Number(time)); // prettier-ignore
  const from = timesOf('silence_end')[0];
  const to = timesOf('silence_start').at(-1);
  if (from === undefined || to === undefined || to <= from) throw new Error(`no word is heard in ${path}: ${stderr}`);
  return { from, to };
}

/** The plan for a clip of so many frames; `word`: what is to be muted, in seconds of the clip. */
export function planFor({ mask }: Recording, frames: number, word: { from: number; to: number } | null): RedactionPlan {
  const mutes = word ? [aMute(word.from, word.to)] : [];
  if (!mask) return aPlan([], mutes);
  const from = Math.min(Math.floor(mask.from * frames), frames - 1);
  const to = Math.min(from + 1 + Math.floor(mask.length * frames), frames);
  const { x, y, w, h } = mask;
  return aPlan([(mask.round ? anEllipse : aRectangle)({ from, to, keyframes: [{ frame: from, x, y, w, h }] })], mutes);
}
