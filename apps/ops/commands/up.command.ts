import type { Command } from 'commander';

/** `ops up`, which is `npm start`. */
export const upCommand = (program: Command): Command =>
  program
    .command('up')
    .description('Start Daylight on this machine: Postgres, api, portal, one worker')
    .action(async () => {
      const [{ up }, { projectRoot }] = await Promise.all([import('../up/up'), import('../project')]);
      const say = (line: string): void => void process.stdout.write(`${line}\n`);
      const interrupted = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort());
      const daylight = await up(projectRoot(), process.env, say, interrupted.signal).catch((error: unknown) => {
        if (!interrupted.signal.aborted) throw error;
        say('Stopped while it was starting.');
        process.exit(0);
      });
      if (!daylight.startedHere) {
        say(
          `Daylight runs already.\n  Public site  ${daylight.portal}\n  Console      ${daylight.api}/console/\n  Staff api    ${daylight.api}`,
        );
        return;
      }
      if (daylight.newAccounts.length > 0) {
        say('\nDemonstration accounts, shown this once (also in data/demonstration-staff.json):');
        for (const { userName, password, name } of daylight.newAccounts)
          say(`  ${userName.padEnd(22)} ${password}   ${name}`);
      }
      say(
        `\nDaylight is running.\n  Public site  ${daylight.portal}\n  Console      ${daylight.api}/console/\n  Staff api    ${daylight.api}\n  Logs         ${daylight.data.logs}\nCtrl-C stops it. Take a clip through the whole path with: npm run demo\n`,
      );
      await new Promise<void>((resolve) => {
        if (interrupted.signal.aborted) resolve();
        else interrupted.signal.addEventListener('abort', () => resolve());
      });
      say('Stopping …');
      await daylight.stop();
      process.exit(0);
    });
