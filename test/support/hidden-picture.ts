import type { DecodedPicture, Size } from './decoded';

/** Whether the sample at that place must be hidden. Written out by each test; the product's own answer plays no part. */
export type Hidden = (x: number, y: number) => boolean;

/** How far a hidden sample may be from black: the encoder's ringing beside a bright edge. */
const RINGING = 26;
/** The same away from the mask's edge. */
const NOISE = 4;
/** The encoder's transform and deblocking reach so many samples across an edge. */
const REACH = 6;
/** Least likeness of what is not hidden, in decibels. */
const LEAST_PSNR = 38;

/**
 * Every fault in a release, given what must be hidden at each frame: hidden samples that are not the fill, and frames
 * whose rest is not the source's.
 */
export function faultsOf(
  source: DecodedPicture,
  release: DecodedPicture,
  hiddenAt: (frame: number) => Hidden | null,
): string[] {
  if (source.frames.length !== release.frames.length) {
    return [`${release.frames.length} frames instead of ${source.frames.length}`];
  }
  const maps = new Map<Hidden, Maps>();
  return source.frames.flatMap((frame, number) => {
    const hidden = hiddenAt(number) ?? nothing;
    const known = maps.get(hidden) ?? mapsOf(hidden, source);
    maps.set(hidden, known);
    const shown = release.frames[number]!;
    return [...fillFaults(shown, known, source), ...restFaults(frame, shown, known.near)].map(
      (fault) => `frame ${number}: ${fault}`,
    );
  });
}

const nothing: Hidden = () => false;

interface Maps {
  /** 1 for every sample that must be hidden. */
  readonly hidden: Uint8Array;
  /** Those of them that lie away from the mask's edge. */
  readonly inside: Uint8Array;
  /** Those and all that lie beside them. */
  readonly near: Uint8Array;
}

function mapsOf(hidden: Hidden, size: Size): Maps {
  const map = new Uint8Array(size.width * size.height);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) map[y * size.width + x] = hidden(x, y) ? 1 : 0;
  }
  const inverse = (one: Uint8Array): Uint8Array => one.map((is) => 1 - is);
  return { hidden: map, inside: inverse(grown(inverse(map), size)), near: grown(map, size) };
}

function fillFaults(release: Buffer, { hidden, inside }: Maps, { width, height }: Size): string[] {
  let [edge, luma, chroma] = [0, 0, 0];
  const plane = width * height;
  for (let at = 0; at < plane; at++) {
    if (hidden[at] === 0) continue;
    const off = Math.abs(release[at]! - 16);
    if (off > RINGING) edge++;
    if (inside[at] === 0) continue;
    if (off > NOISE) luma++;
    const cell = plane + (Math.floor(at / width) >> 1) * (width / 2) + ((at % width) >> 1);
    if (Math.abs(release[cell]! - 128) > NOISE || Math.abs(release[cell + plane / 4]! - 128) > NOISE) chroma++;
  }
  return [
    ...(edge > 0 ? [`${edge} hidden samples show something`] : []),
    ...(luma > 0 ? [`${luma} hidden samples are not black`] : []),
    ...(chroma > 0 ? [`${chroma} hidden samples have a colour`] : []),
  ];
}

function restFaults(source: Buffer, release: Buffer, near: Uint8Array): string[] {
  let [squares, count] = [0, 0];
  for (let at = 0; at < near.length; at++) {
    if (near[at] !== 0) continue;
    squares += (source[at]! - release[at]!) ** 2;
    count++;
  }
  const psnr = squares === 0 ? 99 : 10 * Math.log10((255 ** 2 * count) / squares);
  return count > 0 && psnr < LEAST_PSNR ? [`the rest is only ${psnr.toFixed(1)} dB like the source`] : [];
}

/** Every sample at most REACH from the map, across and down. */
function grown(map: Uint8Array, { width, height }: Size): Uint8Array {
  const across = new Uint8Array(map.length);
  const both = new Uint8Array(map.length);
  for (let at = 0; at < map.length; at++) {
    const x = at % width;
    if (map[at] !== 0) across.fill(1, at - Math.min(x, REACH), at + Math.min(width - x, REACH + 1));
  }
  for (let at = 0; at < map.length; at++) {
    if (across[at] === 0) continue;
    for (let other = at - REACH * width; other <= at + REACH * width; other += width) {
      if (other >= 0 && other < width * height) both[other] = 1;
    }
  }
  return both;
}

/** A rectangle in samples, for tests that state what must be hidden by hand. */
export const inBox =
  (x0: number, y0: number, x1: number, y1: number): Hidden =>
  (x, y) =>
    x >= x0 && x < x1 && y >= y0 && y < y1;
