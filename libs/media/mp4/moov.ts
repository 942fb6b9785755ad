import { box, fullBox, i32, i64, runs, u16, u32, u32s, u64, u64s, u8 } from './boxes';
import {
  AAC_FRAME,
  type AudioTrackSpec,
  type Chunk,
  type Movie,
  type TrackSamples,
  type VideoTrackSpec,
  writtenSize,
} from './film';

/** Where the media data lies: needed for chunk offsets. */
interface Place {
  /** Offset of the first chunk in the file. */
  readonly start: number;
  /** Offsets need 64 bits. */
  readonly large: boolean;
}

const UNDETERMINED_LANGUAGE = 0x55c4; // "und", ISO 14496-12 § 8.4.2
const VIDEO_ID = 1;
const AUDIO_ID = 2;

export const fileType = (): Buffer =>
  box('ftyp', Buffer.from('isom', 'latin1'), u32(0x200), Buffer.from('isomiso2avc1mp41', 'latin1'));

/** Ticks a second of the film, at least: by them sound is cut, and a picture from AVI has but one a frame. */
const LEAST_TICKS = 1000;

/** The index of a release. No user data, no metadata, no names, no dates: every time field is zero. */
export function movie(film: Movie, chunks: readonly Chunk[], place: Place): Buffer {
  const { video, audio } = film;
  const finer = Math.ceil(LEAST_TICKS / video.timescale);
  const scale = finer * video.timescale;
  const pictureTicks = finer * videoEnd(video);
  const soundTicks = audio ? Math.round((audio.length / audio.rate) * scale) : 0;
  const duration = Math.max(pictureTicks, soundTicks);
  return box(
    'moov',
    movieHeader(scale, duration, audio ? 3 : 2),
    videoTrack(video, pictureTicks, offsetsOf('video', chunks, place), place),
    ...(audio ? [audioTrack(audio, soundTicks, offsetsOf('audio', chunks, place), place)] : []),
  );
}

const videoEnd = (video: VideoTrackSpec): number => (shownTimes(video).at(-1) ?? 0) + video.lastDuration;

const shownTimes = (video: VideoTrackSpec): number[] => [...video.pts].sort((a, b) => a - b);

/** Ticks at which each sample is decoded: at zero the first, then one as often as a frame is shown. */
export function decodingTimes(video: VideoTrackSpec): number[] {
  const shown = shownTimes(video);
  return shown.map((time) => time - (shown[0] ?? 0));
}

const IDENTITY = i32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

const movieHeader = (timescale: number, duration: number, nextTrack: number): Buffer =>
  fullBox(
    'mvhd',
    1,
    0,
    u64(0, 0),
    u32(timescale),
    u64(duration),
    u32(0x10000),
    u16(0x100, 0),
    u32(0, 0),
    IDENTITY,
    u32(0, 0, 0, 0, 0, 0, nextTrack),
  );

function trackHeader(
  id: number,
  duration: number,
  rest: { volume: number; matrix: Buffer; width: number; height: number },
): Buffer {
  const ENABLED_IN_MOVIE = 3;
  const size = u32(Math.round(rest.width * 0x10000), Math.round(rest.height * 0x10000));
  return fullBox(
    'tkhd',
    1,
    ENABLED_IN_MOVIE,
    u64(0, 0),
    u32(id, 0),
    u64(duration),
    u32(0, 0),
    u16(0, 0, rest.volume, 0),
    rest.matrix,
    size,
  );
}

const media = (timescale: number, duration: number, handler: 'vide' | 'soun', header: Buffer, table: Buffer): Buffer =>
  box(
    'mdia',
    fullBox('mdhd', 1, 0, u64(0, 0), u32(timescale), u64(duration), u16(UNDETERMINED_LANGUAGE, 0)),
    fullBox('hdlr', 0, 0, u32(0), Buffer.from(handler, 'latin1'), u32(0, 0, 0), u8(0)),
    box('minf', header, box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1))), table),
  );

