import type { Command } from 'commander';

/** `ops preflight`: sees that the programs Daylight needs are there. */
export const preflightCommand = (program: Command): Command =>
  program
    .command('preflight')
    .description('Check for ffmpeg, bubblewrap and what the tests need beside; install what is missing when allowed')
    .option('--for <purpose>', 'start or test', 'start')
    .action(async (options: { for: string }) => {
      const [{ preflight }, { opsConfig }] = await Promise.all([import('../up/preflight'), import('@app/config')]);
      preflight(
        options.for === 'test' ? 'test' : 'start',
        opsConfig(process.env).mayInstall,
        (line) => void process.stdout.write(`${line}\n`),
      );
    });
