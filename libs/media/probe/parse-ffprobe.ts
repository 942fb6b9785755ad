import type { Container } from '../formats';
import { ENCRYPTED } from './encrypted';
import { UNREADABLE } from './refusals';
import type { AudioFacts, MediaFacts, Quarantine, Rational, VideoFacts } from './facts';

/** The part of ffprobe's JSON that is read. Everything in it may be missing: the file made it. */
interface ProbeJson {
  readonly streams?: readonly StreamJson[];
  readonly format?: { readonly start_time?: string; readonly duration?: string; readonly tags?: TagsJson };
}

type TagsJson = Readonly<Record<string, unknown>>;

interface StreamJson {
  readonly tags?: TagsJson;
  readonly index?: number;
  readonly codec_type?: string;
  readonly codec_name?: string;
  readonly codec_tag_string?: string;
  readonly profile?: string;
  readonly width?: number;
  readonly height?: number;
  readonly coded_width?: number;
  readonly pix_fmt?: string;
  readonly time_base?: string;
  readonly sample_aspect_ratio?: string;
  readonly field_order?: string;
  readonly color_range?: string;
  readonly color_space?: string;
  readonly color_transfer?: string;
  readonly color_primaries?: string;
  readonly bit_rate?: string;
  readonly avg_frame_rate?: string;
  readonly nb_frames?: string;
  readonly sample_rate?: string;
  readonly channels?: number;
  readonly disposition?: { readonly attached_pic?: number };
  readonly side_data_list?: readonly { readonly displaymatrix?: string }[];
}

/** What a release has of its own, and what says nothing of anybody. */
const TECHNICAL = /^(major_brand|minor_version|compatible_brands|language|vendor_id|rotate|duration.*)$/i;
const COMMON = ['VideoHandler', 'SoundHandler', 'DataHandler'];
/** Shorter words turn up in coded pictures by chance. */
const SHORTEST = 6;
const MOST_TEXTS = 100;

function textsOf(tagged: readonly { readonly tags?: TagsJson }[]): string[] {
  const values = tagged.flatMap(({ tags = {} }) =>
    Object.entries(tags).flatMap(([name, value]) =>
      typeof value === 'string' && !TECHNICAL.test(name) && value.length >= SHORTEST ? [value] : [],
    ),
  );
  return [...new Set(values)].filter((value) => !COMMON.includes(value)).slice(0, MOST_TEXTS);
}

/** Reads ffprobe's output once into types; or says why there is nothing to work with. */
export function parseFfprobe(json: unknown, container: Container): MediaFacts | Quarantine {
  const { streams = [], format = {} } = json as ProbeJson;
  if (streams.some((stream) => /^(encv|enca|drmi|drms)$/.test(stream.codec_tag_string ?? ''))) {
    return ENCRYPTED;
  }
  const pictures = streams.filter((s) => s.codec_type === 'video' && s.disposition?.attached_pic !== 1);
  const [video] = pictures;
  if (!video) return { code: 'no-video', says: 'The file holds no moving picture.' };
  // No sample entry at all: the index was cut short.
  if (video.codec_name === undefined && video.codec_tag_string === '[0][0][0][0]') return UNREADABLE;
  const sound = streams.filter((stream) => stream.codec_type === 'audio');
  return {
    container,
    video: videoFacts(video),
    audio: sound.map(audioFacts),
    others: streams
      .filter((stream) => stream !== video && !sound.includes(stream))
      .map((stream) => ({ kind: stream.codec_type ?? 'unknown', codec: stream.codec_name ?? 'unknown' })),
    startTime: finite(format.start_time) ?? 0,
    claimedDuration: finite(format.duration),
    damaged: false,
    texts: textsOf([format, ...streams]),
  };
}

const videoFacts = (stream: StreamJson): VideoFacts => ({
  index: stream.index ?? 0,
  codec: stream.codec_name ?? 'unknown',
  profile: stream.profile ?? '',
  pixelFormat: stream.pix_fmt ?? 'unknown',
  width: stream.width ?? 0,
  height: stream.height ?? 0,
  timeBase: rational(stream.time_base, '/') ?? { num: 1, den: 90_000 },
  ...orientation(stream.side_data_list?.find((data) => data.displaymatrix)?.displaymatrix),
  sampleAspect: rational(stream.sample_aspect_ratio, ':') ?? { num: 1, den: 1 },
  interlaced: !['progressive', 'unknown', undefined].includes(stream.field_order),
  fullRange: stream.color_range === 'pc' || (stream.pix_fmt ?? '').startsWith('yuvj'),
  colour: {
    space: known(stream.color_space),
    transfer: known(stream.color_transfer),
    primaries: known(stream.color_primaries),
  },
  bitRate: finite(stream.bit_rate),
  frameRate: rational(stream.avg_frame_rate, '/') ?? { num: 25, den: 1 },
  promisedFrames: finite(stream.nb_frames),
});

const audioFacts = (stream: StreamJson): AudioFacts => ({
  index: stream.index ?? 0,
  codec: stream.codec_name ?? 'unknown',
  sampleRate: finite(stream.sample_rate) ?? 0,
  channels: stream.channels ?? 0,
});

/** Names that say nothing are no names. */
const known = (name: string | undefined): string | null =>
  name === undefined || ['unknown', 'reserved', 'unspecified'].includes(name) ? null : name;

function finite(text: string | undefined): number | null {
  const value = Number(text);
  return text !== undefined && Number.isFinite(value) ? value : null;
}

/** A positive fraction; ffprobe writes 0/0 or 0:1 for "not known". */
function rational(text: string | undefined, sign: '/' | ':'): Rational | null {
  const [num, den] = (text ?? '').split(sign).map(Number);
  return num !== undefined && den !== undefined && num > 0 && den > 0 ? { num, den } : null;
}

/**
 * The display matrix (ISO 14496-12 § 8.3.2): x' = a x + c y, y' = b x + d y, 16.16 fixed point, y downwards. ffprobe
 * prints its three rows, `a b u`, `c d v`, `x y w`.
 */
function orientation(matrix: string | undefined): Pick<VideoFacts, 'rotation' | 'mirrored'> {
  if (matrix === undefined) return { rotation: 0, mirrored: false };
  const rows = [...matrix.matchAll(/:\s*(-?\d+)\s+(-?\d+)\s+(-?\d+)/g)].map((row) => row.slice(1).map(Number));
  const [a = 1, b = 0] = rows[0] ?? [];
  const [c = 0, d = 1] = rows[1] ?? [];
  const mirrored = a * d - b * c < 0;
  const sign = mirrored ? -1 : 1; // undo the mirror, which comes first, to see the turn
  const degrees = Math.round((Math.atan2(sign * b, sign * a) * 180) / Math.PI);
  const turn = ((degrees % 360) + 360) % 360;
  return { rotation: turn === 0 || turn === 90 || turn === 180 || turn === 270 ? turn : null, mirrored };
}
