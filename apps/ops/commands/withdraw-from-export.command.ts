import type { Command } from 'commander';
import { answer } from '../report';

/** `ops withdraw-from-export DIR RELEASE`: for the day on which nothing else works. Needs the folder alone. */
export const withdrawFromExportCommand = (program: Command): Command =>
  program
    .command('withdraw-from-export')
    .description('In an emergency: withdraw a release from the exported site at once, without Postgres or any process')
    .argument('<folder>', 'the exported site')
    .argument('<release>', 'public id of the release, or the address of its page')
    .option('--lift', 'the withdrawal was a mistake: the next export brings the release back')
    .option('--json', 'JSON instead of sentences')
    .action(async (folder: string, release: string, options: { lift?: true; json?: true }) => {
      const [{ withdrawFrom, liftFrom }, { given }] = await Promise.all([
        import('../site/withdraw-from'),
        import('../paths'),
      ]);
      const done = await (options.lift ? liftFrom : withdrawFrom)(given(folder), release);
      if (options.json) answer(done);
      else if (options.lift) process.stdout.write('Lifted. The next export brings the release back.\n');
      else
        process.stdout.write(
          `Withdrawn: its pages are tombstones, its files are gone, pages that name it are set aside.\nTake it down in Daylight too as soon as that answers; purge what a CDN has kept of ${folder}.\n`,
        );
    });
