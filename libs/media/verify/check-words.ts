import { readThrough } from '../run/read-through';
import type { Findings } from './violation';

const CHUNK = 4 << 20;
/** So much of a long text is enough to know it by. */
const ENOUGH = 200;

/** No word of what the source says of itself is left anywhere in the file: titles, places, devices, names. */
export async function checkWords(path: string, texts: readonly string[], findings: Findings): Promise<void> {
  const sought = new Map(texts.map((text) => [text, Buffer.from(text.slice(0, ENOUGH))]));
  if (sought.size === 0) return;
  const overlap = Math.max(...[...sought.values()].map((bytes) => bytes.length));
  await readThrough(path, CHUNK, (part) => {
    for (const [text, bytes] of sought) {
      if (!part.includes(bytes)) continue;
      findings.add('no-metadata', `words of the source are left: ${JSON.stringify(text)}`);
      sought.delete(text);
    }
    return Math.max(part.length - overlap + 1, 0);
  });
}
