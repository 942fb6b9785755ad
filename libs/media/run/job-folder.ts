import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** What one program started in a job folder may use at most. */
export interface Limits {
  /** Seconds of CPU. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
  readonly output: number;
  /** How far it steps back behind other programs (nice); 0 when not given. */
  readonly niceness?: number;
}

/** What is lent, as arguments of bubblewrap, each with a zero behind it: paths may hold anything else. */
const LENT = '.inputs';

/**
 * A private folder for one media job. Programs run inside it and see two folders: `inputs/`, files lent to the job
 * and readable only, and `work/`, where everything they write goes.
 */
export class JobFolder {
  private names = 0;

  private constructor(readonly path: string) {}

  /** Makes the folder, runs `work` and removes the folder again, whatever happened. */
  static async during<T>(scratch: string, work: (folder: JobFolder) => Promise<T>): Promise<T> {
    const path = resolve(scratch, `job-${randomUUID()}`);
    await mkdir(join(path, 'inputs'), { recursive: true, mode: 0o755 });
    await mkdir(join(path, 'work'));
    await writeFile(join(path, LENT), '');
    try {
      return await work(new JobFolder(path));
    } finally {
      await rm(path, { recursive: true, force: true });
    }
  }

  /** Lends a file of this machine to the job. Returns how programs in the folder name it. */
  async lend(name: JobFileName, path: string): Promise<string> {
    const lent = await realpath(path);
    await symlink(lent, join(this.path, 'inputs', assertName(name)));
    await appendFile(join(this.path, LENT), `--ro-bind\0${lent}\0/job/inputs/${name}\0`);
    return `file:inputs/${name}`;
  }

  /** A name that nothing in `work/` has yet. */
  newName(kind: string, ending: string): JobFileName {
    return assertName(`${kind}-${this.names++}.${ending}`);
  }

  /** How programs in the folder name a file in `work/`. */
  workName(name: JobFileName): string {
    return `file:work/${assertName(name)}`;
  }

  /** The same for files that ffmpeg numbers itself: `still-17.jpg` is number 17. */
  workNames(kind: string, ending: string): string {
    return this.workName(`${kind}-0.${ending}`).replace('-0.', '-%d.');
  }

  /** Where a file in `work/` really is. */
  workPath(name: JobFileName): string {
    return join(this.path, 'work', assertName(name));
  }

  async limit(limits: Limits): Promise<void> {
    const { cpu, memory, output, niceness = 0 } = limits;
    const text = `cpu=${Math.ceil(cpu)} memory=${memory} output=${output} niceness=${niceness}\n`;
    await writeFile(join(this.path, '.limits'), text);
  }
}

/** Chosen by us, never by a user: a lower-case word and perhaps an extension. */
type JobFileName = string;

function assertName(name: JobFileName): JobFileName {
  if (!/^[a-z][a-z0-9-]*(\.[a-z0-9]+)?$/.test(name))
    throw new Error(`not the name of a job's file: ${JSON.stringify(name)}`);
  return name;
}
