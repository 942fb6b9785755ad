import type { Command } from 'commander';
import { answer } from '../report';

interface Options {
  readonly source: string;
  readonly plan: string;
  readonly out: string;
  readonly damaged?: true;
}

/** `ops masks`: the masks of a plan as a film, for whoever repeats a render by hand (docs/repeat-a-render.md). */
export const masksCommand = (program: Command): Command =>
  program
    .command('masks')
    .description('Write the masks of a plan as a black-and-white film, one frame for each frame of the clip')
    .requiredOption('--source <file>', 'the original')
    .requiredOption('--plan <file>', 'the redaction plan (docs/plan.md)')
    .requiredOption('--out <file>', 'where the film goes (Matroska); an existing file is replaced')
    .option('--damaged', 'the source is one of which probe states damage: frames are those that decode')
    .option('--json', 'the same; the answer is always JSON')
    .action(async (options: Options) => {
      const [{ makeMaskFilm }, { openBench }, paths, { planFrom }] = await Promise.all([
        import('@app/media'),
        import('../media'),
        import('../paths'),
        import('../plan'),
      ]);
      const source = paths.existingFile(options.source);
      const plan = planFrom(paths.jsonFile(options.plan));
      const output = paths.newFile(options.out);
      const frames = await makeMaskFilm(await openBench(), { source, plan, output, damaged: options.damaged === true });
      answer({ frames, out: options.out });
    });
