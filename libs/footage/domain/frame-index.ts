import { utf8 } from '@app/kernel';

/**
 * Every presented frame of a clip with its presentation time: the names by which plans, screens and checks speak of
 * frames. Written once at intake, sent to browsers as it is.
 */
export interface ClipFrames {
  /** Seconds a tick: `num / den`. */
  readonly timeBase: { readonly num: number; readonly den: number };
  /** Ticks at which the clip's time is zero. */
  readonly zero: number;
  /** Ticks, one for each frame. */
  readonly pts: readonly number[];
  /** Ticks for which the last frame is shown. */
  readonly lastDuration: number;
  readonly keyframes: readonly number[];
}

const MAGIC = 'DLFI1\n';

/**
 * The binary form: "DLFI1\n", then signed LEB128 numbers: num, den, zero, lastDuration, count, the presentation times
 * as differences, the number of keyframes, their numbers as differences. A frame takes two or three bytes.
 */
export function encodeFrames(frames: ClipFrames): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [...utf8(MAGIC)];
  const { num, den } = frames.timeBase;
  for (const value of [num, den, frames.zero, frames.lastDuration, frames.pts.length]) put(bytes, value);
  frames.pts.forEach((time, i) => put(bytes, time - (frames.pts[i - 1] ?? 0)));
  put(bytes, frames.keyframes.length);
  frames.keyframes.forEach((frame, i) => put(bytes, frame - (frames.keyframes[i - 1] ?? 0)));
  return Uint8Array.from(bytes);
}

/** Throws when the bytes are not a frame index. */
export function decodeFrames(bytes: Uint8Array): ClipFrames {
  if (String.fromCharCode(...bytes.subarray(0, MAGIC.length)) !== MAGIC) throw new Error('not a frame index');
  let at = MAGIC.length;
  const next = (): number => {
    let [value, scale] = [0, 1];
    let byte: number;
    do {
      byte = bytes[at++] ?? -1;
      if (byte < 0) throw new Error('the frame index is cut short');
      value += (byte & 0x7f) * scale;
      scale *= 128;
    } while (byte & 0x80);
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2; // zigzag
  };
  const running = (count: number): number[] => {
    let sum = 0;
    return Array.from({ length: count }, () => (sum += next()));
  };
  const [num, den, zero, lastDuration, count] = [next(), next(), next(), next(), next()];
  const pts = running(count);
  return { timeBase: { num, den }, zero, pts, lastDuration, keyframes: running(next()) };
}

function put(bytes: number[], value: number): void {
  let rest = value >= 0 ? value * 2 : -value * 2 - 1;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
}

/** Seconds of the clip at which a frame begins; the end of the clip for the number after the last. */
export function timeOf(frames: ClipFrames, frame: number): number {
  const { num, den } = frames.timeBase;
  const last = frames.pts.length - 1;
  const ticks = frame > last ? (frames.pts[last] ?? 0) + frames.lastDuration : (frames.pts[Math.max(frame, 0)] ?? 0);
  return ((ticks - frames.zero) * num) / den;
}

/** Seconds from the clip's zero to the end of its last frame. */
export const lengthOf = (frames: ClipFrames): number => timeOf(frames, frames.pts.length);

/** Frames that do not follow each other at one rate, by more than a tick. */
export function isVariable(frames: ClipFrames): boolean {
  const steps = frames.pts.slice(1).map((time, i) => time - (frames.pts[i] ?? 0));
  return steps.length > 0 && Math.max(...minmax(steps)) - Math.min(...minmax(steps)) > 1;
}

const minmax = (values: readonly number[]): [number, number] =>
  values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
