import { closeSync, openSync, readSync } from 'node:fs';
import { mutedSamples, type RedactionPlan } from '@app/redactions/domain';
import { AAC_FRAME } from '../mp4/film';
import type { Mp4 } from '../mp4/read-mp4';
import { AUDIO_RATE, samplesCommand, workingChannels } from '../plan/decode.plan';
import type { Footage } from '../probe/facts';
import type { JobFolder } from '../run/job-folder';
import { runFfmpeg, together } from '../run/run-ffmpeg';
import { type SampleBlock, SampleReader } from '../run/samples';
import { SoundCheck, type SoundFigures, WINDOW } from './check-sound';
import { decode, type Pair, type Side } from './decode-side';
import { Pairing } from './pairing';
import type { Findings } from './violation';

interface SoundRequest {
  readonly folder: JobFolder;
  readonly pair: Pair;
  readonly plan: RedactionPlan;
  /** The release's file. */
  readonly output: string;
  readonly mp4: Mp4;
  /** The clip's end, in samples: there the release's sound is cut. */
  readonly end: number;
  readonly findings: Findings;
  readonly signal?: AbortSignal;
}

/** The sound of a release against its source: both decoded, every sample compared. */
export async function checkSound({
  folder,
  pair: { source, release },
  plan,
  output,
  mp4,
  end,
  findings,
  signal,
}: SoundRequest): Promise<SoundFigures | null> {
  if (source.media.audio.length === 0) return null;
  if (release.media.audio.length === 0) {
    findings.add('sound-complete', 'the source has sound, the release has none');
    return null;
  }
  const channels = workingChannels(source.media);
  checkElements(output, mp4, channels, findings);
  if (workingChannels(release.media) !== channels) {
    findings.add('sound-unchanged', `${release.media.audio[0]?.channels ?? 0} channels instead of ${channels}`);
    return null;
  }
  const compare = new SoundCheck(mutedSamples(plan.audio, AUDIO_RATE), { channels, end }, findings);
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
  checkLength(lengths, end, findings);
  return compare.figures();
}

/** Tolerance for the resampler's last samples. */
const LENGTH_SLACK = AUDIO_RATE / 20;

function checkLength(lengths: { left: number; right: number }, end: number, findings: Findings): void {
  const wanted = Math.min(lengths.left, end);
  if (Math.abs(lengths.right - wanted) <= LENGTH_SLACK) return;
  findings.add(
    'sound-complete',
    `${(lengths.right / AUDIO_RATE).toFixed(3)} s of sound instead of ${(wanted / AUDIO_RATE).toFixed(3)} s`,
  );
}

/** Syntactic elements of AAC that are sound: one channel, a pair (ISO 14496-3 table 4.85). */
const ELEMENT = [0, 1] as const;

/** Every frame of sound begins with sound: not with a data element, nor with one that fills. */
function checkElements(path: string, mp4: Mp4, channels: number, findings: Findings): void {
  const track = mp4.tracks.find((one) => one.handler === 'soun');
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(1);
    track?.offsets.forEach((offset, frame) => {
      readSync(file, head, 0, 1, offset);
      const element = head.readUInt8(0) >> 5;
      if (element !== ELEMENT[channels - 1])
        findings.add('no-metadata', `a frame of sound begins with the element ${element}`, {
          at: (frame * AAC_FRAME) / AUDIO_RATE,
        });
    });
  } finally {
    closeSync(file);
  }
}
