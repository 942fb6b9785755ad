import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { opsConfig } from '@app/config';
import { AppError } from '@app/kernel';
import { synthesiseClip } from '@app/media';
import { openBench } from '../media';
import { existingFile } from '../paths';
import { projectRoot } from '../project';
import { openDataFolder } from '../up/data-folder';
import { demoAccounts } from '../up/demonstration';
import { addresses } from '../up/services';
import { preflight } from '../up/preflight';
import { answers } from '../up/supervisor';
import { down } from '../up/down';
import { Quarantined } from './steps';
import { walk } from './walk';

interface DemoOptions {
  readonly exit: boolean;
  readonly say: (line: string) => void;
  readonly answer: (value: unknown) => void;
}

const OWN_CLIP_SECONDS = 8;

/** Starts what is not running, walks each clip, and prints one line of JSON for it. */
export async function demo(files: readonly string[], { exit, say, answer }: DemoOptions): Promise<void> {
  const root = projectRoot();
  const config = opsConfig(process.env);
  const paths = files.map(existingFile);
  preflight('start', config.mayInstall, say);
  const data = openDataFolder(resolve(root, config.data));
  const { api, portal } = addresses(config);
  const started = !(await answers(`${api}/health/ready`));
  if (started)
    await startInBackground(root, join(data.logs, 'up.log'), [`${api}/health/ready`, `${portal}/health/ready`], say);
  try {
    const accounts = demoAccounts(data);
    if (accounts.length === 0)
      throw new AppError(
        'invalid-input',
        'The demonstration needs the demonstration accounts, and this installation has others. Use another DAYLIGHT_DATA.',
      );
    for (const path of paths.length > 0 ? paths : [await ownClip(data.scratch)]) {
      say(`\n${path}`);
      const options = {
        api,
        portal,
        accounts,
        memory: join(data.root, 'demonstration-uploads.json'),
        say: (step: string) => say(`  ${step}`),
      };
      answer(await walk(path, options).catch((error: unknown) => quarantinedOr(error, path, options.say)));
    }
  } finally {
    if (started && exit) await down(data);
  }
}

/** A file that intake keeps but does not process is an answer too; the next one is taken. */
function quarantinedOr(error: unknown, source: string, say: (line: string) => void): object {
  if (!(error instanceof Quarantined)) throw error;
  say(`Quarantined: ${error.message}`);
  return { source, verdict: 'quarantined', reason: error.message };
}

async function ownClip(folder: string): Promise<string> {
  const path = join(folder, `demonstration-${Date.now()}.mp4`);
  await synthesiseClip(await openBench(), path, OWN_CLIP_SECONDS);
  return path;
}

/** Starts `ops up` as a process of its own, so that the site stays up when the demonstration is over. */
async function startInBackground(
  root: string,
  log: string,
  health: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  say(`Starting Daylight (log: ${log}); stop it with: npm run ops -- down`);
  const out = openSync(log, 'a', 0o600); // a first start shows the demonstration's passwords
  const child = spawn(process.execPath, [join(root, 'apps', 'ops', 'launch.mjs'), 'up'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', out, out],
  });
  child.unref();
  while (!(await Promise.all(health.map(answers))).every(Boolean)) {
    if (child.exitCode !== null) throw new Error(`Daylight did not start; ${log} says why.`);
    await new Promise((wait) => setTimeout(wait, 200));
  }
}
