import type { Box, Point } from './plan';

/** Luma samples to a cell's side: one chroma sample of 4:2:0 covers 2 × 2 luma samples. */
export const CELL = 2;

/** Half-open range of cells in one row. */
export type Span = readonly [from: number, to: number];

/** Covered cells, row by row from `top`; the spans of a row are sorted and do not touch. */
export interface CellRows {
  readonly top: number;
  readonly rows: readonly (readonly Span[])[];
}

interface Size {
  /** Luma samples. */
  readonly width: number;
  readonly height: number;
}

const columns = (size: Size): number => Math.ceil(size.width / CELL);
const lines = (size: Size): number => Math.ceil(size.height / CELL);

/** Arithmetic noise: a box that ends exactly on a cell's edge must not take the next cell because of 1e-13. */
const NOISE = 1e-6;
const floorCell = (samples: number): number => Math.floor(samples / CELL + NOISE);
const ceilCell = (samples: number): number => Math.ceil(samples / CELL - NOISE);

const NOTHING: CellRows = { top: 0, rows: [] };

export const everyCell = (size: Size): CellRows => ({
  top: 0,
  rows: Array.from({ length: lines(size) }, () => [[0, columns(size)] as const]),
});

/** Number of covered cells. */
export const areaOf = (cells: CellRows): number =>
  cells.rows.reduce((sum, spans) => sum + spans.reduce((width, [from, to]) => width + to - from, 0), 0);

/** Cells that a rectangle touches. All boxes and points here are in luma samples of the stored picture. */
export function rectangleCells(box: Box, size: Size): CellRows {
  return build(floorCell(box.y), ceilCell(box.y + box.h), size, () => [[floorCell(box.x), ceilCell(box.x + box.w)]]);
}

/** Cells that the ellipse inscribed in a box touches. */
export function ellipseCells(box: Box, size: Size): CellRows {
  const [rx, ry] = [box.w / 2, box.h / 2];
  const [cx, cy] = [box.x + rx, box.y + ry];
  return build(floorCell(box.y), ceilCell(box.y + box.h), size, (row) => {
    // Within a row of cells the chord is widest at the height nearest to the centre.
    const y = Math.min(Math.max(cy, row * CELL), (row + 1) * CELL);
    const inside = 1 - ((y - cy) / ry) ** 2;
    if (inside < 0) return [];
    const half = rx * Math.sqrt(inside);
    return [[floorCell(cx - half), ceilCell(cx + half)]];
  });
}

/**
 * Cells that a polygon touches, grown by `grow` samples all round. A cell touches it if and only if an edge passes
 * through the cell, or no edge does and its centre lies inside (even-odd rule).
 */
export function polygonCells(points: readonly Point[], grow: number, size: Size): CellRows {
  const ys = points.map(([, y]) => y);
  const [top, bottom] = [Math.min(...ys) - grow, Math.max(...ys) + grow];
  const edges = points.map((point, i) => [point, points[(i + 1) % points.length]!] as const);
  return build(floorCell(top), ceilCell(bottom), size, (row) => {
    const [y0, y1] = [row * CELL, (row + 1) * CELL];
    return [
      ...interior(edges, (y0 + y1) / 2),
      ...edges.flatMap(([a, b]) => edgeSpans(a, b, y0, y1)),
      ...(grow > 0 ? edges.flatMap(([a, b]) => grownEdgeSpans(a, b, grow, y0, y1)) : []),
    ];
  });
}

type Edge = readonly [Point, Point];

function interior(edges: readonly Edge[], y: number): Span[] {
  const crossings = edges
    .filter(([[, ay], [, by]]) => ay <= y !== by <= y)
    .map(([[ax, ay], [bx, by]]) => ax + ((y - ay) / (by - ay)) * (bx - ax))
    .sort((a, b) => a - b);
  const spans: Span[] = [];
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    // Cells whose centre lies between the two crossings.
    const from = Math.ceil(crossings[i]! / CELL - 0.5);
    const to = Math.floor(crossings[i + 1]! / CELL - 0.5) + 1;
    if (to > from) spans.push([from, to]);
  }
  return spans;
}

/** The cells that the piece of an edge between two heights passes through. */
function edgeSpans([ax, ay]: Point, [bx, by]: Point, y0: number, y1: number): Span[] {
  if (Math.max(ay, by) < y0 || Math.min(ay, by) > y1) return [];
  const at = (y: number): number => (ay === by ? ax : ax + ((y - ay) / (by - ay)) * (bx - ax));
  const clip = (y: number): number => Math.min(Math.max(y, y0), y1);
  const xs = ay === by ? [ax, bx] : [at(clip(ay)), at(clip(by))];
  return [[floorCell(Math.min(...xs)), Math.max(ceilCell(Math.max(...xs)), floorCell(Math.min(...xs)) + 1)]];
}

