import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { AppError } from '@app/kernel';

interface Need {
  readonly name: string;
  readonly why: string;
  /** Debian packages that bring it. */
  readonly packages: readonly string[];
  readonly isThere: () => boolean;
}

const runs = (command: string, ...args: string[]): string | null => {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', timeout: 60_000 });
  return status === 0 ? stdout : null;
};

const LEAST_FFMPEG = 5;

const FFMPEG: Need = {
  name: `ffmpeg ${LEAST_FFMPEG} or later, with libx264`,
  why: 'examines, renders and verifies footage',
  packages: ['ffmpeg'],
  isThere: () => {
    const version = /^ffmpeg version n?(\d+)/.exec(runs('ffmpeg', '-version') ?? '')?.[1];
    return (
      Number(version ?? 0) >= LEAST_FFMPEG && (runs('ffmpeg', '-hide_banner', '-encoders') ?? '').includes('libx264')
    );
  },
};

const BUBBLEWRAP: Need = {
  name: 'bubblewrap',
  why: 'keeps ffmpeg and the public portal away from everything else',
  packages: ['bubblewrap'],
  isThere: () => runs('bwrap', '--version') !== null,
};

const CHROMIUM: Need = {
  name: 'Chromium',
  why: 'opens the pages in the tests',
  packages: ['chromium'],
  isThere: () => existsSync('/usr/bin/chromium') || runs('chromium', '--version') !== null,
};

const STRACE: Need = {
  name: 'strace',
  why: 'shows in the tests that nothing outside a job’s folder is opened',
  packages: ['strace'],
  isThere: () => runs('strace', '-V') !== null,
};

const PYTHON: Need = {
  name: 'Python 3 and openssl',
  why: 'run in the tests the second verifier of releases (docs/verify_release.py)',
  packages: ['python3', 'openssl'],
  isThere: () => runs('python3', '--version') !== null && runs('openssl', 'version') !== null,
};

export const NEEDS = { start: [FFMPEG, BUBBLEWRAP], test: [FFMPEG, BUBBLEWRAP, CHROMIUM, STRACE, PYTHON] } as const;

/**
 * Sees that the programs Daylight needs are there. As root on Debian it installs what is missing, saying so;
 * otherwise it says what to type. Throws when something is still missing.
 */
export function preflight(purpose: keyof typeof NEEDS, mayInstall: boolean, say: (line: string) => void): void {
  const missing = NEEDS[purpose].filter((need) => !need.isThere());
  if (missing.length === 0) return;
  for (const need of missing) say(`Missing: ${need.name} (${need.why}).`);
  const packages = missing.flatMap((need) => need.packages);
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  if (!mayInstall || !isDebian() || process.getuid?.() !== 0) {
    const by = isDebian()
      ? `sudo apt-get update && sudo apt-get ${install.join(' ')}`
      : `with your system’s package manager: ${packages.join(', ')}`;
    throw new AppError('unavailable', `Install what is missing, then start again:\n\n  ${by}\n`);
  }
  for (const args of [['update'], install]) {
    say(`Running: apt-get ${args.join(' ')}`);
    execFileSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  const still = missing.filter((need) => !need.isThere());
  if (still.length > 0)
    throw new AppError(
      'unavailable',
      `Still missing after the installation: ${still.map((need) => need.name).join(', ')}.`,
    );
}

function isDebian(): boolean {
  return (
    existsSync('/etc/os-release') &&
    /^(ID|ID_LIKE)=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}
