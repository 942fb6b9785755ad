import type { Command } from 'commander';
import { answer } from '../report';

interface Options {
  readonly releaseKey?: string;
  readonly ledgerKey?: string;
  readonly chain?: string;
  readonly json?: true;
}

/** `ops public-keys`: what the public site posts, from files that it must never see. */
export const publicKeysCommand = (program: Command): Command =>
  program
    .command('public-keys')
    .description('Print the public halves of the installation’s keys, as the portal’s configuration takes them')
    .option('--release-key <file>', 'RELEASE_KEY_FILE; by default that of the data folder')
    .option('--ledger-key <file>', 'LEDGER_KEY_FILE; by default that of the data folder')
    .option('--chain <file>', 'C2PA_CHAIN_FILE; by default that of the data folder')
    .option('--json', 'JSON instead of lines')
    .action(async ({ releaseKey, ledgerKey, chain, json }: Options) => {
      const [path, { opsConfig }, { existingFile }, { projectRoot }, { openDataFolder }, { publicKeys }] =
        await Promise.all([
          import('node:path'),
          import('@app/config'),
          import('../paths'),
          import('../project'),
          import('../up/data-folder'),
          import('../verify/public-keys'),
        ]);
      const config = opsConfig(process.env);
      const own = () => openDataFolder(path.resolve(projectRoot(), config.data));
      const keys = publicKeys({
        releaseKey: releaseKey === undefined ? own().releaseKey : existingFile(releaseKey),
        ledgerKey: ledgerKey === undefined ? own().ledgerKey : existingFile(ledgerKey),
        ledgerOrigin: config.ledgerOrigin,
        provenanceChain: chain === undefined ? own().provenanceChain : existingFile(chain),
      });
      if (json) answer(keys);
      else for (const [name, value] of Object.entries(keys)) process.stdout.write(`${name}=${value}\n`);
    });
