import { AppError } from '@app/kernel';

export const malformed = (what: string): AppError =>
  new AppError('invalid-input', `The file is not a well-formed MP4: ${what}.`);

/** A list that goes on beyond its box makes Buffer's readers throw: that too is a file that is not well-formed. */
export function asMalformed(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  const cut = code === 'ERR_OUT_OF_RANGE' || code === 'ERR_BUFFER_OUT_OF_BOUNDS';
  return cut ? malformed('a list or a number is cut short') : error;
}

/** One entry of an edit list (ISO 14496-12 § 8.6.6): `mediaTime` in the track's ticks, `duration` in the movie's. */
export interface Edit {
  readonly duration: number;
  readonly mediaTime: number;
}

export function sampleSizes(stsz: Buffer): number[] {
  if (stsz.length < 12) return [];
  const [fixed, count] = [stsz.readUInt32BE(4), stsz.readUInt32BE(8)];
  if (fixed > 0) return Array.from({ length: bounded(count) }, () => fixed);
  return Array.from({ length: bounded(count) }, (_, i) => stsz.readUInt32BE(12 + i * 4));
}

/** More than a day of pictures. */
const MOST_SAMPLES = 4_000_000;

function bounded(count: number): number {
  if (count > MOST_SAMPLES) throw malformed(`it claims ${count} samples`);
  return count;
}

/** stts and ctts: runs of one value. */
export function expand(table: Buffer, limit: number): number[] {
  return runsOf(table, limit, (at) => table.readUInt32BE(at));
}

export function expandSigned(table: Buffer, limit: number): number[] {
  const signed = table[0] === 1;
  return runsOf(table, limit, (at) => (signed ? table.readInt32BE(at) : table.readUInt32BE(at)));
}

function runsOf(table: Buffer, limit: number, valueAt: (at: number) => number): number[] {
  const values: number[] = [];
  const count = table.length < 8 ? 0 : table.readUInt32BE(4);
  for (let i = 0; i < count; i++) {
    const repeat = table.readUInt32BE(8 + i * 8);
    if (values.length + repeat > limit) throw malformed('a table lists more samples than there are');
    const value = valueAt(12 + i * 8);
    for (let k = 0; k < repeat; k++) values.push(value);
  }
  return values;
}

/** stss (ISO 14496-12 § 8.6.2) counts from one; without it every sample is one to begin with. */
export function syncSamples(stss: Buffer): number[] | null {
  if (stss.length < 8) return null;
  return Array.from({ length: stss.readUInt32BE(4) }, (_, i) => stss.readUInt32BE(8 + i * 4) - 1);
}

export function chunkOffsets(stco: Buffer, co64: Buffer): number[] {
  if (co64.length >= 8)
    return Array.from({ length: co64.readUInt32BE(4) }, (_, i) => Number(co64.readBigUInt64BE(8 + i * 8)));
  return Array.from({ length: stco.length < 8 ? 0 : stco.readUInt32BE(4) }, (_, i) => stco.readUInt32BE(8 + i * 4));
}

export function sampleOffsets(chunks: readonly number[], stsc: Buffer, sizes: readonly number[]): number[] {
  const groups = Array.from({ length: stsc.length < 8 ? 0 : stsc.readUInt32BE(4) }, (_, i) => ({
    first: stsc.readUInt32BE(8 + i * 12),
    samples: stsc.readUInt32BE(12 + i * 12),
  }));
  const offsets: number[] = [];
  let group = 0;
  chunks.forEach((start, chunk) => {
    while ((groups[group + 1]?.first ?? Infinity) <= chunk + 1) group++;
    let at = start;
    for (let i = 0; i < (groups[group]?.samples ?? 0) && offsets.length < sizes.length; i++) {
      offsets.push(at);
      at += sizes[offsets.length - 1] ?? 0;
    }
  });
  return offsets;
}

export function edits(elst: Buffer): Edit[] {
  if (elst.length < 8) return [];
  const long = elst[0] === 1;
  return Array.from({ length: elst.readUInt32BE(4) }, (_, i) => {
    const at = 8 + i * (long ? 20 : 12);
    return long
      ? { duration: Number(elst.readBigUInt64BE(at)), mediaTime: Number(elst.readBigInt64BE(at + 8)) }
      : { duration: elst.readUInt32BE(at), mediaTime: elst.readInt32BE(at + 4) };
  });
}
