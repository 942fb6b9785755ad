import { aBox, findBox, insertInto, replaceBox, tracksIn, words } from './mp4-surgery';

// Takes the coded samples of an MP4 out and puts others in, with their times: what a renderer would have done had it
// been wrong. Knows no line of the product's own reader or writer.

/** A coded sample. `shift` is by how much later than it is decoded it is shown, in ticks. */
export interface CodedSample {
  readonly bytes: Buffer;
  readonly duration: number;
  readonly shift: number;
  readonly key: boolean;
}

const TABLE = 'moov/trak/mdia/minf/stbl';

function has(file: Buffer, path: string, nth: number): boolean {
  try {
    findBox(file, path, nth);
    return true;
  } catch {
    return false;
  }
}

/** The number of the track of that kind. */
export function trackOf(file: Buffer, handler: 'vide' | 'soun'): number {
  for (let nth = 0; nth < tracksIn(file); nth++) {
    const hdlr = findBox(file, 'moov/trak/mdia/hdlr', nth);
    if (file.toString('latin1', hdlr.start + 16, hdlr.start + 20) === handler) return nth;
  }
  throw new Error(`no track ${handler}`);
}

/** The 32-bit words of a table behind its version and flags. */
function table(file: Buffer, name: string, nth: number): number[] {
  if (!has(file, `${TABLE}/${name}`, nth)) return [];
  const { start, size } = findBox(file, `${TABLE}/${name}`, nth);
  return Array.from({ length: (size - 12) / 4 }, (_, i) => file.readInt32BE(start + 12 + i * 4));
}

/** stts and ctts: how often, which value. */
const spread = ([, ...entries]: readonly number[]): number[] =>
  Array.from({ length: entries.length / 2 }, (_, i) => i).flatMap((i) =>
    new Array<number>(entries[i * 2]!).fill(entries[i * 2 + 1]!),
  );

/** Every coded sample of a track, in decoding order. */
export function samplesOf(file: Buffer, nth: number): CodedSample[] {
  const [all = 0, count = 0, ...each] = table(file, 'stsz', nth);
  const sizes = all > 0 ? new Array<number>(count).fill(all) : each;
  const [durations, shifts] = [spread(table(file, 'stts', nth)), spread(table(file, 'ctts', nth))];
  const keys = table(file, 'stss', nth).slice(1);
  return offsetsOf(file, nth, sizes).map((at, i) => ({
    bytes: Buffer.from(file.subarray(at, at + sizes[i]!)),
    duration: durations[i]!,
    shift: shifts[i] ?? 0,
    key: keys.length === 0 || keys.includes(i + 1),
  }));
}

function offsetsOf(file: Buffer, nth: number, sizes: readonly number[]): number[] {
  const chunks = table(file, 'stco', nth).slice(1);
  const groups = table(file, 'stsc', nth).slice(1);
  const perChunk = (chunk: number): number => {
    let count = 0;
    for (let i = 0; i < groups.length; i += 3) if (groups[i]! <= chunk + 1) count = groups[i + 1]!;
    return count;
  };
  const offsets: number[] = [];
  chunks.forEach((start, chunk) => {
    for (let at = start, i = 0; i < perChunk(chunk); i++) {
      offsets.push(at);
      at += sizes[offsets.length - 1]!;
    }
  });
  return offsets;
}

const runs = (values: readonly number[]): number[] => {
  const found: number[][] = [];
  for (const value of values) {
    const last = found.at(-1);
    if (last?.[1] === value) last[0]!++;
    else found.push([1, value]);
  }
  return found.flat();
};

const list = (name: string, values: readonly number[], of = values.length, version = 0): Buffer =>
  aBox(name, words(version << 24, of, ...values));

/** Where a chunk lies before that is known: so far that no move of the index brings it below zero. */
const FAR_AWAY = 1 << 24;

