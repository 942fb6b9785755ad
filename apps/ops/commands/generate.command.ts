import type { Command } from 'commander';
import { EXIT } from '../report';

/** `ops generate`: writes what is generated and committed. For developers. */
export const generateCommand = (program: Command): Command =>
  program
    .command('generate')
    .description('Write the generated files: workflow, jobs, imports, OpenAPI document, client, environment')
    .option('--check', 'write nothing; fail when one is not as it would be written')
    .action(async (options: { check?: true }) => {
      const { generate } = await import('../generate/generate');
      const { projectRoot } = await import('../project');
      const stale = await generate(projectRoot(), options.check ?? false);
      for (const name of stale)
        process.stderr.write(options.check ? `${name} is stale: run npm run generate\n` : `${name} written\n`);
      if (options.check && stale.length > 0) process.exitCode = EXIT.negative;
    });