// ---- picture

function videoTrack(video: VideoTrackSpec, movieTicks: number, offsets: Offsets, place: Place): Buffer {
  const { num, den } = video.sampleAspect;
  const header = trackHeader(VIDEO_ID, movieTicks, {
    volume: 0,
    matrix: matrixOf(video),
    width: (video.width * num) / den,
    height: video.height,
  });
  const table = box(
    'stbl',
    fullBox('stsd', 0, 0, u32(1), visualEntry(video)),
    timeToSample(durationsOf(video)),
    ...compositionOffsets(video),
    fullBox('stss', 0, 0, u32(video.keyframes.length), u32s(video.keyframes.map((frame) => frame + 1))),
    ...placement(video.samples, offsets, place),
  );
  return box(
    'trak',
    header,
    media(video.timescale, videoEnd(video), 'vide', fullBox('vmhd', 0, 1, u16(0, 0, 0, 0)), table),
  );
}

/** How long each frame lasts in decoding time: to the next frame. Decoding starts at zero. */
function durationsOf(video: VideoTrackSpec): number[] {
  const times = decodingTimes(video);
  return times.map((time, i) => (i + 1 < times.length ? (times[i + 1] ?? 0) - time : video.lastDuration));
}

/**
 * By how much each sample is shown later than it is decoded, or, as version 1 allows (ISO 14496-12 § 8.6.1.3),
 * earlier: so neither B-frames nor a first frame after zero need an edit list.
 */
function compositionOffsets(video: VideoTrackSpec): Buffer[] {
  const times = decodingTimes(video);
  const found = runs(video.pts.map((time, i) => time - (times[i] ?? 0)));
  if (found.every(({ value }) => value === 0)) return [];
  return [fullBox('ctts', 1, 0, u32(found.length), ...found.flatMap(({ count, value }) => [u32(count), i32(value)]))];
}

/** The display matrix: x' = a x + c y, y' = b x + d y (ISO 14496-12 § 8.3.2), the mirror first, then the turn. */
function matrixOf({ rotation, mirrored }: VideoTrackSpec): Buffer {
  const [a, b, c, d] = ({ 0: [1, 0, 0, 1], 90: [0, 1, -1, 0], 180: [-1, 0, 0, -1], 270: [0, -1, 1, 0] } as const)[
    rotation
  ];
  const sign = mirrored ? -1 : 1;
  const fixed = (value: number): number => value * 0x10000;
  return i32(fixed(a * sign), fixed(b * sign), 0, fixed(c), fixed(d), 0, 0, 0, 0x40000000);
}

function visualEntry(video: VideoTrackSpec): Buffer {
  const { num, den } = video.sampleAspect;
  return box(
    'avc1',
    u32(0),
    u16(0, 1), // reserved, data reference 1
    u32(0, 0, 0, 0),
    u16(video.width, video.height),
    u32(0x480000, 0x480000, 0), // 72 dpi, as ISO 14496-12 § 12.1.3 asks
    u16(1),
    Buffer.alloc(32), // no compressor name
    u16(0x18, 0xffff),
    avcConfiguration(video),
    ...(num === den ? [] : [box('pasp', u32(num, den))]),
  );
}

/** AVCDecoderConfigurationRecord, ISO 14496-15 § 5.3.3.1. */
function avcConfiguration({ sps, pps }: VideoTrackSpec): Buffer {
  const first = sps[0];
  if (!first) throw new Error('a track without an SPS');
  const profile = Buffer.from([
    Math.max(...sps.map((set) => set[1] ?? 0)),
    sps.reduce((flags, set) => flags & (set[2] ?? 0), 0xff),
    Math.max(...sps.map((set) => set[3] ?? 0)),
  ]);
  const sets = (list: readonly Buffer[]): Buffer => Buffer.concat(list.flatMap((set) => [u16(set.length), set]));
  const high = [100, 110, 122, 144].includes(profile[0] ?? 0) ? [u8(0xfd, 0xf8, 0xf8, 0)] : []; // 4:2:0, 8 bits
  return box('avcC', u8(1), profile, u8(0xff, 0xe0 | sps.length), sets(sps), u8(pps.length), sets(pps), ...high);
}

