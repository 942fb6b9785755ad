import { bitsOf, type Mark } from '../factories/canaries/marks';
import { ACROSS, CARRIER, CHIRP, DOWN, type Plane, RATE, SQUARE } from '../factories/canaries/patterns';

/**
 * Likeness above which a mark is there. A mark of 128 bits is like anything else by 0.09, give or take; of some
 * millions of places none comes near this by chance, and what an encoder leaves of a mark is above 0.9.
 */
export const THERE = 0.6;

/** Every second sample and line is tried. */
const STRIDE = 2;
/** Places from one square to the next. */
const NEXT = SQUARE / STRIDE;

/** How bright the square is whose corner lies at each place that is tried, line by line. */
function squaresOf({ luma, width, height }: Plane): { squares: Float64Array; across: number; down: number } {
  const [across, down] = [Math.floor((width - SQUARE) / STRIDE) + 1, Math.floor((height - SQUARE) / STRIDE) + 1];
  const squares = new Float64Array(across * down);
  for (let row = 0; row < down; row++)
    for (let column = 0; column < across; column++) {
      let sum = 0;
      for (let y = 0; y < SQUARE; y++)
        for (let x = 0; x < SQUARE; x++) sum += luma[(row * STRIDE + y) * width + column * STRIDE + x]!;
      squares[row * across + column] = sum;
    }
  return { squares, across, down };
}

/** How like each mark any place of a picture is, at most: 1 is the mark itself. */
export function likestPlaces(plane: Plane, marks: readonly Mark[]): number[] {
  const { squares, across, down } = squaresOf(plane);
  const patterns = marks.map((mark) => Float64Array.from(bitsOf(mark)));
  const best = new Float64Array(marks.length);
  const window = new Float64Array(ACROSS * DOWN);
  for (let top = 0; top <= down - 1 - (DOWN - 1) * NEXT; top++)
    for (let left = 0; left <= across - 1 - (ACROSS - 1) * NEXT; left++) {
      const spread = spreadAt(squares, across, top * across + left, window);
      if (spread < 1) continue;
      for (let i = 0; i < patterns.length; i++) {
        const likeness = Math.abs(correlate(window, patterns[i]!)) / spread;
        if (likeness > best[i]!) best[i] = likeness;
      }
    }
  return [...best];
}

/** Takes the squares from that place on, less their mean; returns their spread, so that a mark is like itself by 1. */
function spreadAt(squares: Float64Array, across: number, place: number, window: Float64Array): number {
  let [sum, power] = [0, 0];
  for (let row = 0, i = 0; row < DOWN; row++)
    for (let column = 0; column < ACROSS; column++, i++) {
      const value = squares[place + row * NEXT * across + column * NEXT]!;
      window[i] = value;
      sum += value;
      power += value * value;
    }
  const mean = sum / window.length;
  for (let i = 0; i < window.length; i++) window[i] = window[i]! - mean;
  return Math.sqrt(Math.max(power - sum * mean, 0) * window.length);
}

/** Four sums side by side: a processor adds four numbers in the time in which it would wait for one. */
function correlate(values: Float64Array, bits: Float64Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < bits.length; i += 4) {
    a += values[i]! * bits[i]!;
    b += values[i + 1]! * bits[i + 1]!;
    c += values[i + 2]! * bits[i + 2]!;
    d += values[i + 3]! * bits[i + 3]!;
  }
  return a + b + (c + d);
}

/** Parts of a chirp at which a mark may begin. */
const PARTS = 4;
const STEP = CHIRP / PARTS;

/** How like each mark any stretch of the sound is, at most, in whatever phase. */
export function likestSounds(samples: Int16Array, marks: readonly Mark[]): number[] {
  const count = Math.floor(samples.length / STEP);
  const [inPhase, across] = [new Float64Array(count), new Float64Array(count)];
  for (let at = 0; at < count * STEP; at++) {
    const angle = (2 * Math.PI * CARRIER * at) / RATE;
    const part = Math.floor(at / STEP);
    inPhase[part] = inPhase[part]! + samples[at]! * Math.sin(angle);
    across[part] = across[part]! + samples[at]! * Math.cos(angle);
  }
  const powers = runningPower(inPhase, across);
  return marks.map((mark) => {
    const bits = Float64Array.from(bitsOf(mark));
    const length = bits.length * PARTS;
    let best = 0;
    for (let from = 0; from + length <= count; from++) {
      const power = powers[from + length]! - powers[from]!;
      if (power < INAUDIBLE) continue;
      const [re, im] = [alongside(inPhase, from, bits), alongside(across, from, bits)];
      best = Math.max(best, Math.hypot(re, im) / Math.sqrt(power * length));
    }
    return best;
  });
}

/** Sound below a hundredth of a mark’s loudness holds none. */
const INAUDIBLE = 1e6;

/** At each place, the power of all that is before it. */
function runningPower(inPhase: Float64Array, across: Float64Array): Float64Array {
  const powers = new Float64Array(inPhase.length + 1);
  for (let i = 0; i < inPhase.length; i++) powers[i + 1] = powers[i]! + inPhase[i]! ** 2 + across[i]! ** 2;
  return powers;
}

/** A bit lasts for a chirp of four parts. */
function alongside(parts: Float64Array, from: number, bits: Float64Array): number {
  let sum = 0;
  for (let i = 0, at = from; i < bits.length; i++, at += PARTS)
    sum += bits[i]! * (parts[at]! + parts[at + 1]! + (parts[at + 2]! + parts[at + 3]!));
  return sum;
}
