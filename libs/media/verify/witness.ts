import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { crc32 } from 'node:zlib';
import { PictureReader } from '../mp4/picture-reader';
import type { PlainPicture } from '../mp4/plain-picture';

/**
 * Whether ffmpeg finds the same pictures in a source as its index, read in place, names: as many, as long, at the same
 * times and of the same bytes. `listing` is what `codedListing` wrote.
 */
export async function isAsListed(path: string, plain: PlainPicture, listing: string): Promise<boolean> {
  const pictures = new PictureReader({ path, ...plain });
  try {
    let next = 0;
    let zero = 0;
    for await (const line of createInterface({ input: createReadStream(listing) })) {
      if (line.startsWith('#')) continue;
      // Its stream, when it is decoded, when it is shown, for how long, its bytes, their sum.
      const [, , shown, , size, sum] = line.split(',');
      if (next === 0) zero = Number(shown) - (plain.pts[0] ?? 0);
      if (Number(shown) - zero !== plain.pts[next] || Number(size) !== plain.sizes[next]) return false;
      if (parseInt(sum ?? '', 16) !== crc32(pictures.read(next))) return false;
      next++;
    }
    return next === plain.sizes.length;
  } finally {
    pictures.close();
  }
}
