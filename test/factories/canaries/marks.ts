import { createHash } from 'node:crypto';

/** A mark of 128 bits that lies in one place of an original, or in one field of its records, and nowhere else. */
export interface Mark {
  /** Where it lies. */
  readonly carrier: string;
  readonly bytes: Buffer;
  /** The same as 32 hexadecimal digits, for carriers that hold text. */
  readonly text: string;
}

const known = new Map<string, Mark>();

/** The mark of a carrier: always the same for the same carrier, never that of another. */
export function markOf(carrier: string): Mark {
  const found = known.get(carrier);
  if (found) return found;
  const bytes = createHash('sha256').update(`canary: ${carrier}`).digest().subarray(0, 16);
  const mark = { carrier, bytes, text: bytes.toString('hex') };
  known.set(carrier, mark);
  return mark;
}

/** Every mark that has been given out. */
export const allMarks = (): readonly Mark[] => [...known.values()];

/** The bits of a mark, each 1 or −1. */
export const bitsOf = ({ bytes }: Mark): Int8Array =>
  Int8Array.from({ length: 128 }, (_, i) => ((bytes[i >> 3]! >> (7 - (i & 7))) & 1 ? 1 : -1));
