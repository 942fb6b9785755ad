/**
 * What Daylight opens, and how it names it to ffmpeg. Everything else is kept and never processed: the build of
 * ffmpeg at hand has hundreds of demuxers and decoders, and any of them may be the next hole (reliability, finding 7).
 */
export type Container = 'mov' | 'matroska' | 'mpegts' | 'avi';

interface ContainerFormat {
  /** What people call it. */
  readonly name: string;
  /** ffmpeg's demuxer, forced, so that the content never chooses one. */
  readonly demuxer: string;
  /** ffmpeg's `-format_whitelist`: all names of that demuxer. */
  readonly whitelist: string;
  /** Its clock begins at an arbitrary number, so that times are counted from its first timestamp. */
  readonly arbitraryStart: boolean;
}

export const CONTAINERS: Readonly<Record<Container, ContainerFormat>> = {
  mov: { name: 'MP4 or QuickTime', demuxer: 'mov', whitelist: 'mov,mp4,m4a,3gp,3g2,mj2', arbitraryStart: false },
  matroska: { name: 'Matroska or WebM', demuxer: 'matroska', whitelist: 'matroska,webm', arbitraryStart: false },
  mpegts: { name: 'MPEG transport stream', demuxer: 'mpegts', whitelist: 'mpegts', arbitraryStart: true },
  avi: { name: 'AVI', demuxer: 'avi', whitelist: 'avi', arbitraryStart: false },
};

/** Video codecs that body-worn and City cameras write, by ffmpeg's names. */
export const VIDEO_CODECS = ['h264', 'hevc', 'mpeg4', 'mjpeg', 'vp8', 'vp9', 'mpeg2video'] as const;

export const AUDIO_CODECS = [
  'aac',
  'mp3',
  'mp2',
  'ac3',
  'opus',
  'vorbis',
  'flac',
  'alac',
  'amrnb',
  'amrwb',
  'pcm_s16le',
  'pcm_s16be',
  'pcm_s24le',
  'pcm_s32le',
  'pcm_f32le',
  'pcm_u8',
  'pcm_mulaw',
  'pcm_alaw',
  'adpcm_ima_wav',
  'adpcm_ima_qt',
  'adpcm_ms',
  'adpcm_g726',
] as const;

/** ffmpeg knows one decoder by two names. */
const DECODER_NAMES = ['mp3float', 'mp2float', 'libopus', 'libvpx', 'libvpx-vp9'];

/**
 * What a recording may carry beside picture and sound: subtitles, captions, a cover. Never released and never decoded,
 * but ffprobe gives up on a whole file if it may not name the decoder of one of its streams.
 */
const EXTRAS = [
  'mov_text',
  'subrip',
  'srt',
  'ass',
  'ssa',
  'text',
  'webvtt',
  'cc_dec',
  'dvbsub',
  'dvdsub',
  'pgssub',
  'png',
];

export const CODEC_WHITELIST = [...VIDEO_CODECS, ...AUDIO_CODECS, ...DECODER_NAMES, ...EXTRAS].join(',');

/** 8K. A header may claim more to make a decoder allocate it. */
export const MOST_PIXELS = 40_000_000;
