import { type FileHandle, open } from 'node:fs/promises';
import {
  asMalformed,
  chunkOffsets,
  type Edit,
  edits,
  expand,
  expandSigned,
  malformed,
  sampleOffsets,
  sampleSizes,
  syncSamples,
} from './sample-tables';

/** A box and where it lies. Offsets are bytes from the beginning of the file. */
export interface Box {
  readonly path: string;
  readonly start: number;
  readonly size: number;
  /** Bytes of its header. */
  readonly header: number;
}

export interface Mp4Track {
  readonly boxes: readonly Box[];
  readonly handler: string;
  readonly timescale: number;
  /** In decoding order. */
  readonly offsets: readonly number[];
  readonly sizes: readonly number[];
  readonly dts: readonly number[];
  /** Ticks from each sample's decoding to the next one's; the last one's, too. */
  readonly durations: readonly number[];
  /** Presentation times before any edit list. */
  readonly pts: readonly number[];
  readonly edits: readonly Edit[];
  /** Numbers of the samples at which decoding may begin (stss); null where the index says: at each. */
  readonly keyframes: readonly number[] | null;
  /** Type of the first sample entry, as `avc1`. */
  readonly format: string;
  /** Every byte of the boxes in which text could hide: names, dates, language. */
  readonly handlerName: Buffer;
  readonly times: readonly number[];
  /** ISO 639-2 in three times five bits; 0x55c4 is "und", undetermined (§ 8.4.2). */
  readonly language: number;
  /** Of a picture: what the sample entry calls its encoder (§ 12.1.3), and its avcC box; empty for others. */
  readonly encoderName: Buffer;
  readonly configuration: Buffer;
}

export interface Mp4 {
  readonly size: number;
  readonly boxes: readonly Box[];
  readonly tracks: readonly Mp4Track[];
  readonly movieTimes: readonly number[];
  /** Ticks a second of edit lists. */
  readonly movieTimescale: number;
}

/** Boxes that hold boxes. */
const CONTAINERS = ['moov', 'trak', 'edts', 'mdia', 'minf', 'dinf', 'stbl'];
/** Boxes that hold boxes after so many bytes of their own. */
const CONTAINERS_AFTER: Readonly<Record<string, number>> = { stsd: 8, dref: 8, avc1: 78, mp4a: 28 };

const MOST_INDEX = 256 << 20;
const MOST_DEPTH = 10;
/** A fragmented recording of a day has that many; what has more is an attack. */
const MOST_BOXES = 500_000;

/**
 * Reads every box of an MP4, and every sample table, or only those of one kind of track (`vide`). The media data itself
 * is not read.
 */
export async function readMp4(path: string, handler?: string): Promise<Mp4> {
  const { size, boxes, moov, bytes } = await readIndex(path);
  const inside = boxes.filter((box) => box.path.startsWith('moov/'));
  const reader = new IndexReader(bytes, moov.start, inside);
  try {
    return { size, boxes, tracks: reader.tracks(handler), ...reader.movie() };
  } catch (error) {
    throw asMalformed(error);
  }
}

/** Every box of the file and of its index, without reading what is in them. */
export const readBoxes = async (path: string): Promise<readonly Box[]> => (await readIndex(path)).boxes;

interface Index {
  readonly size: number;
  readonly boxes: readonly Box[];
  readonly moov: Box;
  readonly bytes: Buffer;
}

async function readIndex(path: string): Promise<Index> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const boxes = await topBoxes(file, size);
    const moov = boxes.find((box) => box.path === 'moov');
    if (!moov) throw malformed('it has no index (moov)');
    if (moov.size > MOST_INDEX) throw malformed('its index is too large');
    const bytes = Buffer.alloc(moov.size);
    await file.read(bytes, 0, moov.size, moov.start);
    for (const box of innerBoxes(bytes, moov, moov.start, 1)) boxes.push(bounded(box, boxes.length));
    return { size, boxes, moov, bytes };
  } catch (error) {
    throw asMalformed(error);
  } finally {
    await file.close();
  }
}

function bounded(box: Box, count: number): Box {
  if (count >= MOST_BOXES) throw malformed('it has too many boxes');
  return box;
}

async function topBoxes(file: FileHandle, size: number): Promise<Box[]> {
  const found: Box[] = [];
  for (let at = 0; at < size;) {
    const head = Buffer.alloc(16);
    const { bytesRead } = await file.read(head, 0, 16, at);
    const box = headerAt(head.subarray(0, bytesRead), at, size, '');
    found.push(bounded(box, found.length));
    at += box.size;
  }
  return found;
}

function headerAt(head: Buffer, start: number, end: number, parent: string): Box {
  if (head.length < 8) throw malformed(`${head.length} bytes at ${start} belong to no box`);
  const type = head.toString('latin1', 4, 8);
  const short = head.readUInt32BE(0);
  const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? end - start : short;
  const header = short === 1 ? 16 : 8;
  if (size < header || start + size > end) throw malformed(`the box ${JSON.stringify(type)} at ${start} does not fit`);
  return { path: parent ? `${parent}/${type}` : type, start, size, header };
}

