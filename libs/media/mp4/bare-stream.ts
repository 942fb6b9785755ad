import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { CodedSource } from './coded-source';

const START_CODE = Buffer.from([0, 0, 0, 1]);

/** Coded pictures by where they lie, their NAL units each behind a length of four bytes. */
export type CodedPictures = Pick<CodedSource, 'path' | 'offsets' | 'sizes' | 'sps' | 'pps'>;

/**
 * Runs, one after the other, as a bare stream that a decoder can begin with: parameter sets, then slices (H.264 Annex B).
 * Each begins with an IDR.
 */
export async function writeBareStream(
  coded: CodedPictures,
  runs: readonly { readonly from: number; readonly to: number }[],
  path: string,
): Promise<void> {
  const source = await open(coded.path, 'r');
  const target = createWriteStream(path, { flags: 'wx' });
  try {
    for (const set of [...coded.sps, ...coded.pps]) target.write(Buffer.concat([START_CODE, set]));
    for (const { from, to } of runs) {
      for (let i = from; i < to; i++) {
        const picture = Buffer.alloc(coded.sizes[i] ?? 0);
        await source.read(picture, 0, picture.length, coded.offsets[i] ?? 0);
        putStartCodes(picture);
        if (!target.write(picture)) await once(target, 'drain');
      }
    }
    target.end();
    await finished(target);
  } finally {
    await source.close();
  }
}

/** Puts a start code where a NAL unit's length stood: four bytes make room for four. */
function putStartCodes(picture: Buffer): void {
  for (let at = 0; at < picture.length;) {
    const length = picture.readUInt32BE(at);
    START_CODE.copy(picture, at);
    at += 4 + length;
  }
}