// ---- sound

function audioTrack(audio: AudioTrackSpec, movieTicks: number, offsets: Offsets, place: Place): Buffer {
  const count = audio.samples.sizes.length;
  const coded = count * AAC_FRAME;
  const header = trackHeader(AUDIO_ID, movieTicks, { volume: 0x100, matrix: IDENTITY, width: 0, height: 0 });
  // The only edit list of a release: it skips the encoder's lead-in and cuts what the last frame was filled up with.
  const edit = fullBox('elst', 1, 0, u32(1), u64(movieTicks), i64(audio.priming), u16(1, 0));
  const table = box(
    'stbl',
    fullBox('stsd', 0, 0, u32(1), soundEntry(audio)),
    timeToSample(audio.samples.sizes.map(() => AAC_FRAME)),
    ...placement(audio.samples, offsets, place),
  );
  return box(
    'trak',
    header,
    box('edts', edit),
    media(audio.rate, coded, 'soun', fullBox('smhd', 0, 0, u16(0, 0)), table),
  );
}

const soundEntry = (audio: AudioTrackSpec): Buffer =>
  box(
    'mp4a',
    u32(0),
    u16(0, 1),
    u32(0, 0),
    u16(audio.channels, 16, 0, 0),
    u32((audio.rate * 0x10000) >>> 0),
    elementaryStream(audio.config),
  );

/** ES_Descriptor, ISO 14496-1 § 7.2.6. */
function elementaryStream(config: Buffer): Buffer {
  const descriptor = (tag: number, ...content: readonly Buffer[]): Buffer => {
    const body = Buffer.concat(content);
    return Buffer.concat([u8(tag, body.length), body]);
  };
  const AAC = 0x40;
  const AUDIO_STREAM = 0x15;
  const decoder = descriptor(4, u8(AAC, AUDIO_STREAM, 0, 0, 0), u32(0, 0), descriptor(5, config));
  return fullBox('esds', 0, 0, descriptor(3, u16(AUDIO_ID), u8(0), decoder, descriptor(6, u8(2))));
}

// ---- tables

interface Offsets {
  readonly chunks: readonly number[];
  /** Samples in each chunk. */
  readonly counts: readonly number[];
}

function offsetsOf(track: Chunk['track'], chunks: readonly Chunk[], place: Place): Offsets {
  const found = { chunks: [] as number[], counts: [] as number[] };
  let at = place.start;
  for (const chunk of chunks) {
    if (chunk.track === track) {
      found.chunks.push(at);
      found.counts.push(chunk.count);
    }
    at += chunk.bytes;
  }
  return found;
}

function timeToSample(durations: readonly number[]): Buffer {
  const found = runs(durations);
  return fullBox('stts', 0, 0, u32(found.length), ...found.map(({ count, value }) => u32(count, value)));
}

function placement(samples: TrackSamples, { chunks, counts }: Offsets, { large }: Place): Buffer[] {
  let chunk = 1;
  const groups = runs(counts).map(({ count, value }) => {
    const first = chunk;
    chunk += count;
    return u32(first, value, 1);
  });
  return [
    fullBox('stsc', 0, 0, u32(groups.length), ...groups),
    fullBox('stsz', 0, 0, u32(0, samples.sizes.length), u32s(samples.sizes.map((_, i) => writtenSize(samples, i)))),
    large
      ? fullBox('co64', 0, 0, u32(chunks.length), u64s(chunks))
      : fullBox('stco', 0, 0, u32(chunks.length), u32s(chunks)),
  ];
}
