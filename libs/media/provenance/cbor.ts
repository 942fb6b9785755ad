/** What a manifest is made of. Members of a map are written in the order in which they are given. */
export type Cbor =
  number | string | null | Buffer | readonly Cbor[] | ReadonlyMap<number, Cbor> | { readonly [name: string]: Cbor };

/** CBOR (RFC 8949), each number and length in its shortest form: the same value is always the same bytes. */
export function cbor(value: Cbor): Buffer {
  if (value === null) return Buffer.from([0xf6]);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (isList(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
  const members: readonly (readonly [number | string, Cbor])[] =
    value instanceof Map ? [...(value as ReadonlyMap<number, Cbor>)] : Object.entries(value);
  return Buffer.concat([head(5, members.length), ...members.flatMap(([name, of]) => [cbor(name), cbor(of)])]);
}

const isList = (value: unknown): value is readonly Cbor[] => Array.isArray(value);

/** Tags below 24, which stand in one byte. */
export const tagged = (tag: number, value: Cbor): Buffer => Buffer.concat([head(6, tag), cbor(value)]);

function head(major: number, value: number): Buffer {
  const kind = major << 5;
  if (value < 24) return Buffer.from([kind | value]);
  if (value < 0x100) return Buffer.from([kind | 24, value]);
  if (value < 0x1_0000) return Buffer.from([kind | 25, value >> 8, value & 0xff]);
  const long = Buffer.from([kind | 26, 0, 0, 0, 0]);
  long.writeUInt32BE(value, 1);
  return long;
}

/** Bytes that are not the CBOR that was expected. */
export class NotTheCbor extends Error {}

/** Reads heads and byte strings, one behind the other. */
export class CborReader {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  /** Major type, and the number that comes with it: a value, a length or a count. */
  head(): { readonly major: number; readonly value: number } {
    const first = this.next(1).readUInt8();
    const [major, short] = [first >> 5, first & 31];
    if (short < 24) return { major, value: short };
    const length = { 24: 1, 25: 2, 26: 4 }[short];
    if (length === undefined) throw new NotTheCbor(`a head of another kind: ${first}`);
    return { major, value: this.next(length).readUIntBE(0, length) };
  }

  byteString(): Buffer {
    const { major, value } = this.head();
    if (major !== 2) throw new NotTheCbor('no byte string');
    return this.next(value);
  }

  private next(length: number): Buffer {
    if (this.at + length > this.bytes.length) throw new NotTheCbor('cut short');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}
