import { readThrough } from '../run/read-through';
import type { Findings } from './violation';

const CHUNK = 4 << 20;
/** So much of a long text is enough to know it by. */
const ENOUGH = 200;

/** No word of what the source says of itself is left in the file’s first `size` bytes: titles, places, devices, names. */
export async function checkWords(
  path: string,
  size: number,
  texts: readonly string[],
  findings: Findings,
): Promise<void> {
  const sought = new Map(texts.map((text) => [text, Buffer.from(text.slice(0, ENOUGH))]));
  if (sought.size === 0) return;
  const overlap = Math.max(...[...sought.values()].map((bytes) => bytes.length));
  let at = 0;
  await readThrough(path, CHUNK, (bytes) => {
    const part = bytes.subarray(0, Math.max(size - at, 0));
    for (const [text, words] of sought) {
      if (!part.includes(words)) continue;
      findings.add('no-metadata', `words of the source are left: ${JSON.stringify(text)}`);
      sought.delete(text);
    }
    const done = Math.max(bytes.length - overlap + 1, 0);
    at += done;
    return done;
  });
}
