import type { Command } from 'commander';
import { answer } from '../report';

/** `ops demo`, which is `npm run demo`. */
export const demoCommand = (program: Command): Command =>
  program
    .command('demo')
    .description('Take clips through the whole path, from upload to a published, verified release')
    .argument('[files...]', 'clips; without one, the demonstration makes its own')
    .option('--exit', 'stop what this command started when it is done')
    .option('--json', 'the result only, without the steps')
    .action(async (files: string[], options: { exit?: true; json?: true }) => {
      const { demo } = await import('../demo/demo');
      await demo(files, {
        exit: options.exit ?? false,
        say: (line) => {
          if (!options.json) process.stdout.write(`${line}\n`);
        },
        answer,
      });
    });
