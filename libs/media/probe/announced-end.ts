import { type FileHandle, open } from 'node:fs/promises';
import type { Container } from '../formats';

/**
 * Bytes by which a file is shorter than its own outermost boxes say; 0 when it is whole, or says nothing. A recording
 * that was cut between two pictures decodes without a fault: only its structure tells.
 */
export async function lackingBytes(path: string, container: Container): Promise<number> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const end = await ENDS[container](file, size);
    return Math.max(end - size, 0);
  } finally {
    await file.close();
  }
}

const ENDS: Readonly<Record<Container, (file: FileHandle, size: number) => Promise<number>>> = {
  mov: endOfBoxes,
  matroska: endOfSegment,
  avi: endOfRiff,
  mpegts: (_file, size) => Promise.resolve(size), // packet after packet: nothing announces the last one
};

const MOST_BOXES = 100_000;
/** What a file may be made of (ISO 14496-12 table 1, QuickTime). Words and archives that somebody put behind it are not. */
const OUTERMOST =
  /^(ftyp|moov|mdat|free|skip|wide|uuid|udta|meta|meco|moof|mfra|sidx|ssix|styp|pnot|PICT|pdin|emsg|prft)$/;

async function read(file: FileHandle, length: number, at: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

/** ISO 14496-12 § 4.2. */
async function endOfBoxes(file: FileHandle, size: number): Promise<number> {
  let at = 0;
  for (let i = 0; at < size && i < MOST_BOXES; i++) {
    const head = await read(file, 16, at);
    if (head.length < 8 || !OUTERMOST.test(head.toString('latin1', 4, 8))) return size;
    const short = head.readUInt32BE(0);
    if (short === 0) return size; // up to the end of the file, wherever that is
    const length = short === 1 && head.length === 16 ? Number(head.readBigUInt64BE(8)) : short;
    if (length < 8) return size;
    at += length;
  }
  return at;
}

/** RFC 8794 § 4 and 8: the EBML header, then one Segment with its size, unless it was written live. */
async function endOfSegment(file: FileHandle, size: number): Promise<number> {
  const head = await read(file, 4096, 0);
  const header = vint(head, 4);
  if (!header?.value) return size;
  const at = 4 + header.length + header.value;
  if (at + 4 > head.length || head.readUInt32BE(at) !== 0x18538067) return size;
  const segment = vint(head, at + 4);
  return segment?.value ? at + 4 + segment.length + segment.value : size;
}

/** A variable-size integer; `value` null when it says "unknown". */
function vint(bytes: Buffer, at: number): { length: number; value: number | null } | null {
  const first = bytes[at] ?? 0;
  const length = Math.clz32(first) - 23;
  if (first === 0 || at + length > bytes.length) return null;
  let value = first & (0xff >> length);
  let ones = value === 0xff >> length;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] ?? 0;
    value = value * 256 + byte;
    ones &&= byte === 0xff;
  }
  return { length, value: ones ? null : value };
}

/** The first RIFF list; a recorder that lost its power left its size at zero. */
async function endOfRiff(file: FileHandle, size: number): Promise<number> {
  const head = await read(file, 8, 0);
  const length = head.length < 8 ? 0 : head.readUInt32LE(4);
  return length === 0 ? size : length + 8;
}
