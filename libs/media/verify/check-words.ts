import { createReadStream } from 'node:fs';
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
  const sought = texts.map((text) => ({ text, bytes: Buffer.from(text.slice(0, ENOUGH)) }));
  if (sought.length === 0) return;
  const overlap = Math.max(...sought.map(({ bytes }) => bytes.length));
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK, end: size - 1 })) {
    const part = Buffer.concat([rest, chunk as Buffer]);
    for (const { text, bytes } of sought)
      if (part.includes(bytes)) findings.add('no-metadata', `words of the source are left: ${JSON.stringify(text)}`);
    rest = Buffer.from(part.subarray(Math.max(part.length - overlap + 1, 0)));
  }
}
