import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { must } from '@app/kernel';
import { BoundReader } from '../provenance/bound-reader';
import { type ProvenanceSigner, signedManifest } from '../provenance/signer';
import { box } from './boxes';
import { AAC_FRAME, type Chunk, type Movie, type TrackSamples, writtenSize } from './film';
import { decodingTimes, fileType, movie } from './moov';

/** Half a second of picture, then half a second of sound: a player never reads far for either. */
const CHUNK_SECONDS = 0.5;

/** Bytes after which what is written begins to go to the disk, so that not all of it is left to do at the end. */
const FLUSHED_BYTES = 32 << 20;

/** A file as it was written. */
export interface Written {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * Writes a release: ftyp, moov, mdat and nothing else, the index first so that it plays while it loads. Holds no
 * sample in memory longer than its chunk. With a signer a manifest of provenance follows, and moves no byte before it.
 */
export async function writeMp4(path: string, film: Movie, signer?: ProvenanceSigner): Promise<Written> {
  const chunks = interleave(film);
  const file = await open(path, 'wx', 0o644);
  const hash = createHash('sha256');
  const bound = new BoundReader();
  let [size, flushedSize] = [0, 0];
  let flushed = Promise.resolve();
  const write = async (bytes: Buffer): Promise<void> => {
    const written = file.write(bytes); // on a thread of Node's, while this one hashes
    hash.update(bytes);
    if (signer) bound.update(bytes);
    await written;
    size += bytes.length;
    if (size - flushedSize < FLUSHED_BYTES) return;
    await flushed; // a disk says once only that it failed (fsync(2)): no flush goes unheard
    [flushed, flushedSize] = [file.datasync(), size];
    flushed.catch(() => undefined); // heard above, or below
  };
  try {
    await write(headOf(film, chunks));
    await writeChunks(write, film, chunks);
    if (signer) await write(signedManifest(bound.end().binding, signer));
    await flushed;
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), size };
}

/** Everything that comes before the samples: ftyp, moov and the head of mdat. */
export function headOf(film: Movie, chunks = interleave(film)): Buffer {
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0);
  const large = bytes > 0xffff_0000;
  const mdatHeader = large ? largeMdat(bytes) : smallMdat(bytes);
  const ftyp = fileType();
  const draft = movie(film, chunks, { start: 0, large });
  const moov = movie(film, chunks, { start: ftyp.length + draft.length + mdatHeader.length, large });
  return Buffer.concat([ftyp, moov, mdatHeader]);
}

const smallMdat = (bytes: number): Buffer => {
  const header = box('mdat');
  header.writeUInt32BE(bytes + 8, 0);
  return header;
};

function largeMdat(bytes: number): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt32BE(1, 0);
  header.write('mdat', 4, 'latin1');
  header.writeBigUInt64BE(BigInt(bytes) + 16n, 8);
  return header;
}

function interleave({ video, audio }: Movie): Chunk[] {
  const pictures = chunksOf(
    'video',
    video.samples,
    decodingTimes(video).map((time) => time / video.timescale),
  );
  if (!audio) return pictures.map(({ chunk }) => chunk);
  const sound = chunksOf(
    'audio',
    audio.samples,
    audio.samples.sizes.map((_, i) => (i * AAC_FRAME) / audio.rate),
  );
  return [...pictures, ...sound].sort((a, b) => a.at - b.at).map(({ chunk }) => chunk);
}

function chunksOf(
  track: Chunk['track'],
  samples: TrackSamples,
  times: readonly number[],
): { chunk: Chunk; at: number }[] {
  const found: { chunk: Chunk; at: number }[] = [];
  let first = 0;
  let bytes = 0;
  times.forEach((_time, i) => {
    bytes += writtenSize(samples, i);
    const at = times[first] ?? 0;
    if (i + 1 < times.length && (times[i + 1] ?? 0) < at + CHUNK_SECONDS) return;
    found.push({ chunk: { track, first, count: i + 1 - first, bytes }, at });
    first = i + 1;
    bytes = 0;
  });
  return found;
}

async function writeChunks(
  write: (bytes: Buffer) => Promise<void>,
  film: Movie,
  chunks: readonly Chunk[],
): Promise<void> {
  const reader = new SampleReader();
  try {
    for (const chunk of chunks) {
      const samples = chunk.track === 'video' ? film.video.samples : film.audio?.samples;
      if (samples) await write(await reader.read(samples, chunk));
    }
  } finally {
    await reader.close();
  }
}

/** Reads chunks into one buffer, which grows as needed: what was read is good until the next one is. Opens each file once. */
class SampleReader {
  private readonly handles = new Map<string, FileHandle>();
  private buffer = Buffer.alloc(0);

  /** The samples of a chunk behind one another, each behind its prefix, as they are written. */
  async read(samples: TrackSamples, { first, count, bytes }: Chunk): Promise<Buffer> {
    const end = first + count;
    let filled = 0;
    for (let from = first; from < end;) {
      let to = from + 1;
      while (to < end && samples.file[to] === samples.file[from]) to++;
      filled = await this.readRun(samples, { from, to }, filled);
      from = to;
    }
    if (filled !== bytes) throw new Error(`a chunk of ${bytes} bytes came out as ${filled}`);
    return this.buffer.subarray(0, filled);
  }

  async close(): Promise<void> {
    for (const handle of this.handles.values()) await handle.close();
  }

  /**
   * One read for a run of samples that lie in one file. It is read so far behind its place that each sample then only
   * moves forward: over what lies between samples, and to make room for prefixes. Returns where the next run goes.
   */
  private async readRun(
    samples: TrackSamples,
    { from, to }: { from: number; to: number },
    at: number,
  ): Promise<number> {
    const { path, prefix } = must(samples.files[samples.file[from] ?? 0], 'the file of a sample');
    const begin = samples.offsets[from] ?? 0;
    const length = (samples.offsets[to - 1] ?? 0) + (samples.sizes[to - 1] ?? 0) - begin;
    const read = at + prefix * (to - from);
    this.makeRoom(read + length);
    const { bytesRead } = await (await this.file(path)).read(this.buffer, read, length, begin);
    if (bytesRead !== length) throw new Error('the coded stream is shorter than its index');
    let next = at;
    for (let i = from; i < to; i++) {
      const [size, source] = [samples.sizes[i] ?? 0, read + (samples.offsets[i] ?? 0) - begin];
      if (prefix === 4) this.buffer.writeUInt32BE(size, next);
      if (source !== next + prefix) this.buffer.copyWithin(next + prefix, source, source + size);
      next += prefix + size;
    }
    return next;
  }

  private async file(path: string): Promise<FileHandle> {
    const handle = this.handles.get(path) ?? (await open(path, 'r'));
    this.handles.set(path, handle);
    return handle;
  }

  private makeRoom(bytes: number): void {
    if (bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(bytes, 2 * this.buffer.length));
    this.buffer.copy(larger);
    this.buffer = larger;
  }
}
