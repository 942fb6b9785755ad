/** Samples of sound in one AAC-LC frame (ISO 14496-3 § 4.5.1.1). */
export const AAC_FRAME = 1024;

/** A file of ours in which coded samples lie. */
export interface SampleFile {
  readonly path: string;
  /** Bytes written before each payload: 4 for the length of a bare NAL unit (ISO 14496-15 § 5.3.3.1), else 0. */
  readonly prefix: 0 | 4;
}

/** Coded samples of one track, in decoding order, by where they lie. */
export interface TrackSamples {
  readonly files: readonly SampleFile[];
  /** For each sample the number of its file. */
  readonly file: readonly number[];
  readonly offsets: readonly number[];
  readonly sizes: readonly number[];
}

/** Samples that all lie in one file. */
export const inOneFile = (
  file: SampleFile,
  { offsets, sizes }: Pick<TrackSamples, 'offsets' | 'sizes'>,
): TrackSamples => ({ files: [file], file: sizes.map(() => 0), offsets, sizes });

/** Bytes that sample `i` takes in the release. */
export const writtenSize = ({ files, file, sizes }: TrackSamples, i: number): number =>
  (sizes[i] ?? 0) + (files[file[i] ?? 0]?.prefix ?? 0);

export interface VideoTrackSpec {
  readonly samples: TrackSamples;
  readonly width: number;
  readonly height: number;
  readonly sampleAspect: { readonly num: number; readonly den: number };
  readonly rotation: 0 | 90 | 180 | 270;
  readonly mirrored: boolean;
  readonly sps: readonly Buffer[];
  readonly pps: readonly Buffer[];
  /** Ticks a second. */
  readonly timescale: number;
  /** Presentation time of each sample in ticks, in decoding order. */
  readonly pts: readonly number[];
  readonly lastDuration: number;
  /** Samples at which decoding may begin. */
  readonly keyframes: readonly number[];
}

export interface AudioTrackSpec {
  readonly samples: TrackSamples;
  readonly config: Buffer;
  readonly channels: number;
  readonly rate: number;
  /** Samples of sound, without the encoder's own lead-in. */
  readonly length: number;
  /** Samples that the encoder puts before the sound, to be skipped. */
  readonly priming: number;
}

export interface Movie {
  readonly video: VideoTrackSpec;
  readonly audio: AudioTrackSpec | null;
}

/** A run of samples of one track that lie together in the file. */
export interface Chunk {
  readonly track: 'video' | 'audio';
  readonly first: number;
  readonly count: number;
  readonly bytes: number;
}