/** The tables of a track whose samples all lie in one chunk; where it begins is written by `laid`. */
function tablesFor(samples: readonly CodedSample[], isPicture: boolean): Buffer[] {
  const [durations, shifts] = [runs(samples.map((one) => one.duration)), runs(samples.map((one) => one.shift))];
  const keys = samples.flatMap((one, i) => (one.key ? [i + 1] : []));
  return [
    list('stts', durations, durations.length / 2),
    ...(samples.some((one) => one.shift !== 0) ? [list('ctts', shifts, shifts.length / 2, 1)] : []),
    ...(isPicture ? [list('stss', keys)] : []),
    list('stsc', [1, samples.length, 1], 1),
    aBox('stsz', words(0, 0, samples.length, ...samples.map((one) => one.bytes.length))),
    list('stco', [FAR_AWAY]),
  ];
}

/** The same file with other samples in one track. All samples of a track then lie together, and fill the media data. */
export function withSamples(file: Buffer, nth: number, samples: readonly CodedSample[]): Buffer {
  const tracks = Array.from({ length: tracksIn(file) }, (_, i) => (i === nth ? samples : samplesOf(file, i)));
  return laid(file, tracks);
}

/** Every sample of one track, changed. */
export const changeSamples = (
  file: Buffer,
  handler: 'vide' | 'soun',
  change: (samples: CodedSample[]) => readonly CodedSample[],
): Buffer => {
  const nth = trackOf(file, handler);
  return withSamples(file, nth, change(samplesOf(file, nth)));
};

function laid(file: Buffer, tracks: readonly (readonly CodedSample[])[]): Buffer {
  const data = aBox('mdat', ...tracks.flat().map((one) => one.bytes));
  let out = replaceTop(file, 'mdat', data);
  tracks.forEach((samples, nth) => {
    const entry = findBox(out, `${TABLE}/stsd`, nth);
    const stsd = Buffer.from(out.subarray(entry.start, entry.start + entry.size));
    const isPicture = has(file, `${TABLE}/stss`, nth);
    out = replaceBox(out, TABLE, aBox('stbl', stsd, ...tablesFor(samples, isPicture)), nth);
  });
  let at = findBox(out, 'mdat').start + 8;
  tracks.forEach((samples, nth) => {
    out.writeUInt32BE(at, findBox(out, `${TABLE}/stco`, nth).start + 16);
    at += samples.reduce((sum, one) => sum + one.bytes.length, 0);
  });
  return out;
}

function replaceTop(file: Buffer, name: string, bytes: Buffer): Buffer {
  const { start, size } = findBox(file, name);
  return Buffer.concat([file.subarray(0, start), bytes, file.subarray(start + size)]);
}

export interface NewTrack {
  readonly handler: string;
  /** The sample entry, without its size and type: six reserved bytes and a data reference come first. */
  readonly format: string;
  readonly entry: Buffer;
  readonly samples: readonly CodedSample[];
}

/** One track more, beside those that are there: its header and clock are the picture's. */
export function withTrack(file: Buffer, { handler, format, entry, samples }: NewTrack): Buffer {
  const copy = (path: string): Buffer => {
    const { start, size } = findBox(file, path, trackOf(file, 'vide'));
    return Buffer.from(file.subarray(start, start + size));
  };
  const tkhd = copy('moov/trak/tkhd');
  tkhd.writeUInt32BE(9, tkhd[8] === 1 ? 28 : 20);
  const stsd = aBox('stsd', words(0, 1), aBox(format, words(0), Buffer.from([0, 0, 0, 1]), entry));
  const dinf = aBox('dinf', aBox('dref', words(0, 1), aBox('url ', words(1))));
  const minf = aBox('minf', aBox('nmhd', words(0)), dinf, aBox('stbl', stsd, ...tablesFor(samples, false)));
  const hdlr = aBox('hdlr', words(0, 0), Buffer.from(handler, 'latin1'), words(0, 0, 0), Buffer.from([0]));
  const before = Array.from({ length: tracksIn(file) }, (_, nth) => samplesOf(file, nth));
  const longer = insertInto(file, 'moov', aBox('trak', tkhd, aBox('mdia', copy('moov/trak/mdia/mdhd'), hdlr, minf)));
  return laid(longer, [...before, samples]);
}
