/** Lowest and highest sample of each peak, −128 to 127, one after the other, all channels together. */
export interface Waveform {
  readonly perSecond: number;
  readonly peaks: Int8Array;
}

const HEADER = 8;

/** Reads “DLWF”, a 32-bit number of peaks a second, then pairs of signed bytes. Throws on anything else. */
export function readWaveform(bytes: ArrayBuffer): Waveform {
  const view = new DataView(bytes);
  const isWaveform = bytes.byteLength >= HEADER && view.getUint32(0) === 0x44_4c_57_46; // "DLWF"
  if (!isWaveform) throw new Error('That is no waveform.');
  return { perSecond: view.getUint32(4, true), peaks: new Int8Array(bytes, HEADER) };
}

/** A shorter one is an encoder's beginning or a packet that was lost. */
const SHORTEST = 1;

/**
 * Seconds, half-open, in which the device recorded no sound at all: not one sample differs from zero. A microphone that
 * is on hears at least itself, and the lowest of a few hundred samples is then below zero. Body cameras keep what went
 * before they were switched on without its sound; a sound track that begins late was filled up when the peaks were made.
 */
export function stretchesWithoutSound({ perSecond, peaks }: Waveform): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  const count = Math.floor(peaks.length / 2);
  let began = 0;
  for (let i = 0; i <= count; i++) {
    if (i < count && peaks[2 * i] === 0 && peaks[2 * i + 1] === 0) continue;
    if (i - began >= SHORTEST * perSecond) stretches.push({ from: began / perSecond, to: i / perSecond });
    began = i + 1;
  }
  return stretches;
}
