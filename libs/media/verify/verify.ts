import { AppError, must } from '@app/kernel';
import { mutedSamples, type RedactionPlan } from '@app/redactions/domain';
import { type Mp4, type Mp4Track, readMp4 } from '../mp4/read-mp4';
import { asMalformed } from '../mp4/sample-tables';
import { frameBytes } from '../paint';
import { AUDIO_RATE, framesCommand, samplesCommand, workingChannels, workingSize } from '../plan/decode.plan';
import { type Footage, openFootage } from '../probe/examine';
import { type FrameListing, readFrameListing } from '../probe/frame-listing';
import { holdAgainstClip } from '../probe/hold-against-clip';
import { pictureOf, releaseTimes } from '../render-picture';
import type { MediaBench } from '../run/bench';
import { FrameReader } from '../run/frames';
import type { JobFolder } from '../run/job-folder';
import { FfmpegFailed, runFfmpeg, together } from '../run/run-ffmpeg';
import { type SampleBlock, SampleReader } from '../run/samples';
import { checkContainer } from './check-container';
import { PictureCheck, type PictureFigures } from './check-picture';
import { SoundCheck, type SoundFigures, WINDOW } from './check-sound';
import { Pairing } from './pairing';
import { Findings, type Violation } from './violation';

export interface Verification {
  readonly version: 1;
  readonly passed: boolean;
  readonly picture: PictureFigures | null;
  readonly sound: SoundFigures | null;
  /** Seconds of wall time. */
  readonly seconds: number;
  readonly violations: readonly Violation[];
  /** How often each rule is broken; the list above stops at a hundred of each. */
  readonly counts: Readonly<Record<string, number>>;
  readonly ffmpeg: string;
}

export interface VerifyRequest {
  readonly source: string;
  readonly output: string;
  readonly plan: RedactionPlan;
  readonly signal?: AbortSignal;
}

/**
 * Holds a release against its source and its plan, by decoding both. Knows nothing of how the release was made: it
 * catches what the renderer got wrong as well as what somebody did to the file afterwards.
 */
export async function verify(bench: MediaBench, request: VerifyRequest): Promise<Verification> {
  const began = Date.now();
  const findings = new Findings();
  const figures = await bench.job((folder) => check(bench, folder, request, findings));
  return {
    version: 1,
    passed: findings.list.length === 0,
    ...figures,
    seconds: (Date.now() - began) / 1000,
    violations: findings.list,
    counts: findings.counts,
    ffmpeg: bench.tools.version,
  };
}

type Figures = Pick<Verification, 'picture' | 'sound'>;
const NOTHING: Figures = { picture: null, sound: null };

async function check(
  bench: MediaBench,
  folder: JobFolder,
  request: VerifyRequest,
  findings: Findings,
): Promise<Figures> {
  const source = await openFootage(bench, folder, request.source, 'source');
  if ('code' in source) throw new AppError('invalid-input', source.says, { with: { reason: source.code } });
  await holdAgainstClip(bench, folder, source, request.plan);
  const mp4 = await readMp4(request.output).catch((error: unknown) => wellFormedOr(error, findings));
  const release = await openFootage(bench, folder, request.output, 'release');
  if (!mp4 || 'code' in release) {
    if ('code' in release) findings.add('well-formed', release.says);
    return NOTHING;
  }
  await checkContainer(request.output, mp4, source.media.audio.length > 0, findings).catch((error: unknown) =>
    wellFormedOr(error, findings),
  );
  const pair: Pair = { source, release };
  const picture = await checkPicture(folder, pair, request.plan, mp4, findings, request.signal);
  return { picture, sound: await checkSound(folder, pair, request.plan, mp4, findings, request.signal) };
}

interface Pair {
  readonly source: Footage;
  readonly release: Footage;
}

function wellFormedOr(error: unknown, findings: Findings): null {
  const fault = asMalformed(error);
  if (!(fault instanceof AppError)) throw error;
  findings.add('well-formed', fault.message);
  return null;
}

async function checkPicture(
  folder: JobFolder,
  { source, release }: Pair,
  plan: RedactionPlan,
  mp4: Mp4,
  findings: Findings,
  signal: AbortSignal | undefined,
): Promise<PictureFigures | null> {
  const size = workingSize(source.media);
  const other = workingSize(release.media);
  if (other.width !== size.width || other.height !== size.height) {
    findings.add(
      'rest-unchanged',
      `the picture is ${other.width} × ${other.height}, the source’s ${size.width} × ${size.height}`,
    );
    return null;
  }
  const { rotation, mirrored, sampleAspect, fullRange } = source.media.video;
  const shown = release.media.video;
  if (
    shown.rotation !== rotation ||
    shown.mirrored !== mirrored ||
    shown.fullRange !== fullRange ||
    shown.sampleAspect.num * sampleAspect.den !== sampleAspect.num * shown.sampleAspect.den
  ) {
    findings.add('rest-unchanged', 'the picture is turned, stretched or lit in another way than the source’s');
  }
  const compare = new PictureCheck(plan.video, pictureOf(source.media), size, findings);
  const pairing = new Pairing<Buffer>((left, right) => compare.compare(left, right));
  const bytes = frameBytes(size);
  const run = (side: Side, { name, media }: Footage, s: AbortSignal): Promise<void> =>
    decode(side, findings, pairing, async (onMessage) => {
      const reader = new FrameReader(bytes, (frame) => pairing.offer(side, frame));
      const command = framesCommand(media, name, folder.workName(`${side}.txt`));
      await runFfmpeg(folder, command, { stdout: reader, signal: s, ...onMessage });
      await reader.finished;
    });
  await together(signal, [(s) => run('left', source, s), (s) => run('right', release, s)]);
  const listing = await readFrameListing(folder.workPath('left.txt'));
  checkCount(listing, await readFrameListing(folder.workPath('right.txt')).catch(() => null), mp4, findings);
  checkTimes(listing, source, mp4, findings);
  return compare.figures();
}

