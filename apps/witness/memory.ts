import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { hex, utf8 } from '@app/kernel';
import { type Checkpoint, checkpointText, parseCheckpoint } from '@app/ledger/domain';
import { sha256 } from './keys';

/** What a witness has cosigned: of each log its newest checkpoint, one file a log, on disk before anybody is told. */
export class Memory {
  private constructor(
    private readonly folder: string,
    private readonly release: () => void,
  ) {}

  /** Throws when another witness of this machine works on the folder: two could cosign two histories. */
  static async open(folder: string): Promise<Memory> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new Memory(folder, await holdAlone(resolve(folder)));
  }

  /** Null when it never cosigned that log. Throws when the file cannot be read or understood: forgetting is no answer. */
  async last(origin: string): Promise<Checkpoint | null> {
    let text: string;
    try {
      text = await readFile(this.path(origin), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
    const checkpoint = parseCheckpoint(text);
    if (checkpoint?.origin !== origin) throw new Error(`${this.path(origin)} is damaged`);
    return checkpoint;
  }

  /** Returns once it is on disk: a new file is flushed, takes the old one's name, and then the folder is flushed. */
  async keep(checkpoint: Checkpoint): Promise<void> {
    const path = this.path(checkpoint.origin);
    const file = await open(`${path}.new`, 'w', 0o600);
    try {
      await file.writeFile(checkpointText(checkpoint));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.new`, path);
    const folder = await open(this.folder, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  close(): void {
    this.release();
  }

  private path(origin: string): string {
    return join(this.folder, hex(sha256(utf8(origin))));
  }
}

/** An abstract socket (unix(7)) is the lock: the kernel gives it to one process, and takes it back when that one dies. */
async function holdAlone(folder: string): Promise<() => void> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((done, failed) => {
    server.once('error', () => failed(new Error(`another witness works on ${folder}`)));
    server.listen(`\0daylight-witness-${hex(sha256(utf8(folder))).slice(0, 32)}`, done);
  });
  return () => void server.close();
}
