import type { Command } from 'commander';
import { answer, EXIT } from '../report';

interface Options {
  readonly source: string;
  readonly plan: string;
  readonly output: string;
  readonly damaged?: true;
  readonly json?: true;
}

/** `ops check-render`: holds a release against its source and its plan. */
export const checkRenderCommand = (program: Command): Command =>
  program
    .command('check-render')
    .description('Verify a release: exit 0 and figures, or exit 1 and every violation')
    .requiredOption('--source <file>', 'the original')
    .requiredOption('--plan <file>', 'the redaction plan (docs/plan.md)')
    .requiredOption('--output <file>', 'the release')
    .option('--damaged', 'the source is one of which probe states damage: frames are those that decode')
    .option('--json', 'JSON only, no sentences on standard error')
    .action(async (options: Options) => {
      const [{ verify }, { openBench }, paths, { planFrom }] = await Promise.all([
        import('@app/media'),
        import('../media'),
        import('../paths'),
        import('../plan'),
      ]);
      const result = await verify(await openBench(), {
        source: paths.existingFile(options.source),
        output: paths.existingFile(options.output),
        plan: planFrom(paths.jsonFile(options.plan)),
        damaged: options.damaged === true,
      });
      answer(result);
      if (!options.json) {
        for (const { rule, found, frame, track, at } of result.violations) {
          const where = [
            frame === undefined ? [] : `frame ${frame}`,
            track ?? [],
            at === undefined ? [] : `${at.toFixed(3)} s`,
          ].flat();
          process.stderr.write(`${rule}${where.length > 0 ? ` (${where.join(', ')})` : ''}: ${found}\n`);
        }
      }
      process.exitCode = result.passed ? EXIT.done : EXIT.negative;
    });
