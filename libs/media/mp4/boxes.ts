/** The boxes of ISO 14496-12 (and -14, -15) that a release is made of. Nothing else ever gets into one. */

export const box = (type: string, ...content: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body]);
};

export const fullBox = (type: string, version: number, flags: number, ...content: readonly Buffer[]): Buffer =>
  box(type, u32(((version << 24) | flags) >>> 0), ...content);

export const u8 = (...values: readonly number[]): Buffer => Buffer.from(values);
export const u16 = (...values: readonly number[]): Buffer => words(values, 2, (b, v, at) => b.writeUInt16BE(v, at));
export const u32 = (...values: readonly number[]): Buffer => words(values, 4, (b, v, at) => b.writeUInt32BE(v, at));
export const i32 = (...values: readonly number[]): Buffer => words(values, 4, (b, v, at) => b.writeInt32BE(v, at));
/** Lists that may hold a number for every frame of a two-hour clip. */
export const u32s = (values: readonly number[]): Buffer => words(values, 4, (b, v, at) => b.writeUInt32BE(v, at));
export const u64s = (values: readonly number[]): Buffer =>
  words(values, 8, (b, v, at) => b.writeBigUInt64BE(BigInt(v), at));

export const u64 = (...values: readonly number[]): Buffer =>
  words(values, 8, (b, v, at) => b.writeBigUInt64BE(BigInt(v), at));
export const i64 = (...values: readonly number[]): Buffer =>
  words(values, 8, (b, v, at) => b.writeBigInt64BE(BigInt(v), at));

function words(
  values: readonly number[],
  size: number,
  write: (buffer: Buffer, value: number, at: number) => void,
): Buffer {
  const buffer = Buffer.alloc(values.length * size);
  values.forEach((value, i) => write(buffer, value, i * size));
  return buffer;
}

/** Runs of equal values, as stts, ctts and stsc keep them. */
export function runs(values: readonly number[]): { count: number; value: number }[] {
  const found: { count: number; value: number }[] = [];
  for (const value of values) {
    const last = found.at(-1);
    if (last?.value === value) last.count++;
    else found.push({ count: 1, value });
  }
  return found;
}
