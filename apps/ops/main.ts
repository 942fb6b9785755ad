import { Command } from 'commander';
import { checkRenderCommand } from './commands/check-render.command';
import { copiesCommand } from './commands/copies.command';
import { demoCommand } from './commands/demo.command';
import { downCommand } from './commands/down.command';
import { exportSiteCommand } from './commands/export-site.command';
import { generateCommand } from './commands/generate.command';
import { ingestCommand } from './commands/ingest.command';
import { jobsCommand } from './commands/jobs.command';
import { masksCommand } from './commands/masks.command';
import { migrateCommand } from './commands/migrate.command';
import { monitorLogCommand } from './commands/monitor-log.command';
import { preflightCommand } from './commands/preflight.command';
import { probeCommand } from './commands/probe.command';
import { publicKeysCommand } from './commands/public-keys.command';
import { renderCommand } from './commands/render.command';
import { seedCommand } from './commands/seed.command';
import { staffCommand } from './commands/staff.command';
import { trackCommand } from './commands/track.command';
import { upCommand } from './commands/up.command';
import { verifyLogCommand } from './commands/verify-log.command';
import { verifyReleaseCommand } from './commands/verify-release.command';
import { withdrawFromExportCommand } from './commands/withdraw-from-export.command';
import { report } from './report';

/** Operator commands. Each file registers its own and loads what it needs only when it is run. */
const program = new Command('ops')
  .description('Operator commands of Daylight. Run them with: npm run ops -- COMMAND')
  .showHelpAfterError('Add --help to see how it is used.')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

const COMMANDS = [
  upCommand,
  downCommand,
  copiesCommand,
  demoCommand,
  ingestCommand,
  probeCommand,
  renderCommand,
  checkRenderCommand,
  masksCommand,
  trackCommand,
  verifyReleaseCommand,
  verifyLogCommand,
  monitorLogCommand,
  publicKeysCommand,
  exportSiteCommand,
  withdrawFromExportCommand,
  migrateCommand,
  staffCommand,
  jobsCommand,
  seedCommand,
  preflightCommand,
  generateCommand,
];
for (const register of COMMANDS) register(program);

program.parseAsync().catch((error: unknown) => {
  process.exitCode = report(error);
});
