import { type Hash, type Sha256, treeRoot } from './merkle';

/** C2SP tlog-tiles: a tile holds up to 256 consecutive hashes, the roots of the full tiles one level below. */
const WIDTH = 256;
const HASH_BYTES = 32;

/** A file of the log: hashes of one level of the tree, or the entries themselves. `width` is 256 in a full one. */
export interface TileName {
  readonly level: number | 'entries';
  readonly index: number;
  readonly width: number;
}

export interface HashTile extends TileName {
  readonly level: number;
  readonly hashes: readonly Hash[];
}

export const isFull = ({ width }: TileName): boolean => width === WIDTH;

/** Where a tile lies below the log's address: `tile/0/x001/067`, or `tile/0/x001/067.p/112` while it is partial. */
export const tilePath = (tile: TileName): string =>
  `tile/${tile.level}/${inThrees(tile.index)}${isFull(tile) ? '' : `.p/${tile.width}`}`;

function inThrees(index: number): string {
  const last = String(index % 1000).padStart(3, '0');
  const groups = [last];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`);
  return groups.join('/');
}

const PATH = /^tile\/(entries|[1-5]?\d|6[0-3])\/(x\d{3}\/)*\d{3}(\.p\/([1-9]\d?|1\d\d|2[0-4]\d|25[0-5]))?$/;

export const isTilePath = (path: string): boolean => PATH.test(path);

/** How many hashes a level has in a log of that size: only full tiles are hashed into the level above. */
const hashesAt = (level: number, size: number): number => Math.floor(size / WIDTH ** level);

/** The tiles at the right edge of a log of that size that are not full. */
export function partialTiles(size: number): (TileName & { readonly level: number })[] {
  const tiles: (TileName & { readonly level: number })[] = [];
  for (let level = 0; hashesAt(level, size) > 0; level++) {
    const width = hashesAt(level, size) % WIDTH;
    if (width > 0) tiles.push({ level, index: Math.floor(hashesAt(level, size) / WIDTH), width });
  }
  return tiles;
}

/** The hash tiles of a log that grows leaf by leaf, and its root. Keeps only the right edge of the tree. */
export class TileRange {
  private readonly edge: Hash[][] = [];
  private count = 0;

  constructor(private readonly sha256: Sha256) {}

  /** Continues a log of `size` leaves whose partial tiles are these. */
  static from(sha256: Sha256, size: number, partial: readonly HashTile[]): TileRange {
    const range = new TileRange(sha256);
    for (let level = 0; hashesAt(level, size) > 0; level++) range.edge[level] = [];
    for (const { level, hashes } of partial) range.edge[level] = [...hashes];
    range.count = size;
    const names = (tiles: readonly TileName[]): string => tiles.map(tilePath).join();
    if (names(range.partial()) !== names(partialTiles(size)))
      throw new Error('these are not the partial tiles of a log of that size');
    return range;
  }

  get size(): number {
    return this.count;
  }

  /** Returns the tiles that are full with this leaf, from the lowest level up. */
  append(leaf: Hash): HashTile[] {
    const full: HashTile[] = [];
    this.count++;
    let hash = leaf;
    for (let level = 0; ; level++) {
      const hashes = (this.edge[level] ??= []);
      hashes.push(hash);
      if (hashes.length < WIDTH) return full;
      full.push({ level, index: hashesAt(level, this.count) / WIDTH - 1, width: WIDTH, hashes });
      this.edge[level] = [];
      hash = treeRoot(this.sha256, hashes);
    }
  }

  partial(): HashTile[] {
    return this.edge.flatMap((hashes, level) => {
      const index = Math.floor(hashesAt(level, this.count) / WIDTH);
      return hashes.length === 0 ? [] : [{ level, index, width: hashes.length, hashes: [...hashes] }];
    });
  }

  /** RFC 6962 § 2.1: an incomplete tile is the last leaf of the tile above it. */
  root(): Hash {
    let below: Hash | null = null;
    for (const hashes of this.edge) {
      const nodes: Hash[] = below === null ? hashes : [...hashes, below];
      if (nodes.length > 0) below = treeRoot(this.sha256, nodes);
    }
    return below ?? this.sha256();
  }
}

export const tileBytes = (hashes: readonly Hash[]): Uint8Array<ArrayBuffer> => joined(hashes);

/** Null when the bytes are not those of so many hashes. */
export function tileHashes(bytes: Uint8Array, width: number): Hash[] | null {
  if (bytes.length !== width * HASH_BYTES) return null;
  return Array.from({ length: width }, (_, i) => bytes.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES));
}

/** The most bytes that an entry may have: its length is written in 16 bits. */
export const MOST_ENTRY_BYTES = 0xffff;

/** An entry bundle: each entry after its length, 16 bits, the higher byte first. */
export const entryBundle = (bodies: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  joined(bodies.flatMap((body) => [Uint8Array.of(body.length >> 8, body.length & 0xff), body]));

/** The entries of a bundle; null when the bytes are none. */
export function bundleEntries(bytes: Uint8Array): Uint8Array[] | null {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const [high, low] = [bytes[at], bytes[at + 1]];
    if (high === undefined || low === undefined) return null;
    const end = at + 2 + (high << 8) + low;
    if (end > bytes.length) return null;
    entries.push(bytes.slice(at + 2, end));
    at = end;
  }
  return entries;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
