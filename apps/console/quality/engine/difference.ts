/**
 * Below this, in steps of 255, two pictures are taken for equal: one is a working copy, coded again at a lower
 * resolution. What the verifier finds, sample by sample against the original, is in its own list.
 */
const EQUAL_BELOW = 24;
const BRIGHTER = 3;

/** Writes where two pictures of one size differ: black where they are equal, the brighter the more they differ. */
export function difference(a: Uint8ClampedArray, b: Uint8ClampedArray, into: Uint8ClampedArray): void {
  for (let i = 0; i < into.length; i += 4) {
    const most = Math.max(at(a, b, i), at(a, b, i + 1), at(a, b, i + 2));
    const shown = most < EQUAL_BELOW ? 0 : most * BRIGHTER;
    into[i] = into[i + 1] = into[i + 2] = shown;
    into[i + 3] = 255;
  }
}

const at = (a: Uint8ClampedArray, b: Uint8ClampedArray, i: number): number => Math.abs((a[i] ?? 0) - (b[i] ?? 0));
