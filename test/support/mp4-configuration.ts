import { findBox, replaceBox } from './mp4-surgery';

// The decoder's configuration of an MP4's picture (ISO 14496-15 § 5.3.3.1), and other boxes of a sample entry.

const STSD = 'moov/trak/mdia/minf/stbl/stsd';

export interface ParameterSets {
  readonly sps: readonly Buffer[];
  readonly pps: readonly Buffer[];
}

/** Replaces a box within a track's sample entry, or adds it at the end of the entry where it is not there. */
export function replaceInEntry(file: Buffer, name: string, change: (box: Buffer) => Buffer, nth = 0): Buffer {
  const { start, size } = findBox(file, STSD, nth);
  const stsd = Buffer.from(file.subarray(start, start + size));
  const type = stsd.indexOf(name, 24, 'latin1');
  const at = type < 0 ? stsd.length : type - 4;
  const end = type < 0 ? at : at + stsd.readUInt32BE(at);
  const box = change(stsd.subarray(at, end));
  for (const outer of [0, 16]) stsd.writeUInt32BE(stsd.readUInt32BE(outer) + box.length - (end - at), outer);
  return replaceBox(file, STSD, Buffer.concat([stsd.subarray(0, at), box, stsd.subarray(end)]), nth);
}

/** What a track's sample entry holds under that name, with its head. */
export function boxInEntry(file: Buffer, name: string, nth = 0): Buffer {
  const { start, size } = findBox(file, STSD, nth);
  const stsd = file.subarray(start, start + size);
  const at = stsd.indexOf(name, 24, 'latin1') - 4;
  return Buffer.from(stsd.subarray(at, at + stsd.readUInt32BE(at)));
}

const BEHIND_HEAD = 13;

/** The parameter sets of an avcC box. */
export function parameterSetsOf(file: Buffer, nth = 0): ParameterSets {
  const avcC = boxInEntry(file, 'avcC', nth);
  let at = BEHIND_HEAD;
  const sets = (mask: number): Buffer[] =>
    Array.from({ length: avcC.readUInt8(at++) & mask }, () => {
      const length = avcC.readUInt16BE(at);
      at += 2 + length;
      return Buffer.from(avcC.subarray(at - length, at));
    });
  return { sps: sets(0x1f), pps: sets(0xff) };
}

/** The same file with other parameter sets; profile, level and what follows the sets stay. */
export function withParameterSets(file: Buffer, { sps, pps }: ParameterSets, nth = 0): Buffer {
  const before = parameterSetsOf(file, nth);
  const length = [...before.sps, ...before.pps].reduce((sum, set) => sum + 2 + set.length, 2);
  return replaceInEntry(
    file,
    'avcC',
    (avcC) => {
      const sized = (set: Buffer): Buffer => Buffer.concat([Buffer.from([set.length >> 8, set.length & 0xff]), set]);
      const out = Buffer.concat([
        avcC.subarray(0, BEHIND_HEAD),
        Buffer.from([0xe0 | sps.length]),
        ...sps.map(sized),
        Buffer.from([pps.length]),
        ...pps.map(sized),
        avcC.subarray(BEHIND_HEAD + length),
      ]);
      out.writeUInt32BE(out.length);
      return out;
    },
    nth,
  );
}
