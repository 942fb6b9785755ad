import { closeSync, copyFileSync, ftruncateSync, openSync, statSync, writeSync } from 'node:fs';

const PIECE = 1 << 20;

/**
 * A recording grown to `bytes` with a free box (ISO 14496-12 § 8.1.2): still accepted at intake, and big enough to be
 * cut off on its way. Every piece of it differs from the next, so that bytes in the wrong place change the hash.
 */
export function grown(clip: string, path: string, bytes: number): string {
  copyFileSync(clip, path);
  const file = openSync(path, 'r+');
  const start = boxOf(file, statSync(clip).size, bytes);
  const piece = Buffer.alloc(PIECE);
  for (let at = start, count = 1; at < bytes; at += PIECE, count++) {
    piece.fill(count % 251);
    piece.writeUInt32BE(count);
    writeSync(file, piece, 0, Math.min(PIECE, bytes - at), at);
  }
  closeSync(file);
  return path;
}

/** The same with a hole instead of bytes: as large as one likes, and no room taken. */
export function sparse(clip: string, path: string, bytes: number): string {
  copyFileSync(clip, path);
  const file = openSync(path, 'r+');
  boxOf(file, statSync(clip).size, bytes);
  ftruncateSync(file, bytes);
  closeSync(file);
  return path;
}

/** Writes the head of a free box from `at` to `end`; returns where its content begins. */
function boxOf(file: number, at: number, end: number): number {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(1); // the length follows in 64 bits
  head.write('free', 4, 'latin1');
  head.writeBigUInt64BE(BigInt(end - at), 8);
  return at + writeSync(file, head, 0, head.length, at);
}
