import { execFile } from 'node:child_process';
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { MediaConfig } from '@app/config';
import ffmpeg from 'fluent-ffmpeg';
import { JobFolder } from './job-folder';
import { launcher, type Sandbox } from './launcher';

const run = promisify(execFile);

export interface Tools {
  /** As `ffmpeg -version` says, for instance `5.1.9-0+deb12u1`. */
  readonly version: string;
  readonly sandbox: Sandbox;
}

/** Where media jobs run: the programs, how they are kept in, and the folder for their private folders. */
export class MediaBench {
  private constructor(
    readonly scratch: string,
    readonly ffprobe: string,
    readonly tools: Tools,
  ) {}

  /**
   * Looks for ffmpeg, tries the sandbox and installs the launchers. Throws when ffmpeg is missing, or the sandbox
   * cannot run and is required.
   */
  static async open(config: MediaConfig): Promise<MediaBench> {
    const scratch = resolve(config.scratch);
    await mkdir(scratch, { recursive: true });
    const kept = await versionInSandbox(scratch);
    const sandbox: Sandbox = kept === null ? 'limits-only' : 'bubblewrap';
    const version = kept ?? (await versionOutside());
    if (sandbox !== 'bubblewrap' && config.sandbox === 'required') {
      throw new Error(
        'bubblewrap cannot make a sandbox on this machine, so no footage is processed. Allow user namespaces, or set MEDIA_SANDBOX=best-effort knowing that a hole in ffmpeg then reaches this machine.',
      );
    }
    ffmpeg.setFfmpegPath(await install(scratch, 'ffmpeg', sandbox));
    return new MediaBench(scratch, await install(scratch, 'ffprobe', sandbox), { version, sandbox });
  }

  /** Runs a job in a private folder that is removed afterwards. */
  job<T>(work: (folder: JobFolder) => Promise<T>): Promise<T> {
    return JobFolder.during(this.scratch, work);
  }
}

const VERSION = ['-version'] as const;
const versionIn = (said: string): string => /^ffmpeg version (\S+)/.exec(said)?.[1] ?? 'unknown';

/** What ffmpeg in the sandbox calls itself; null where there is no sandbox, or no ffmpeg in it. */
async function versionInSandbox(scratch: string): Promise<string | null> {
  const script = await install(scratch, 'ffmpeg', 'bubblewrap');
  return JobFolder.during(scratch, async (folder) => {
    try {
      return versionIn((await run(script, VERSION, { cwd: folder.path, timeout: 20_000 })).stdout);
    } catch {
      return null;
    }
  });
}

async function versionOutside(): Promise<string> {
  try {
    return versionIn((await run('ffmpeg', VERSION)).stdout);
  } catch (cause) {
    throw new Error('ffmpeg is not installed. On Debian: apt-get install ffmpeg bubblewrap', { cause });
  }
}

async function install(scratch: string, program: 'ffmpeg' | 'ffprobe', sandbox: Sandbox): Promise<string> {
  const path = join(scratch, `${program}-${sandbox}.sh`);
  const text = launcher(program, sandbox);
  // Several processes share the folder: a script that is being run must not be rewritten under it.
  const temporary = `${path}.${process.pid}`;
  await writeFile(temporary, text);
  await chmod(temporary, 0o755);
  await rename(temporary, path);
  return path;
}
