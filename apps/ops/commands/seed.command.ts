import type { Command } from 'commander';
import { answer } from '../report';

/** `ops seed --clips N`: small real clips for trying the product with many. */
export const seedCommand = (program: Command): Command =>
  program
    .command('seed')
    .description('Receive small, real clips through the api of a running development installation')
    .requiredOption('--clips <n>', 'how many')
    .option('--json', 'JSON instead of sentences')
    .action(async (options: { clips: string; json?: true }) => {
      const [{ seed }, { AppError }] = await Promise.all([import('../demo/seed'), import('@app/kernel')]);
      const count = Number(options.clips);
      if (!Number.isInteger(count) || count < 1 || count > 100_000)
        throw new AppError('invalid-input', '--clips is a number from 1 to 100000.');
      const incident = await seed(count, (done) => {
        if (!options.json && done % 25 === 0) process.stderr.write(`${done} of ${count}\n`);
      });
      if (options.json) answer({ clips: count, incident });
      else process.stdout.write(`${count} clips received for incident ${incident}.\n`);
    });
