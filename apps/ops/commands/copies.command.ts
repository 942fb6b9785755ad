import type { Command } from 'commander';
import { answer, EXIT } from '../report';

/** `ops copies CLIP`: the staff copies of a clip are thrown away and made again from the original. */
export const copiesCommand = (program: Command): Command =>
  program
    .command('copies')
    .description('Have the staff copies of a clip made again: frame index, proxy, waveform, keyframes')
    .argument('<clip>', 'its number, as in the address of its page')
    .requiredOption('--because <reason>', 'why, for the record')
    .option('--json', 'JSON instead of sentences')
    .action(async (clip: string, { because, json }: { because: string; json?: true }) => {
      const [{ makeCopiesAgain }, { withDatabase }] = await Promise.all([
        import('../up/make-copies-again'),
        import('../up/with-database'),
      ]);
      const removed = await withDatabase(({ owner }) => makeCopiesAgain(owner, clip, because));
      if (json) answer({ clip, removed });
      else if (removed === null) process.stderr.write(`There is no accepted clip ${clip}.\n`);
      else process.stdout.write(`${removed} copies removed; a worker makes them again.\n`);
      process.exitCode = removed === null ? EXIT.negative : EXIT.done;
    });
