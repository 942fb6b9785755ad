import type { Command } from 'commander';
import { answer } from '../report';

/** `ops probe FILE`: what intake would say of a file. */
export const probeCommand = (program: Command): Command =>
  program
    .command('probe')
    .description('Examine a file as intake does: accepted, or quarantined and why')
    .argument('<file>')
    .option('--json', 'the same; the answer is always JSON')
    .action(async (file: string) => {
      const [{ durationOf, examine }, { openBench }, { existingFile }] = await Promise.all([
        import('@app/media'),
        import('../media'),
        import('../paths'),
      ]);
      const found = await examine(await openBench(), existingFile(file));
      if (found.verdict === 'quarantined') {
        answer({
          verdict: found.verdict,
          reason: found.says,
          code: found.code,
          frames: null,
          duration: null,
          hiddenFrames: null,
          damage: null,
        });
        return;
      }
      const { media, index, hiddenFrames, ...rest } = found;
      answer({
        ...rest,
        reason: null, // why it is not opened; what is damaged of it is stated in `damage`, in words and numbers
        frames: index.pts.length,
        duration: durationOf(index),
        hiddenFrames,
        keyframes: index.keyframes.length,
        timeBase: index.timeBase,
        firstPts: index.pts[0],
        ...media,
      });
    });
