import type { Command } from 'commander';
import { answer } from '../report';

/** `ops jobs`: what waits, what failed for good, and putting it back. */
export const jobsCommand = (program: Command): Command =>
  program
    .command('jobs')
    .description('Show the queues and the dead letters; with --retry put dead letters back on their queues')
    .option('--retry [ids...]', 'put back these dead letters, or all')
    .option('--json', 'JSON instead of sentences')
    .action(async (options: { retry?: true | string[]; json?: true }) => {
      const [
        { deadLetters, queueDepths, JobFence },
        { Ledger, LedgerEntry },
        { JobMonitor },
        { connected, withDatabase },
      ] = await Promise.all([
        import('@app/jobs'),
        import('@app/ledger'),
        import('../../api/jobs/job-monitor'),
        import('../up/with-database'),
      ]);
      const state = await withDatabase(({ owner }) =>
        connected(owner, [JobFence, LedgerEntry], async (database) => {
          const monitor = new JobMonitor(database, new Ledger());
          const which = Array.isArray(options.retry) ? { ids: options.retry } : {};
          return {
            retried: options.retry ? await monitor.tryAgainAsOperator(which) : 0,
            queues: await queueDepths(database),
            deadLetters: await deadLetters(database),
          };
        }),
      );
      if (options.json) {
        answer(state);
        return;
      }
      if (options.retry) process.stdout.write(`${state.retried} put back.\n`);
      for (const { job, waiting, active } of state.queues)
        process.stdout.write(`${job.padEnd(20)} ${waiting} waiting, ${active} running\n`);
      for (const { id, job, since, tries, error } of state.deadLetters)
        process.stdout.write(`DEAD  ${id}  ${job}  since ${since.toISOString()}, tried ${tries} times: ${error}\n`);
    });
