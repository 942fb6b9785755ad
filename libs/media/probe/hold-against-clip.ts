import { AppError } from '@app/kernel';
import { parsePlan, type RedactionPlan } from '@app/redactions/domain';
import { AUDIO_RATE, clockStart } from '../plan/decode.plan';
import type { MediaBench } from '../run/bench';
import type { JobFolder } from '../run/job-folder';
import type { Footage } from './examine';
import { seconds } from './facts';
import { listPackets } from './packets';

/**
 * Refuses a plan that does not fit the clip before any work is done: to render it or to check a render by it would
 * be to hide something else than was meant. Returns the clip's end in samples of sound.
 */
export async function holdAgainstClip(
  bench: MediaBench,
  folder: JobFolder,
  footage: Footage,
  plan: RedactionPlan,
): Promise<number> {
  const { media, name } = footage;
  const { pts } = await listPackets(bench, folder, { container: media.container, name }, media.video.index);
  const step = pts.length > 1 ? ((pts.at(-1) ?? 0) - (pts[0] ?? 0)) / (pts.length - 1) : 1;
  const end = seconds((pts.at(-1) ?? 0) + step, media.video.timeBase) - clockStart(media);
  const checked = parsePlan(plan, { frames: pts.length, duration: end, pts });
  if (!checked.ok) throw new AppError('invalid-input', 'The plan does not fit this clip.', { fields: checked.faults });
  return Math.ceil(end * AUDIO_RATE);
}
