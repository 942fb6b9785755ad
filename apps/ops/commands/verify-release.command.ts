import type { Command } from 'commander';
import { answer, EXIT } from '../report';

/** `ops verify-release URL|FOLDER`: needs no database and, for a folder, no network. */
export const verifyReleaseCommand = (program: Command): Command =>
  program
    .command('verify-release')
    .description(
      'Check a published release: hashes, redaction ledger, certificate, Content Credentials, sign-off, attestation, the proof from the log',
    )
    .argument('<where>', 'address of the release or of its folder, or a folder with release.json and its files')
    .option('--keys <file>', 'verifier keys that you trust, one a line; without it the release’s own keys are used')
    .option('--witnesses <file>', 'verifier keys of witnesses of the log that you know, one a line')
    .option('--save <folder>', 'keep a copy of the release in this folder, to be checked offline later')
    .option('--json', 'JSON instead of sentences')
    .action(async (where: string, options: { keys?: string; witnesses?: string; save?: string; json?: true }) => {
      const [{ verifyReleaseAt }, { existingFile, given }, { readFileSync }] = await Promise.all([
        import('../verify/verify-release'),
        import('../paths'),
        import('node:fs'),
      ]);
      const verdict = await verifyReleaseAt(/^https?:\/\//.test(where) ? where : given(where), {
        trusted: options.keys ? readFileSync(existingFile(options.keys), 'utf8') : null,
        save: options.save ? given(options.save) : null,
        witnesses: options.witnesses ? readFileSync(existingFile(options.witnesses), 'utf8') : null,
      });
      if (options.json) answer(verdict);
      else {
        for (const { holds, says } of verdict.checks) process.stdout.write(`${holds ? 'holds ' : 'FAILS '} ${says}\n`);
        if (verdict.cosigned) process.stdout.write(`       ${verdict.cosigned}\n`);
        if (verdict.keys.trusted !== 'given')
          process.stdout.write(
            `The keys are those that came with the release; compare them with the City’s own pages:\n  ${verdict.keys.city}\n  ${verdict.keys.ledger}\n`,
          );
        process.stdout.write(
          verdict.holds
            ? 'This is the release that the City Solicitor signed.\n'
            : 'This is NOT a release that the City Solicitor signed.\n',
        );
      }
      process.exitCode = verdict.holds ? EXIT.done : EXIT.negative;
    });
