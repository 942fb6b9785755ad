import { bitsOf, type Mark } from './marks';

// A mark as something that is seen: 16 × 8 squares of 4 × 4 samples, dark or bright. And as something that is heard:
// 128 chirps of 2 ms, each in phase or against it. Both come through any encoder; both are found by correlation.

export const SQUARE = 4;
export const ACROSS = 16;
export const DOWN = 8;
const DARK = 60;
const BRIGHT = 200;

export const RATE = 48_000;
/** Samples of one chirp: four periods of 2 kHz. */
export const CHIRP = 96;
export const CARRIER = 2000;
const LOUD = 9000;

export interface Plane {
  readonly luma: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Draws a mark with its top left corner there. */
export function drawMark({ luma, width }: Plane, mark: Mark, left: number, top: number): void {
  const bits = bitsOf(mark);
  for (let y = 0; y < DOWN * SQUARE; y++)
    for (let x = 0; x < ACROSS * SQUARE; x++) {
      const bit = bits[Math.floor(y / SQUARE) * ACROSS + Math.floor(x / SQUARE)]!;
      luma[(top + y) * width + left + x] = bit > 0 ? BRIGHT : DARK;
    }
}

/** Adds a mark to the sound, from that second on. */
export function soundMark(samples: Int16Array, mark: Mark, from: number): void {
  bitsOf(mark).forEach((bit, chirp) => {
    for (let i = 0; i < CHIRP; i++) {
      const at = Math.round(from * RATE) + chirp * CHIRP + i;
      samples[at] = samples[at]! + Math.round(bit * LOUD * Math.sin((2 * Math.PI * CARRIER * i) / RATE));
    }
  });
}
