import type { Command } from 'commander';
import { answer, EXIT } from '../report';

/** `ops verify-log`: recomputes the whole ledger. */
export const verifyLogCommand = (program: Command): Command =>
  program
    .command('verify-log')
    .description('Recompute the whole ledger from its entries and hold it against every signed checkpoint')
    .option('--key <key>', 'verifier key of the log, `name+id+base64`; without it that of this installation')
    .option(
      '--witnesses <file>',
      'verifier keys of witnesses that you know, one a line; without it that of this installation',
    )
    .option('--json', 'JSON instead of sentences')
    .action(async (options: { key?: string; witnesses?: string; json?: true }) => {
      const [
        { auditLedger, LedgerCheckpoint, LedgerEntry, newestCheckpoint },
        { cosignedBy, demonstrationWitnessKey, knownWitnesses, logVerifier },
        { withDatabase, connected },
        { opsConfig },
        { existingFile },
        { readFileSync },
      ] = await Promise.all([
        import('@app/ledger'),
        import('../verify/log-key'),
        import('../up/with-database'),
        import('@app/config'),
        import('../paths'),
        import('node:fs'),
      ]);
      const { ledgerOrigin: origin } = opsConfig(process.env);
      const { audit, cosigned } = await withDatabase(({ data, owner }) =>
        connected(owner, [LedgerEntry, LedgerCheckpoint], (database) =>
          database.read(async (tx) => {
            const newest = await newestCheckpoint(tx);
            const witnesses = options.witnesses
              ? readFileSync(existingFile(options.witnesses), 'utf8')
              : demonstrationWitnessKey(data.witnessKey);
            return {
              audit: await auditLedger(tx, logVerifier(options.key ?? null, { keyFile: data.ledgerKey, origin })),
              cosigned: newest && cosignedBy(newest.note + newest.cosignatures.join(''), knownWitnesses(witnesses)),
            };
          }),
        ),
      );
      const faults = audit.faults.map(({ says }) => says);
      if (options.json) answer({ ...audit, faults, holds: faults.length === 0, cosigned });
      else {
        for (const fault of faults) process.stdout.write(`ALTERED  ${fault}\n`);
        process.stdout.write(
          `${audit.entries} entries, ${audit.checkpoints} signed checkpoints, root ${audit.root}: ${faults.length === 0 ? 'everything holds' : `${faults.length} faults`}.\n`,
        );
        if (cosigned) process.stdout.write(`${cosigned}\n`);
      }
      process.exitCode = faults.length === 0 ? EXIT.done : EXIT.negative;
    });