function* innerBoxes(bytes: Buffer, parent: Box, base: number, depth: number): Generator<Box> {
  if (depth > MOST_DEPTH) throw malformed('its boxes are nested too deeply');
  const type = parent.path.split('/').at(-1) ?? '';
  const own = CONTAINERS.includes(type) ? 0 : CONTAINERS_AFTER[type];
  if (own === undefined || (type === 'mp4a' && isQuickTimeSound(bytes, parent.start + parent.header - base))) return;
  const end = parent.start + parent.size;
  for (let at = parent.start + parent.header + own; at < end;) {
    const box = headerAt(bytes.subarray(at - base, at - base + 16), at, end, parent.path);
    yield box;
    yield* innerBoxes(bytes, box, base, depth + 1);
    at += box.size;
  }
}

/** A sound description of version 1 or 2 (QuickTime File Format, “Sound Sample Descriptions”): what is in it, nobody here reads. */
const isQuickTimeSound = (bytes: Buffer, at: number): boolean => bytes.readUInt16BE(at + 8) !== 0;

/** Reads the tables of an index that is held in memory. */
class IndexReader {
  constructor(
    private readonly bytes: Buffer,
    private readonly base: number,
    private readonly boxes: readonly Box[],
  ) {}

  movie(): Pick<Mp4, 'movieTimes' | 'movieTimescale'> {
    return {
      movieTimes: this.times('moov/mvhd', this.boxes),
      movieTimescale: timescale(this.body(this.boxes, 'moov/mvhd')),
    };
  }

  tracks(handler?: string): Mp4Track[] {
    return this.boxes
      .filter((box) => box.path === 'moov/trak')
      .map((trak) => this.boxes.filter((box) => box.start >= trak.start && box.start < trak.start + trak.size))
      .filter((boxes) => handler === undefined || handlerOf(this.body(boxes, 'moov/trak/mdia/hdlr')) === handler)
      .map((boxes) => this.track(boxes));
  }

  private track(boxes: readonly Box[]): Mp4Track {
    const body = (path: string): Buffer => this.body(boxes, `moov/trak/${path}`);
    const stbl = (name: string): Buffer => body(`mdia/minf/stbl/${name}`);
    const sizes = sampleSizes(stbl('stsz'));
    const durations = expand(stbl('stts'), sizes.length);
    const dts: number[] = [];
    durations.reduce((time, duration) => (dts.push(time), time + duration), 0);
    const composition = expandSigned(stbl('ctts'), sizes.length);
    const hdlr = body('mdia/hdlr');
    return {
      boxes,
      handler: handlerOf(hdlr),
      handlerName: hdlr.subarray(24),
      timescale: timescale(body('mdia/mdhd')),
      sizes,
      offsets: sampleOffsets(chunkOffsets(stbl('stco'), stbl('co64')), stbl('stsc'), sizes),
      dts,
      durations,
      pts: dts.map((time, i) => time + (composition[i] ?? 0)),
      edits: edits(body('edts/elst')),
      keyframes: syncSamples(stbl('stss')),
      format: sampleEntries(boxes)[0] ?? '',
      times: [...this.times('moov/trak/tkhd', boxes), ...this.times('moov/trak/mdia/mdhd', boxes)],
      language: language(body('mdia/mdhd')),
      encoderName: stbl('stsd/avc1').subarray(42, 74),
      configuration: stbl('stsd/avc1/avcC'),
    };
  }

  /** Creation and modification time of a header box. */
  private times(path: string, boxes: readonly Box[]): number[] {
    const body = this.body(boxes, path);
    if (body.length < 12) return [];
    const [first, second] =
      body[0] === 1
        ? [body.readBigUInt64BE(4), body.readBigUInt64BE(12)]
        : [body.readUInt32BE(4), body.readUInt32BE(8)];
    return [Number(first), Number(second)];
  }

  /** Empty when there is no such box. */
  private body(boxes: readonly Box[], path: string): Buffer {
    const box = boxes.find((one) => one.path === path);
    if (!box) return Buffer.alloc(0);
    return this.bytes.subarray(box.start + box.header - this.base, box.start + box.size - this.base);
  }
}

/** Types of a track's sample entries. */
export const sampleEntries = (boxes: readonly Box[]): string[] =>
  boxes.flatMap(({ path }) => /\/stsd\/([^/]+)$/.exec(path)?.[1] ?? []);

const handlerOf = (hdlr: Buffer): string => hdlr.toString('latin1', 8, 12);

/** Of a movie or media header. */
const timescale = (mdhd: Buffer): number => (mdhd.length === 0 ? 0 : mdhd.readUInt32BE(mdhd[0] === 1 ? 20 : 12));

const language = (mdhd: Buffer): number => (mdhd.length === 0 ? 0 : mdhd.readUInt16BE(mdhd[0] === 1 ? 32 : 20));
