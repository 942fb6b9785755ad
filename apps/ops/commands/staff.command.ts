import type { Command } from 'commander';

/** `ops staff`: the first accounts of an installation. The operator at the machine grants them; the ledger says so. */
export const staffCommand = (program: Command): Command =>
  program
    .command('staff')
    .description(
      'Add one of the first accounts (later ones take two people, in the console); its password is read from DAYLIGHT_PASSWORD',
    )
    .requiredOption('--user <name>', 'user name')
    .requiredOption('--name <name>', 'name as colleagues read it')
    .requiredOption('--role <role...>', 'roles it holds')
    .action(async (options: { user: string; name: string; role: string[] }) => {
      const [{ addStaff }] = await Promise.all([import('../up/add-staff')]);
      const id = await addStaff({
        userName: options.user,
        displayName: options.name,
        roles: options.role,
        password: process.env['DAYLIGHT_PASSWORD'] ?? '',
      });
      process.stdout.write(`${options.user} has the id ${id}.\n`);
    });
