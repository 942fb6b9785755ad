// Starts an operator command: checks the Node version, builds what is stale, and hands over. Plain JavaScript,
// because it runs before anything is built.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const SOURCES = ['apps', 'libs', 'migrations', 'docs/verify_release.py', '.swcrc', 'nest-cli.json', 'package.json'];
const STAMP = join(root, 'dist', '.built');
const LOCK = join(root, 'dist.lock');
const LOCK_IS_STALE_MS = 120_000;

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs);
}

/** True when a source file is newer than the last build. An installation without sources is never stale. */
const isStale = () =>
  existsSync(join(root, 'nest-cli.json')) &&
  (!existsSync(STAMP) || SOURCES.some((source) => newest(join(root, source)) > statSync(STAMP).mtimeMs));

function build() {
  const began = new Date();
  // Whoever starts the build, a test too: what people use is what is built.
  const env = { ...process.env, NODE_ENV: 'production' };
  const run = (...command) =>
    execFileSync(process.execPath, command, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    run(join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build');
    run(join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', 'apps/console/vite.config.mts');
  } catch (error) {
    process.stderr.write(`Daylight could not be built:\n${error.stdout ?? ''}${error.stderr ?? error}\n`);
    process.exit(3);
  }
  writeFileSync(STAMP, '');
  utimesSync(STAMP, began, began);
}

/** Two commands at once: one builds, the other waits. */
function buildWhenStale() {
  while (isStale()) {
    try {
      mkdirSync(LOCK);
    } catch {
      if (existsSync(LOCK) && Date.now() - statSync(LOCK).mtimeMs > LOCK_IS_STALE_MS)
        rmSync(LOCK, { recursive: true, force: true });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
      continue;
    }
    try {
      if (isStale()) build();
    } finally {
      rmSync(LOCK, { recursive: true, force: true });
    }
  }
}

if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(
    `Daylight runs on Node 24; this is ${process.version}. On Linux, "npm ci" brings Node 24 along: start it with "npm start" or "npm run ops".\n`,
  );
  process.exit(3);
}
buildWhenStale();
createRequire(import.meta.url)(join(root, 'dist', 'apps', 'ops', 'main.js'));
