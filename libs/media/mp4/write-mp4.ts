import { type FileHandle, open } from 'node:fs/promises';
import { box } from './boxes';
import { AAC_FRAME, type Chunk, type Movie, type TrackSamples, writtenSize } from './film';
import { decodingTimes, fileType, movie } from './moov';

/** Half a second of picture, then half a second of sound: a player never reads far for either. */
const CHUNK_SECONDS = 0.5;

/**
 * Writes a release: ftyp, moov, mdat and nothing else, the index first so that it plays while it loads. Holds no
 * sample in memory longer than its chunk.
 */
export async function writeMp4(path: string, film: Movie): Promise<void> {
  const chunks = interleave(film);
  const file = await open(path, 'wx', 0o644);
  try {
    await file.write(headOf(film, chunks));
    await writeChunks(file, film, chunks);
    await file.sync();
  } finally {
    await file.close();
  }
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

async function writeChunks(target: FileHandle, film: Movie, chunks: readonly Chunk[]): Promise<void> {
  const open = new OpenFiles();
  try {
    for (const chunk of chunks) {
      const samples = chunk.track === 'video' ? film.video.samples : film.audio?.samples;
      if (samples) await target.write(await readChunk(open, samples, chunk));
    }
  } finally {
    await open.close();
  }
}

/** Each file is opened once. */
class OpenFiles {
  private readonly handles = new Map<string, Promise<FileHandle>>();

  of(path: string): Promise<FileHandle> {
    const known = this.handles.get(path) ?? open(path, 'r');
    this.handles.set(path, known);
    return known;
  }

  async close(): Promise<void> {
    for (const handle of this.handles.values()) await (await handle).close();
  }
}

/** One read for each run of samples that lie in one file; the payloads are then set behind one another, with prefixes. */
async function readChunk(open: OpenFiles, samples: TrackSamples, chunk: Chunk): Promise<Buffer> {
  const parts: Buffer[] = [];
  const end = chunk.first + chunk.count;
  for (let first = chunk.first; first < end;) {
    let next = first + 1;
    while (next < end && samples.file[next] === samples.file[first]) next++;
    parts.push(...(await readRun(open, samples, first, next)));
    first = next;
  }
  return Buffer.concat(parts);
}

async function readRun(open: OpenFiles, samples: TrackSamples, first: number, end: number): Promise<Buffer[]> {
  const source = samples.files[samples.file[first] ?? 0];
  if (!source) throw new Error('a sample that lies in no file');
  const last = end - 1;
  const from = samples.offsets[first] ?? 0;
  const length = (samples.offsets[last] ?? 0) + (samples.sizes[last] ?? 0) - from;
  const run = Buffer.allocUnsafe(length);
  const { bytesRead } = await (await open.of(source.path)).read(run, 0, length, from);
  if (bytesRead !== length) throw new Error('the coded stream is shorter than its index');
  const parts: Buffer[] = [];
  for (let i = first; i < end; i++) {
    const size = samples.sizes[i] ?? 0;
    const at = (samples.offsets[i] ?? 0) - from;
    if (source.prefix === 4) {
      const prefix = Buffer.alloc(4);
      prefix.writeUInt32BE(size);
      parts.push(prefix);
    }
    parts.push(run.subarray(at, at + size));
  }
  return parts;
}
