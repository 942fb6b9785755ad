import { AppError } from '@app/kernel';
import type { Command } from 'commander';
import { answer } from '../report';

interface Options {
  readonly source: string;
  readonly plan: string;
  readonly out: string;
  readonly mode: string;
  readonly workers: string;
  readonly damaged?: true;
}

/** `ops render`: the release of a clip under a plan. Not verified yet: that is `check-render`. */
export const renderCommand = (program: Command): Command =>
  program
    .command('render')
    .description('Render a redacted release of a clip; prints the receipt')
    .requiredOption('--source <file>', 'the original')
    .requiredOption('--plan <file>', 'the redaction plan (docs/plan.md)')
    .requiredOption('--out <file>', 'where the release goes; an existing file is replaced')
    .option('--mode <mode>', 'auto or full', 'auto')
    .option('--workers <n>', 'how many parts of a long clip are encoded at once; the bytes are the same', '1')
    .option('--damaged', 'the source is one of which probe states damage: frames are those that decode')
    .option('--json', 'the same; the receipt is always JSON')
    .action(async (options: Options) => {
      const [{ render }, { openBench }, paths, { renderMode, planFrom, workerCount }, { rename, rm, realpath }] =
        await Promise.all([
          import('@app/media'),
          import('../media'),
          import('../paths'),
          import('../plan'),
          import('node:fs/promises'),
        ]);
      const mode = renderMode(options.mode);
      const workers = workerCount(options.workers);
      const damaged = options.damaged === true;
      const source = paths.existingFile(options.source);
      const plan = planFrom(paths.jsonFile(options.plan));
      const out = paths.newFile(options.out);
      if ((await realpath(out).catch(() => null)) === (await realpath(source))) {
        throw new AppError('invalid-input', '--out is the original itself; originals are never written to.');
      }
      const draft = `${out}.${process.pid}.part`;
      try {
        const receipt = await render(await openBench(), { source, plan, mode, workers, damaged, output: draft });
        await rename(draft, out);
        answer(receipt);
      } finally {
        await rm(draft, { force: true });
      }
    });
