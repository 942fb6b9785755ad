import { crc32 } from 'node:zlib';
import { PictureReader } from '../mp4/picture-reader';
import type { PlainPicture } from '../mp4/plain-picture';
import { readThrough } from '../run/read-through';

const CHUNK = 1 << 16;

/**
 * Whether ffmpeg finds the same pictures in a source as its index, read in place, names: as many, as long, at the same
 * times and of the same bytes. `listing` is what `listCodedCommand` wrote.
 */
export async function isAsListed(path: string, plain: PlainPicture, listing: string): Promise<boolean> {
  const pictures = new PictureReader({ path, ...plain });
  let [next, zero, agrees] = [0, 0, true];
  const take = (line: string): void => {
    if (line === '' || line.startsWith('#')) return;
    // Its stream, when it is decoded, when it is shown, for how long, its bytes, their sum.
    const [, , shown, , size, sum] = line.split(',');
    if (next === 0) zero = Number(shown) - (plain.pts[0] ?? 0);
    agrees &&= Number(shown) - zero === plain.pts[next] && Number(size) === plain.sizes[next];
    agrees &&= parseInt(sum ?? '', 16) === crc32(pictures.read(next));
    next++;
  };
  try {
    await readThrough(listing, CHUNK, (bytes, last) => {
      const end = last ? bytes.length : bytes.lastIndexOf('\n') + 1;
      bytes.toString('latin1', 0, end).split('\n').forEach(take);
      return end;
    });
    return agrees && next === plain.sizes.length;
  } finally {
    pictures.close();
  }
}
