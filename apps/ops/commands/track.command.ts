import { AppError } from '@app/kernel';
import type { TrackRequest } from '@app/media';
import type { FrameRange, TrackSuggestion } from '@app/redactions/domain';
import type { Command } from 'commander';
import { answer } from '../report';

interface Options {
  readonly source: string;
  readonly frame: string;
  readonly box: string;
  readonly to?: string;
  readonly back: string;
  readonly json?: true;
}

const SUGGESTION =
  'This is a suggestion: it hides nothing. Look at it, change it, and take its keyframes into the plan yourself.';

/** `ops track`: follows a box through a clip and suggests where to hide what is in it. */
export const trackCommand = (program: Command): Command =>
  program
    .command('track')
    .description('Follow a box that you drew by the motion in the picture; prints a suggested mask, and hides nothing')
    .requiredOption('--source <file>', 'the original')
    .requiredOption('--frame <number>', 'the frame on which the box is drawn, from 0')
    .requiredOption('--box <x,y,w,h>', 'the box, in fractions of the displayed picture from its top left corner')
    .option('--to <number>', 'the frame at which to stop, not included; without it the end of the clip')
    .option('--back <count>', 'how many frames to follow it backwards as well', '0')
    .option('--json', 'JSON only, no sentences on standard error')
    .action(async (options: Options) => {
      const [{ suggestTrack }, { openBench }, { existingFile }, { toLookAt }] = await Promise.all([
        import('@app/media'),
        import('../media'),
        import('../paths'),
        import('@app/redactions/domain'),
      ]);
      const source = existingFile(options.source);
      const suggestion = await suggestTrack(await openBench(), { source, ...whatToFollow(options) });
      const needsALook = toLookAt(suggestion);
      answer(asAnswer(suggestion, needsALook));
      if (options.json) return;
      process.stderr.write(`${SUGGESTION}\n`);
      for (const { from, to } of needsALook) process.stderr.write(`Needs a look: frames ${from} to ${to - 1}.\n`);
    });

function whatToFollow({ frame, box, to, back }: Options): Omit<TrackRequest, 'source'> {
  const [x = NaN, y = NaN, w = NaN, h = NaN, ...more] = box.split(',').map(Number);
  if (more.length > 0) throw new AppError('invalid-input', '--box is four numbers: x,y,w,h.');
  const drawnAt = numberOf('--frame', frame);
  return {
    frame: drawnAt,
    box: { x, y, w, h },
    from: drawnAt - numberOf('--back', back),
    ...(to !== undefined && { to: numberOf('--to', to) }),
  };
}

function numberOf(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new AppError('invalid-input', `${option} is a number, 0 or more, not ${JSON.stringify(text)}.`);
}

const asAnswer = (suggestion: TrackSuggestion, needsALook: readonly FrameRange[]) => ({
  version: 1,
  says: SUGGESTION,
  from: suggestion.from,
  to: suggestion.to,
  padding: suggestion.padding,
  keyframes: suggestion.keyframes,
  needsALookFrom: needsALook[0]?.from ?? null,
  needsALook,
  lostFrom: suggestion.lostFrom,
  lostUntil: suggestion.lostUntil,
  confidences: suggestion.frames.map(({ confidence }) => Math.round(confidence * 1000) / 1000),
});