type Side = 'left' | 'right';

/** Decodes one side, source left and release right. What is wrong with the release is a finding; with the source, a failure. */
async function decode<T>(
  side: Side,
  findings: Findings,
  pairing: Pairing<T>,
  run: (options: { onMessage?: (line: string) => void }) => Promise<void>,
): Promise<void> {
  try {
    await run(side === 'right' ? { onMessage: (line) => findings.add('well-formed', plainly(line)) } : {});
  } catch (error) {
    if (side === 'left' || !(error instanceof FfmpegFailed)) throw error;
    findings.add('well-formed', 'it does not decode to its end');
  } finally {
    pairing.end(side);
  }
}

function checkCount(source: FrameListing, release: FrameListing | null, mp4: Mp4, findings: Findings): void {
  const coded = mp4.tracks.find((track) => track.handler === 'vide')?.sizes.length ?? 0;
  const decoded = release?.pts.length ?? 0;
  if (coded !== source.pts.length)
    findings.add('every-frame-once', `${coded} coded frames; the source shows ${source.pts.length}`);
  if (decoded !== coded) findings.add('no-hidden-frames', `${coded} coded frames, of which a player shows ${decoded}`);
}

/** Every time is compared as a fraction, exactly: ticks × seconds a tick, crosswise. */
function checkTimes(listing: FrameListing, source: Footage, mp4: Mp4, findings: Findings): void {
  const track = mp4.tracks.find((one) => one.handler === 'vide');
  if (!track) return;
  const wanted = releaseTimes(listing, source.media);
  const shown = shownTimes(track);
  wanted.pts.forEach((time, frame) => {
    const is = shown[frame];
    if (is === undefined || BigInt(is) * BigInt(wanted.timescale) === BigInt(time) * BigInt(track.timescale)) return;
    const found = `shown at ${(is / track.timescale).toFixed(6)} s, in the source at ${(time / wanted.timescale).toFixed(6)} s`;
    findings.add('exact-times', found, { frame });
  });
}

/** Presentation times in order, as a player counts them: an edit's `media_time` is time zero. */
function shownTimes(track: Mp4Track): number[] {
  const zero = Math.max(track.edits[0]?.mediaTime ?? 0, 0);
  return track.pts.map((time) => time - zero).sort((a, b) => a - b);
}

async function checkSound(
  folder: JobFolder,
  { source, release }: Pair,
  plan: RedactionPlan,
  mp4: Mp4,
  findings: Findings,
  signal: AbortSignal | undefined,
): Promise<SoundFigures | null> {
  if (source.media.audio.length === 0) return null;
  if (release.media.audio.length === 0) {
    findings.add('sound-complete', 'the source has sound, the release has none');
    return null;
  }
  const channels = workingChannels(source.media);
  if (workingChannels(release.media) !== channels) {
    findings.add('sound-unchanged', `${release.media.audio[0]?.channels ?? 0} channels instead of ${channels}`);
    return null;
  }
  const compare = new SoundCheck(mutedSamples(plan.audio, AUDIO_RATE), channels, findings);
  const lengths = { left: 0, right: 0 };
  const pairing = new Pairing<SampleBlock>((left, right) => compare.compare(left, right));
  const run = (side: Side, { name, media }: Footage, s: AbortSignal): Promise<void> =>
    decode(side, findings, pairing, async (onMessage) => {
      const reader = new SampleReader(channels, WINDOW, (block) => {
        lengths[side] = block.first + block.samples.length / channels;
        return pairing.offer(side, block);
      });
      await runFfmpeg(folder, samplesCommand(media, name), { stdout: reader, signal: s, ...onMessage });
      await reader.finished;
    });
  await together(signal, [(s) => run('left', source, s), (s) => run('right', release, s)]);
  checkLength(lengths, mp4, findings);
  return compare.figures();
}

/** Tolerance for the resampler's last samples. */
const LENGTH_SLACK = AUDIO_RATE / 20;

function checkLength(lengths: { left: number; right: number }, mp4: Mp4, findings: Findings): void {
  const video = must(
    mp4.tracks.find((track) => track.handler === 'vide'),
    'a picture track',
  );
  const step = (video.dts.at(-1) ?? 0) - (video.dts.at(-2) ?? 0);
  const end = (((shownTimes(video).at(-1) ?? 0) + step) / video.timescale) * AUDIO_RATE;
  const wanted = Math.min(lengths.left, end);
  if (Math.abs(lengths.right - wanted) <= LENGTH_SLACK) return;
  findings.add(
    'sound-complete',
    `${(lengths.right / AUDIO_RATE).toFixed(3)} s of sound instead of ${(wanted / AUDIO_RATE).toFixed(3)} s`,
  );
}

/** ffmpeg's message without the address that it puts in front. */
const plainly = (line: string): string => line.replace(/ @ 0x[0-9a-f]+/g, '').slice(0, 200);
