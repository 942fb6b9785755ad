import {
  type Box,
  type BoxTrack,
  NO_PADDING,
  type Point,
  type PolygonTrack,
  type RedactionPlan,
  type VideoTrack,
} from './plan';
import { areaOf, type CellRows, ellipseCells, everyCell, merge, polygonCells, rectangleCells } from './raster';

/**
 * The one answer to "where is the mask at this frame". The editor's overlay, the renderer and the verifier all ask
 * here; a second answer would be a leak.
 */

/** The stored picture: luma samples as coded, before the player turns it. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Degrees clockwise by which a player turns the stored picture to show it. */
  readonly rotation: 0 | 90 | 180 | 270;
  /** The stored picture is mirrored left to right before it is turned. */
  readonly mirrored: boolean;
}

export type Region =
  | { readonly shape: 'frame' }
  | { readonly shape: 'rectangle' | 'ellipse'; readonly box: Box }
  | { readonly shape: 'polygon'; readonly points: readonly Point[]; readonly grow: number };

/** Whether the track hides something at that frame, padding included. */
export function isActive(track: VideoTrack, frame: number): boolean {
  const { frames } = track.padding ?? NO_PADDING;
  return frame >= track.from - frames && frame < track.to + frames;
}

/**
 * Where the track's region lies at that frame, in fractions of the displayed picture, with its padding; null when it
 * is not active. Between keyframes it moves linearly; before the first and after the last it stays.
 */
export function regionAt(track: VideoTrack, frame: number): Region | null {
  if (!isActive(track, frame)) return null;
  if (track.shape === 'frame') return { shape: 'frame' };
  const at = Math.min(Math.max(frame, track.from), track.to - 1);
  const { space } = track.padding ?? NO_PADDING;
  if (track.shape === 'polygon') return polygonAt(track, at, space);
  const box = boxBetween(track, at);
  const [dx, dy] = [box.w * space, box.h * space];
  return { shape: track.shape, box: { x: box.x - dx, y: box.y - dy, w: box.w + 2 * dx, h: box.h + 2 * dy } };
}

/** Where a box was drawn, or lies between two that were, without padding; null where the track has no box. */
export function boxAt(track: VideoTrack, frame: number): Box | null {
  if (track.shape === 'frame' || track.shape === 'polygon') return null;
  return frame >= track.from && frame < track.to ? boxBetween(track, frame) : null;
}

function boxBetween(track: BoxTrack, frame: number): Box {
  const { before, after, share } = around(track.keyframes, frame);
  return {
    x: mix(before.x, after.x, share),
    y: mix(before.y, after.y, share),
    w: mix(before.w, after.w, share),
    h: mix(before.h, after.h, share),
  };
}

function polygonAt(track: PolygonTrack, frame: number, space: number): Region {
  const { before, after, share } = around(track.keyframes, frame);
  // All keyframes of a track have the same number of points: parsePlan sees to it.
  const points = before.points.map(([x, y], i): Point => [
    mix(x, after.points[i]?.[0] ?? x, share),
    mix(y, after.points[i]?.[1] ?? y, share),
  ]);
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const size = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  return { shape: 'polygon', points, grow: size * space };
}

/** The keyframes on either side of a frame, and how far it lies between them, 0 to 1. Found by bisection. */
function around<K extends { readonly frame: number }>(
  keys: readonly K[],
  frame: number,
): { before: K; after: K; share: number } {
  let low = 0;
  let high = keys.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (keys[middle]!.frame <= frame) low = middle;
    else high = middle - 1;
  }
  const before = keys[low]!;
  const after = keys[low + 1];
  if (!after || frame <= before.frame) return { before, after: before, share: 0 };
  return { before, after, share: (frame - before.frame) / (after.frame - before.frame) };
}

const mix = (a: number, b: number, share: number): number => a + (b - a) * share;

/**
 * The cells of the stored picture (2 × 2 luma samples, one chroma sample) that a region touches: it rounds outwards,
 * so that neither luma nor chroma of anything inside survives (4:2:0, H.264 § 6.2).
 */
export function cellsOf(region: Region, picture: Picture): CellRows {
  if (region.shape === 'frame') return everyCell(picture);
  if (region.shape === 'polygon') {
    const growX = region.grow * (isTurned(picture) ? picture.height : picture.width);
    const growY = region.grow * (isTurned(picture) ? picture.width : picture.height);
    return polygonCells(
      region.points.map((point) => toStored(point, picture)),
      Math.max(growX, growY),
      picture,
    );
  }
  const { x, y, w, h } = region.box;
  const [ax, ay] = toStored([x, y], picture);
  const [bx, by] = toStored([x + w, y + h], picture);
  const box = { x: Math.min(ax, bx), y: Math.min(ay, by), w: Math.abs(bx - ax), h: Math.abs(by - ay) };
  return region.shape === 'rectangle' ? rectangleCells(box, picture) : ellipseCells(box, picture);
}

const isTurned = (picture: Picture): boolean => picture.rotation === 90 || picture.rotation === 270;

/** From fractions of the displayed picture to luma samples of the stored one. */
export function toStored([u, v]: Point, picture: Picture): Point {
  const { width, height, rotation, mirrored } = picture;
  const [s, t] = { 0: [u, v], 90: [v, 1 - u], 180: [1 - u, 1 - v], 270: [1 - v, u] }[rotation] as [number, number];
  return [(mirrored ? 1 - s : s) * width, t * height];
}

/** The way back: from luma samples of the stored picture to fractions of the displayed one. */
export function toDisplayed([x, y]: Point, picture: Picture): Point {
  const { width, height, rotation, mirrored } = picture;
  const [s, t] = [mirrored ? 1 - x / width : x / width, y / height];
  return { 0: [s, t], 90: [1 - t, s], 180: [1 - s, 1 - t], 270: [t, 1 - s] }[rotation] as unknown as Point;
}

/** Cells hidden by one track at that frame; null when none. */
export function coverOf(track: VideoTrack, frame: number, picture: Picture): CellRows | null {
  const region = regionAt(track, frame);
  const cells = region && cellsOf(region, picture);
  return cells && areaOf(cells) > 0 ? cells : null;
}

/** Cells hidden by any of the tracks at that frame; null when none. */
export function coverAt(tracks: readonly VideoTrack[], frame: number, picture: Picture): CellRows | null {
  const covers = tracks.map((track) => coverOf(track, frame, picture)).filter((cover) => cover !== null);
  return covers.length === 0 ? null : merge(covers);
}

/** Luma samples: a mask that is twice a block of the transform across has one to itself, wherever it lies (H.264 § 8.5). */
const SMALL = 16;

/** Whether a mask is drawn smaller than that, in width or in height, in any of its keyframes. */
export const hasSmallMask = ({ video }: Pick<RedactionPlan, 'video'>, picture: Picture): boolean =>
  video.some((track) => track.shape !== 'frame' && track.keyframes.some((drawn) => extentOf(drawn, picture) < SMALL));

/** The lesser of a drawn shape's width and height in the stored picture, in luma samples. */
function extentOf(drawn: Box | { readonly points: readonly Point[] }, picture: Picture): number {
  const corners = 'points' in drawn ? drawn.points : cornersOf(drawn);
  const stored = corners.map((corner) => toStored(corner, picture));
  const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
  return Math.min(spread(stored.map(([x]) => x)), spread(stored.map(([, y]) => y)));
}

const cornersOf = ({ x, y, w, h }: Box): Point[] => [
  [x, y],
  [x + w, y + h],
];
