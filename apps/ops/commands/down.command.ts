import type { Command } from 'commander';

/** `ops down`: stops what `ops up` started. */
export const downCommand = (program: Command): Command =>
  program
    .command('down')
    .description('Stop the Daylight that runs on this machine for this data folder')
    .action(async () => {
      const [upDown, { openDataFolder }, { opsConfig }, { projectRoot }, path] = await Promise.all([
        import('../up/down'),
        import('../up/data-folder'),
        import('@app/config'),
        import('../project'),
        import('node:path'),
      ]);
      const stopped = await upDown.down(openDataFolder(path.resolve(projectRoot(), opsConfig(process.env).data)));
      process.stdout.write(stopped ? 'Daylight is stopped.\n' : 'Daylight does not run.\n');
    });
