import { AppError } from '@app/kernel';
import type { Command } from 'commander';
import { answer, EXIT } from '../report';

interface Options {
  readonly key?: string;
  readonly state: string;
  readonly every?: string;
  readonly staleAfter: string;
  readonly witnesses?: string;
  readonly json?: true;
}

/** `ops monitor-log URL`: needs no database and no part of the installation. */
export const monitorLogCommand = (program: Command): Command =>
  program
    .command('monitor-log')
    .description('Follow a public log: read what is new, and shout when its history was changed')
    .argument('<url>', 'address of the log, as https://video.example/log')
    .option('--key <key>', 'verifier key of the log; needed the first time, remembered afterwards')
    .option('--state <folder>', 'where to remember what was seen, and to leave evidence', 'monitor')
    .option('--every <seconds>', 'go on, and look again after so many seconds; without it, look once')
    .option('--stale-after <minutes>', 'shout when the log has not advanced for so long', '1440')
    .option('--witnesses <file>', 'verifier keys of witnesses that you know, one a line')
    .option('--json', 'JSON instead of sentences')
    .action(async (url: string, options: Options) => {
      const [{ Monitor }, { given, existingFile }, { readFileSync }, { knownWitnesses, cosignedBy }] =
        await Promise.all([
          import('../verify/monitor'),
          import('../paths'),
          import('node:fs'),
          import('../verify/log-key'),
        ]);
      const witnesses = options.witnesses ? knownWitnesses(readFileSync(existingFile(options.witnesses), 'utf8')) : [];
      const monitor = Monitor.open({
        url,
        folder: given(options.state),
        key: options.key ?? null,
        staleAfter: aboveZero(options.staleAfter),
      });
      for (;;) {
        const round = await monitor.look((line) => {
          if (!options.json) process.stdout.write(`${line}\n`);
        });
        const cosigned = round.note && witnesses.length > 0 ? cosignedBy(round.note, witnesses) : null;
        if (options.json) answer({ ...round, cosigned });
        else {
          process.stdout.write(`${round.says}\n`);
          if (cosigned) process.stdout.write(`${cosigned}\n`);
        }
        if (round.fault !== null) {
          process.exitCode = EXIT.negative;
          return;
        }
        if (options.every === undefined) return;
        await new Promise((next) => setTimeout(next, aboveZero(options.every ?? '') * 1000));
      }
    });

function aboveZero(text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new AppError('invalid-input', `${JSON.stringify(text)} is not a number above 0.`);
}
