import type { Command } from 'commander';
import { answer, EXIT } from '../report';

/** `ops verify-log`: recomputes the whole ledger. */
export const verifyLogCommand = (program: Command): Command =>
  program
    .command('verify-log')
    .description('Recompute the whole ledger from its entries and hold it against every signed checkpoint')
    .option('--key <key>', 'verifier key of the log, `name+id+base64`; without it that of this installation')
    .option('--json', 'JSON instead of sentences')
    .action(async (options: { key?: string; json?: true }) => {
      const [
        { auditLedger, LedgerCheckpoint, LedgerEntry },
        { logVerifier },
        { withDatabase, connected },
        { opsConfig },
      ] = await Promise.all([
        import('@app/ledger'),
        import('../verify/log-key'),
        import('../up/with-database'),
        import('@app/config'),
      ]);
      const { ledgerOrigin: origin } = opsConfig(process.env);
      const audit = await withDatabase(({ data, owner }) =>
        connected(owner, [LedgerEntry, LedgerCheckpoint], (database) =>
          database.read((tx) => auditLedger(tx, logVerifier(options.key ?? null, { keyFile: data.ledgerKey, origin }))),
        ),
      );
      const faults = audit.faults.map(({ says }) => says);
      if (options.json) answer({ ...audit, faults, holds: faults.length === 0 });
      else {
        for (const fault of faults) process.stdout.write(`ALTERED  ${fault}\n`);
        process.stdout.write(
          `${audit.entries} entries, ${audit.checkpoints} signed checkpoints, root ${audit.root}: ${faults.length === 0 ? 'everything holds' : `${faults.length} faults`}.\n`,
        );
      }
      process.exitCode = faults.length === 0 ? EXIT.done : EXIT.negative;
    });
