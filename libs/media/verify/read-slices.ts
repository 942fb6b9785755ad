import { closeSync, openSync, readSync } from 'node:fs';
import { NAL } from '../mp4/annex-b';
import { slicePpsId } from '../mp4/picture-order';
import type { Mp4Track } from '../mp4/read-mp4';
import type { Findings } from './violation';

/** What the coded pictures of a release say of themselves. */
export interface Slices {
  /** Numbers of the pictures that are IDR. */
  readonly idr: readonly number[];
  /** For each picture the number of the picture parameter set that it uses; null where it has no slice to say so. */
  readonly ppsIds: readonly (number | null)[];
  /** For each sample how many pictures begin in it: slices whose first_mb_in_slice is 0. */
  readonly begun: readonly number[];
}

interface Unit {
  readonly type: number;
  readonly ppsId: number | null;
  readonly begins: boolean;
}

/** Bytes of a NAL unit, with its length, that are enough to read which parameter set a slice uses. */
const HEAD = 24;

/** Looks at the header of every NAL unit of every coded picture (H.264 § 7.3.1): slices only. */
export function readSlices(path: string, track: Mp4Track, findings: Findings): Slices {
  const idr: number[] = [];
  const ppsIds: (number | null)[] = [];
  const begun: number[] = [];
  const file = openSync(path, 'r');
  const head = Buffer.alloc(HEAD);
  try {
    track.offsets.forEach((offset, frame) => {
      let first: Unit | null = null;
      let begins = 0;
      for (const unit of units(file, head, offset, track.sizes[frame] ?? 0)) {
        first ??= unit;
        if (unit.begins) begins++;
        if (unit.type !== NAL.slice && unit.type !== NAL.idr)
          findings.add('slices-only', unit.type === NAL.sei ? 'SEI' : `NAL unit type ${unit.type}`, { frame });
      }
      if (first?.type === NAL.idr) idr.push(frame);
      ppsIds.push(first?.ppsId ?? null);
      begun.push(begins);
    });
  } finally {
    closeSync(file);
  }
  return { idr, ppsIds, begun };
}

/** The type is −1 for lengths that do not add up: neither a slice nor anything else we know. */
function* units(file: number, head: Buffer, offset: number, size: number): Generator<Unit> {
  for (let at = 0; at < size;) {
    const bytes = readSync(file, head, 0, HEAD, offset + at);
    const length = bytes >= 5 ? head.readUInt32BE(0) : 0;
    if (length === 0 || at + 4 + length > size) {
      yield { type: -1, ppsId: null, begins: false };
      return;
    }
    yield unitOf(head.subarray(4, Math.min(4 + length, bytes)));
    at += 4 + length;
  }
}

/** A picture begins with macroblock 0; as an exp-Golomb number that is a single bit, which is set (H.264 § 7.3.3, § 9.1). */
function unitOf(head: Buffer): Unit {
  const type = head.readUInt8(0) & 0x1f;
  if (type !== NAL.slice && type !== NAL.idr) return { type, ppsId: null, begins: false };
  return { type, ppsId: idOf(head), begins: ((head[1] ?? 0) & 0x80) !== 0 };
}

function idOf(slice: Buffer): number | null {
  try {
    return slicePpsId(slice);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
