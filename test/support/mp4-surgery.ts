import { readFileSync, writeFileSync } from 'node:fs';

// Changes an MP4 byte by byte, for tests of what must notice it. Knows no line of the product's own reader.

export interface Found {
  readonly start: number;
  readonly size: number;
}

const HOLD_BOXES = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts'];

/** Finds a box by its path, as `moov/trak/mdia`; `nth` counts tracks. */
export function findBox(file: Buffer, path: string, nth = 0): Found {
  const all = [...boxes(file, 0, file.length, '')];
  const inTrack = path.startsWith('moov/trak');
  const within = inTrack ? all.filter((box) => box.path === 'moov/trak')[nth] : { start: 0, size: file.length };
  if (!within) throw new Error(`no track ${nth}`);
  const found = all.find(
    (box) => box.path === path && box.start >= within.start && box.start < within.start + within.size,
  );
  if (!found) throw new Error(`no box ${path}`);
  return found;
}

/** Every box, those within others too. */
export const allBoxes = (file: Buffer): Found[] => [...boxes(file, 0, file.length, '')];

function* boxes(file: Buffer, from: number, to: number, parent: string): Generator<Found & { path: string }> {
  for (let at = from; at + 8 <= to;) {
    const size = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const path = parent ? `${parent}/${type}` : type;
    yield { path, start: at, size };
    if (HOLD_BOXES.includes(type)) yield* boxes(file, at + 8, at + size, path);
    at += size;
  }
}

/** Puts bytes at the end of a box, makes it and every box around it longer, and moves the sample offsets along. */
export function insertInto(file: Buffer, path: string, bytes: Buffer, nth = 0): Buffer {
  const box = findBox(file, path, nth);
  return resized(file, path, nth, { at: box.start + box.size, removed: 0, bytes });
}

/** Replaces a whole box. */
export function replaceBox(file: Buffer, path: string, bytes: Buffer, nth = 0): Buffer {
  const box = findBox(file, path, nth);
  const parent = path.split('/').slice(0, -1).join('/');
  return resized(file, parent, nth, { at: box.start, removed: box.size, bytes });
}

function resized(
  file: Buffer,
  path: string,
  nth: number,
  { at, removed, bytes }: { at: number; removed: number; bytes: Buffer },
): Buffer {
  const grows = bytes.length - removed;
  const copy = Buffer.from(file);
  path.split('/').forEach((_, i, names) => {
    const outer = findBox(file, names.slice(0, i + 1).join('/'), nth);
    copy.writeUInt32BE(outer.size + grows, outer.start);
  });
  const out = Buffer.concat([copy.subarray(0, at), bytes, copy.subarray(at + removed)]);
  if (at <= findBox(file, 'mdat').start) moveOffsets(out, grows);
  return out;
}

/** How many tracks there are. */
export const tracksIn = (file: Buffer): number =>
  [...boxes(file, 0, file.length, '')].filter((box) => box.path === 'moov/trak').length;

function moveOffsets(file: Buffer, by: number): void {
  for (let nth = 0; nth < tracksIn(file); nth++) {
    const stco = findBox(file, 'moov/trak/mdia/minf/stbl/stco', nth);
    const count = file.readUInt32BE(stco.start + 12);
    for (let at = stco.start + 16; at < stco.start + 16 + count * 4; at += 4) {
      file.writeUInt32BE(file.readUInt32BE(at) + by, at);
    }
  }
}

export function aBox(type: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

export const words = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => bytes.writeUInt32BE(value >>> 0, i * 4));
  return bytes;
};

/** Writes a changed copy of a file. */
export function changed(from: string, to: string, change: (file: Buffer) => Buffer): string {
  writeFileSync(to, change(readFileSync(from)));
  return to;
}
