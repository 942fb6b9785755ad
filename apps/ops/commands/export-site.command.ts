import type { Command } from 'commander';
import { answer, EXIT } from '../report';

/** `ops export-site DIR`: the whole public site as files, for any web server, CDN or bucket. */
export const exportSiteCommand = (program: Command): Command =>
  program
    .command('export-site')
    .description('Write the whole public site as files: pages, media, feeds, data; run again, only what has changed')
    .argument('<folder>', 'where to; made if it is not there')
    .option('--from <url>', 'a portal that runs, at its private port; without it one is started for this')
    .option('--site <url>', 'address by which the public knows the site (default: PORTAL_URL)')
    .option('--json', 'JSON instead of sentences')
    .action(async (folder: string, options: { from?: string; site?: string; json?: true }) => {
      const [{ exportTo }, { given }] = await Promise.all([import('../site/export-to'), import('../paths')]);
      const done = await exportTo(given(folder), { from: options.from ?? null, site: options.site ?? null });
      if (options.json) answer(done);
      else {
        process.stdout.write(
          `${done.addresses} addresses, ${done.changed} written, ${done.removed} removed, ${done.gone} taken down.\nServe ${folder}/site; ${folder}/nginx.conf does it as the portal does.\n`,
        );
        for (const release of done.unconfirmed)
          process.stdout.write(
            `WITHDRAWN HERE ONLY: ${release} stands in Daylight. Take it down there, or lift the withdrawal: ops withdraw-from-export ${folder} ${release} --lift\n`,
          );
      }
      process.exitCode = done.unconfirmed.length > 0 ? EXIT.negative : EXIT.done;
    });
