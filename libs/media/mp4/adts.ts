import { readThrough } from '../run/read-through';

/** The frames of a bare AAC stream, 1,024 samples each, by where their payloads lie in the file. */
export interface AudioFrames {
  /** AudioSpecificConfig (ISO 14496-3 § 1.6.2.1). */
  readonly config: Buffer;
  readonly offsets: readonly number[];
  readonly sizes: readonly number[];
}

const HEADER = 7;

/** Reads a bare AAC-LC stream of ADTS frames (ISO 14496-3 § 1.A.2.2). Its memory is the list alone. */
export async function readAdts(path: string): Promise<AudioFrames> {
  const offsets: number[] = [];
  const sizes: number[] = [];
  let config = null as Buffer | null;
  let base = 0;
  const rest = await readThrough(path, 1 << 20, (bytes) => {
    let at = 0;
    while (bytes.length - at >= HEADER) {
      const header = bytes.subarray(at, at + HEADER);
      if (header.readUInt16BE(0) >> 4 !== 0xfff) throw new Error('not an ADTS frame');
      const size = ((header.readUInt8(3) & 3) << 11) | (header.readUInt8(4) << 3) | (header.readUInt8(5) >> 5);
      if (bytes.length - at < size) break;
      config ??= configOf(header);
      offsets.push(base + at + HEADER);
      sizes.push(size - HEADER);
      at += size;
    }
    base += at;
    return at;
  });
  if (!config || rest > 0) throw new Error('the AAC stream is empty or cut short');
  return { config, offsets, sizes };
}

/** AudioSpecificConfig of AAC-LC at 48 kHz, as every release has it (ISO 14496-3 § 1.6.2.1). */
export const releaseAacConfig = (channels: number): Buffer => Buffer.from([0x11, 0x80 | (channels << 3)]);

function configOf(header: Buffer): Buffer {
  const second = header.readUInt8(2);
  const objectType = (second >> 6) + 1;
  const frequency = (second >> 2) & 0xf;
  const channels = ((second & 1) << 2) | (header.readUInt8(3) >> 6);
  return Buffer.from([(objectType << 3) | (frequency >> 1), ((frequency & 1) << 7) | (channels << 3)]);
}
