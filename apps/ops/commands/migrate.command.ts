import type { Command } from 'commander';
import { answer } from '../report';

/** `ops migrate`: schema, queues and roles. Run by the owner of the database, before the processes start. */
export const migrateCommand = (program: Command): Command =>
  program
    .command('migrate')
    .description('Bring the database at DATABASE_URL (or our own) up to date: schema, job queues, roles')
    .option('--json', 'JSON instead of sentences')
    .action(async (options: { json?: true }) => {
      const [
        { opsConfig },
        { migrate },
        { installQueues },
        { MIGRATIONS },
        { JOBS },
        { withDatabase },
        { rolePasswords },
      ] = await Promise.all([
        import('@app/config'),
        import('@app/database'),
        import('@app/jobs'),
        import('../../../migrations'),
        import('../../worker/jobs'),
        import('../up/with-database'),
        import('../up/role-passwords'),
      ]);
      const ran = await withDatabase(async ({ owner, data }) => {
        const names = await migrate(owner, MIGRATIONS, rolePasswords(opsConfig(process.env), data.secrets));
        await installQueues(owner, Object.values(JOBS));
        return names;
      });
      if (options.json) answer({ ran });
      else process.stdout.write(ran.length === 0 ? 'The database is up to date.\n' : `${ran.join('\n')}\n`);
    });
