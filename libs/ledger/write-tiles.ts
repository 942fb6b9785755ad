import type { Transaction } from '@app/database';
import { must } from '@app/kernel';
import { sha256 } from './crypto';
import * as rows from './data/ledger.repository';
import {
  entryBundle,
  type HashTile,
  isFull,
  leafHash,
  partialTiles,
  tileBytes,
  tileHashes,
  type TileName,
  tilePath,
  TileRange,
} from './domain';

/** Where the files of the public log are kept. A name is written once: what it holds never changes. */
export interface LogFiles {
  write(path: string, bytes: Uint8Array): Promise<void>;
  read(path: string): Promise<Uint8Array>;
}

const BUNDLE = 256;

/**
 * Writes the tiles by which the log has grown since it was last written, up to its newest checkpoint, and notes that
 * they are there. Returns the partial tiles that full ones have replaced: nobody needs them once this is committed.
 */
export async function writeTiles(files: LogFiles, tx: Transaction): Promise<string[]> {
  await rows.lockForTiling(tx);
  const from = await rows.lastTiledSize(tx);
  const to = (await rows.lastCheckpoint(tx))?.size ?? 0;
  if (to === from) return [];
  const start = from - (from % BUNDLE); // the last bundle is written anew, with all that is in it
  const range = TileRange.from(sha256, start, await edgeOf(files, start));
  const full: TileName[] = [];
  for (let at = start; at < to; at += BUNDLE) {
    const bodies = await rows.bodies(tx, at, Math.min(at + BUNDLE, to));
    const bundle: TileName = { level: 'entries', index: at / BUNDLE, width: bodies.length };
    await files.write(tilePath(bundle), entryBundle(bodies));
    const tiles = bodies.flatMap((body) => range.append(leafHash(sha256, body)));
    for (const tile of tiles) await writeHashes(files, tile);
    full.push(...[bundle, ...tiles].filter(isFull));
  }
  for (const tile of range.partial()) await writeHashes(files, tile);
  const replaced = await Promise.all(full.map((tile) => partsOf(tile, tx)));
  await rows.insertTiling(tx, to);
  return replaced.flat();
}

const writeHashes = (files: LogFiles, tile: HashTile): Promise<void> =>
  files.write(tilePath(tile), tileBytes(tile.hashes));

const edgeOf = (files: LogFiles, size: number): Promise<HashTile[]> =>
  Promise.all(
    partialTiles(size).map(async (tile) => {
      const hashes = tileHashes(await files.read(tilePath(tile)), tile.width);
      return { ...tile, hashes: must(hashes, `the hashes of ${tilePath(tile)}`) };
    }),
  );

/** The partial tiles that were written while this one was not full. */
async function partsOf(tile: TileName, tx: Transaction): Promise<string[]> {
  const each = tile.level === 'entries' ? 1 : BUNDLE ** tile.level;
  const first = tile.index * BUNDLE;
  const sizes = await rows.tiledSizes(tx, (first + 1) * each, (first + BUNDLE) * each - 1);
  const widths = new Set(sizes.map((size) => Math.floor(size / each) - first));
  return [...widths].map((width) => tilePath({ ...tile, width }));
}
