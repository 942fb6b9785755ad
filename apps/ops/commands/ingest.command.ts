import type { Command } from 'commander';
import { answer, EXIT } from '../report';

interface Options {
  readonly api?: string;
  readonly user: string;
  readonly incident?: string;
  readonly source: string;
  readonly receipts?: string;
  readonly wait?: true;
  readonly json?: true;
}

/** `ops ingest FILE|FOLDER`: uploads as an evidence technician, through the api. */
export const ingestCommand = (program: Command): Command =>
  program
    .command('ingest')
    .description('Upload footage as an evidence technician. Cut off, run it again: it goes on where it stopped')
    .argument('<path>', 'a file, or a folder with files; FILE.json beside a file is its sidecar')
    .option('--incident <id>', 'the incident it belongs to; without it the only one there is')
    .option('--api <url>', 'address of the api; without it that of this machine, on API_PORT')
    .option(
      '--user <name>',
      'account of an evidence technician; its password is read from DAYLIGHT_PASSWORD',
      'evidence-technician',
    )
    .option('--source <source>', 'body-worn, city-camera or other, where no sidecar says', 'other')
    .option('--receipts <folder>', 'keep the signed receipts here')
    .option('--wait', 'wait for the examination of each file')
    .option('--json', 'JSON instead of a table')
    .action(async (path: string, options: Options) => {
      const [{ ingest, isGood }, { given }, { addresses }, { opsConfig }] = await Promise.all([
        import('../ingest/ingest'),
        import('../paths'),
        import('../up/services'),
        import('@app/config'),
      ]);
      const results = await ingest({
        ...options,
        api: options.api ?? addresses(opsConfig(process.env)).api,
        path: given(path),
        incident: options.incident ?? null,
        receipts: options.receipts ? given(options.receipts) : null,
        wait: options.wait ?? false,
        quiet: options.json ?? false,
      });
      if (options.json) answer({ files: results });
      else {
        for (const { file, outcome, says, clipId } of results)
          process.stdout.write(
            `${outcome.padEnd(12)} ${file}${clipId ? `  clip ${clipId}` : ''}${says ? `\n             ${says}` : ''}\n`,
          );
        process.stdout.write(
          `${results.length} files: ${results.filter(isGood).length} received, ${results.filter((one) => !isGood(one)).length} not.\n`,
        );
      }
      process.exitCode = results.every(isGood) ? EXIT.done : EXIT.negative;
    });
