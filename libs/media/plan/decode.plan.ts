import { type Container, CONTAINERS } from '../formats';
import type { MediaFacts } from '../probe/facts';
import { type FfmpegCommandLine, PIPE } from '../run/command';
import { hardenedInput, QUIET } from './hardened-input';

/** Frames come out one by one with the source's own timestamps: none repeated, none dropped, none turned. */
const AS_STORED = ['-fps_mode', 'passthrough', '-enc_time_base', '-1'];
export const footageInput = (container: Container, source: string, manner: readonly string[] = QUIET) => ({
  options: [...manner, '-noautorotate', '-copyts', ...hardenedInput(container)],
  source,
});

/** Every message with its level. That pictures are concealed, ffmpeg says no louder than as information. */
const TALKATIVE = ['-nostdin', '-hide_banner', '-nostats', '-v', 'repeat+level+info'];

/** The pixel format in which frames are worked on: 8-bit 4:2:0, in the range that the source uses. */
export const workingFormat = (facts: MediaFacts): 'yuv420p' | 'yuvj420p' =>
  facts.video.fullRange ? 'yuvj420p' : 'yuv420p';

/** Samples of the frames as they are worked on: 4:2:0 needs an even width and height. */
export const workingSize = ({ video }: MediaFacts): { width: number; height: number } => ({
  width: video.width + (video.width % 2),
  height: video.height + (video.height % 2),
});

/**
 * Output options of raw frames. On one thread: the encoder that only copies would otherwise hand every frame to threads of
 * its own (measured: a tenth of a decode).
 */
export const RAW_FRAMES = ['-c:v', 'rawvideo', '-threads', '1', '-f', 'rawvideo'];

/**
 * Output options of a listing of frames' times. Frames are wrapped, not copied: nobody reads the checksum that stands beside
 * a time (measured: a tenth of a decode).
 */
export const TIMES_ALONE = ['-c:v', 'wrapped_avframe', '-f', 'framecrc'];

/**
 * After a picture that is lost, a decoder may give frames whose times run backwards. No player could show them, so they
 * are no frames of the clip: intake, renderer, verifier and proxy leave out the same ones.
 */
export const inOrder = (facts: MediaFacts): string[] =>
  facts.damaged ? ["select='isnan(prev_selected_pts)+gt(pts,prev_selected_pts)'"] : [];

/**
 * A stream whose pictures change in size is brought to the size it begins with; for any other this does nothing. An
 * odd picture gets one column or line more, on its right or lower edge; none is lost.
 */
export function toWorkingSize(facts: MediaFacts): string[] {
  const { width, height } = workingSize(facts);
  const even = width === facts.video.width && height === facts.video.height;
  const same = [`scale=${facts.video.width}:${facts.video.height}`, `format=${facts.video.pixelFormat}`];
  return even ? same : [...same, `pad=${width}:${height}`];
}

const filtered = (...filters: readonly string[]): string[] => (filters.length > 0 ? ['-vf', filters.join(',')] : []);

/** The first sound, decoded and thrown away. */
const heard = (facts: MediaFacts): FfmpegCommandLine['outputs'] =>
  facts.audio.slice(0, 1).map((audio) => ({ options: ['-map', `0:${audio.index}`, '-f', 'null'], target: '-' }));

/**
 * Decodes everything once and lists the presentation time of every frame; nothing of the picture is kept. What it says
 * meanwhile tells whether the recording is whole.
 */
export const indexCommand = (facts: MediaFacts, source: string, listing: string): FfmpegCommandLine => ({
  inputs: [footageInput(facts.container, source, [...TALKATIVE, '-threads', '2'])],
  outputs: [timesOutput(facts, listing), ...heard(facts)],
});

/**
 * The same on one thread, telling of each packet and each frame as it passes: so that the place of a fault in what it
 * says is the place of the fault in the recording.
 */
export const locateCommand = (facts: MediaFacts, source: string, listing: string): FfmpegCommandLine => ({
  inputs: [footageInput(facts.container, source, [...TALKATIVE, '-debug_ts', '-threads', '1'])],
  outputs: [timesOutput(facts, listing), ...heard(facts)],
});

/** Of the same pass, the presentation times of its frames, in `listing`. */
export const timesOutput = (facts: MediaFacts, listing: string): FfmpegCommandLine['outputs'][number] => ({
  options: ['-map', `0:${facts.video.index}`, ...filtered(...inOrder(facts)), ...AS_STORED, ...TIMES_ALONE],
  target: listing,
});

/** Raw frames as stored, and their presentation times in `listing`. */
export const framesCommand = (facts: MediaFacts, source: string, listing: string): FfmpegCommandLine => ({
  inputs: [footageInput(facts.container, source)],
  outputs: [
    {
      options: [
        '-map',
        `0:${facts.video.index}`,
        ...filtered(...inOrder(facts), ...toWorkingSize(facts)),
        ...AS_STORED,
        '-pix_fmt',
        workingFormat(facts),
        ...RAW_FRAMES,
      ],
      target: PIPE,
    },
    timesOutput(facts, listing),
  ],
});

/** Samples a second of all sound that Daylight works on, whatever the source's rate. */
export const AUDIO_RATE = 48_000;

/** More channels are mixed down; a mute then holds for all of them. */
export const workingChannels = (facts: MediaFacts): number => Math.min(facts.audio[0]?.channels ?? 0, 2);

/**
 * Samples counted from a second of the container's clock. It becomes zero before the rate is changed: the resampler takes
 * any other `first_pts` for samples of the source's rate, and all sound of another rate than ours would come out early.
 */
export const samplesFrom = (start: number): string =>
  `asetpts=PTS-${start}/TB,aresample=${AUDIO_RATE}:async=1:min_hard_comp=0.005:first_pts=0`;

/**
 * Sound as signed 16-bit samples whose number is their time: sample n sounds at n / 48,000 s of the clip's clock.
 * Gaps and a late start are filled with silence, so that an interval in seconds means the same everywhere.
 */
export const samplesCommand = (facts: MediaFacts, source: string): FfmpegCommandLine => ({
  inputs: [footageInput(facts.container, source)],
  outputs: [
    {
      options: [
        '-map',
        `0:${facts.audio[0]?.index ?? 0}`,
        '-af',
        samplesFrom(clockStart(facts)),
        '-ac',
        String(workingChannels(facts)),
        '-f',
        's16le',
      ],
      target: PIPE,
    },
  ],
});

/**
 * Seconds of the container's clock that are the clip's zero. MP4, Matroska and AVI count from zero by definition; a
 * transport stream's clock starts anywhere.
 */
export const clockStart = (facts: MediaFacts): number =>
  CONTAINERS[facts.container].arbitraryStart ? facts.startTime : 0;