/** The cells within `grow` of an edge: a capsule, covered by a stack of its own chords' outer bounds. */
function grownEdgeSpans([ax, ay]: Point, [bx, by]: Point, grow: number, y0: number, y1: number): Span[] {
  if (Math.max(ay, by) + grow < y0 || Math.min(ay, by) - grow > y1) return [];
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.hypot(dx, dy);
  const xs: number[] = [];
  for (const [cx, cy] of [
    [ax, ay],
    [bx, by],
  ] as const) {
    const y = Math.min(Math.max(cy, y0), y1);
    const inside = grow ** 2 - (y - cy) ** 2;
    if (inside >= 0) xs.push(cx - Math.sqrt(inside), cx + Math.sqrt(inside));
  }
  if (length > 0) {
    const [nx, ny] = [(-dy / length) * grow, (dx / length) * grow];
    const corners: Point[] = [
      [ax + nx, ay + ny],
      [bx + nx, by + ny],
      [bx - nx, by - ny],
      [ax - nx, ay - ny],
    ];
    corners.forEach(([px, py], i) => {
      const [qx, qy] = corners[(i + 1) % 4]!;
      if (Math.max(py, qy) < y0 || Math.min(py, qy) > y1) return;
      const at = (y: number): number => (py === qy ? px : px + ((y - py) / (qy - py)) * (qx - px));
      const clip = (y: number): number => Math.min(Math.max(y, y0), y1);
      xs.push(...(py === qy ? [px, qx] : [at(clip(py)), at(clip(qy))]));
    });
  }
  if (xs.length === 0) return [];
  return [[floorCell(Math.min(...xs)), ceilCell(Math.max(...xs))]];
}

function build(from: number, to: number, size: Size, spansOf: (row: number) => readonly Span[]): CellRows {
  const top = Math.max(from, 0);
  const end = Math.min(to, lines(size));
  if (end <= top) return NOTHING;
  const rows = Array.from({ length: end - top }, (_, i) => tidy(spansOf(top + i), columns(size)));
  return { top, rows };
}

/** Clips to the picture, sorts, and joins spans that touch. */
function tidy(spans: readonly Span[], width: number): Span[] {
  const clipped = spans
    .map(([from, to]): Span => [Math.max(from, 0), Math.min(to, width)])
    .filter(([from, to]) => to > from)
    .sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [from, to] of clipped) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** The union of several covers. */
export function merge(covers: readonly CellRows[]): CellRows {
  if (covers.length === 1) return covers[0]!;
  const top = Math.min(...covers.map((cover) => cover.top));
  const end = Math.max(...covers.map((cover) => cover.top + cover.rows.length));
  const rows: Span[][] = Array.from({ length: Math.max(end - top, 0) }, () => []);
  for (const cover of covers) cover.rows.forEach((spans, i) => rows[cover.top + i - top]!.push(...spans));
  return { top, rows: rows.map((spans) => (spans.length > 1 ? tidy(spans, Number.MAX_SAFE_INTEGER) : spans)) };
}

/**
 * The covered cells that lie at least `by` cells inside: what is left when the cover shrinks. The picture's own edge
 * does not count as an edge of the cover.
 */
export function erode(cells: CellRows, by: number, size: Size): CellRows {
  const width = columns(size);
  const everything: readonly Span[] = [[0, width]];
  const spansAt = (row: number): readonly Span[] =>
    row < 0 || row >= lines(size) ? everything : (cells.rows[row - cells.top] ?? []);
  const shrink = (spans: readonly Span[]): Span[] =>
    spans
      .map(([from, to]): Span => [from === 0 ? 0 : from + by, to === width ? width : to - by])
      .filter(([from, to]) => to > from);
  const rows = cells.rows.map((_, i) => {
    const row = cells.top + i;
    let common = shrink(spansAt(row));
    for (let away = 1; away <= by && common.length > 0; away++) {
      common = intersect(intersect(common, shrink(spansAt(row - away))), shrink(spansAt(row + away)));
    }
    return common;
  });
  return { top: cells.top, rows };
}

/** What two covers have in common. */
export function common(a: CellRows, b: CellRows): CellRows {
  return { top: a.top, rows: a.rows.map((spans, i) => intersect(spans, b.rows[a.top + i - b.top] ?? [])) };
}

/** What is in the first cover and not in the second. */
export function without(a: CellRows, b: CellRows): CellRows {
  return { top: a.top, rows: a.rows.map((spans, i) => subtract(spans, b.rows[a.top + i - b.top] ?? [])) };
}

function intersect(a: readonly Span[], b: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [x, y] = [a[i]!, b[j]!];
    const from = Math.max(x[0], y[0]);
    const to = Math.min(x[1], y[1]);
    if (to > from) found.push([from, to]);
    if (x[1] < y[1]) i++;
    else j++;
  }
  return found;
}

function subtract(a: readonly Span[], b: readonly Span[]): Span[] {
  return a.flatMap(([from, to]) => {
    const left: Span[] = [];
    let at = from;
    for (const [cutFrom, cutTo] of b) {
      if (cutTo <= at || cutFrom >= to) continue;
      if (cutFrom > at) left.push([at, cutFrom]);
      at = Math.max(at, cutTo);
    }
    if (at < to) left.push([at, to]);
    return left;
  });
}

/** The cover and every cell at most `by` cells from it. */
export function dilate(cells: CellRows, by: number, size: Size): CellRows {
  const wider = (row: number): readonly Span[] =>
    (cells.rows[row - cells.top] ?? []).map(([from, to]): Span => [from - by, to + by]);
  return build(cells.top - by, cells.top + cells.rows.length + by, size, (row) =>
    Array.from({ length: 2 * by + 1 }, (_, i) => wider(row - by + i)).flat(),
  );
}
