import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, link, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@app/kernel';
import type { ByteRange, ErasableBucket, ObjectKey, Stored } from './bucket';
import { withBytesOf } from './bytes-of-file';
import { assertAsExpected, CHUNK, hashOf } from './hash';
import { assertKey } from './key';
import { pourFile } from './pour';

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

/**
 * A folder as a bucket. A put writes a temporary file, makes it durable, reads it back, and only then links it to
 * its name, so that a name either is absent or holds the whole object, whatever was killed when.
 */
export class FilesystemBucket implements ErasableBucket {
  private readonly incoming: string;

  constructor(private readonly root: string) {
    this.incoming = join(root, '.incoming');
  }

  async stat(key: ObjectKey): Promise<{ size: number } | null> {
    try {
      return { size: (await stat(this.path(key))).size };
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  async read(key: ObjectKey, range?: ByteRange): Promise<Readable> {
    if (!(await this.stat(key))) throw notThere();
    return createReadStream(this.path(key), { highWaterMark: CHUNK, ...range });
  }

  async pour(key: ObjectKey, sink: Writable, range?: ByteRange): Promise<void> {
    const file = await open(this.path(key)).catch((error: unknown) => {
      throw codeOf(error) === 'ENOENT' ? notThere() : error;
    });
    try {
      await pourFile(file, range ?? { start: 0, end: (await file.stat()).size - 1 }, sink);
    } finally {
      await file.close();
    }
  }

  async localFile(key: ObjectKey): Promise<string> {
    if (!(await this.stat(key))) throw notThere();
    return this.path(key);
  }

  async put(key: ObjectKey, body: Readable, expect: Partial<Stored> = {}): Promise<Stored> {
    const temporary = await this.temporary();
    try {
      await pipeline(body, createWriteStream(temporary, { flags: 'wx', highWaterMark: CHUNK }));
      const stored = await this.confirm(temporary, expect);
      await this.name(temporary, this.path(key));
      return stored;
    } catch (error) {
      throw asAppError(error);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** Works in place: the file stays where it is until its bytes also have their name in the bucket. */
  async putFile(key: ObjectKey, path: string, expect: Partial<Stored> = {}): Promise<Stored> {
    try {
      const stored = await this.confirm(path, expect);
      await this.name(path, this.path(key));
      await rm(path, { force: true });
      return stored;
    } catch (error) {
      if (codeOf(error) !== 'EXDEV') throw asAppError(error);
      const stored = await withBytesOf(path, (bytes) => this.put(key, bytes, expect));
      await rm(path, { force: true });
      return stored;
    }
  }

  async remove(key: ObjectKey): Promise<void> {
    await rm(this.path(key), { force: true });
    await syncFolder(dirname(this.path(key))).catch(() => undefined);
  }

  /** Makes a file durable, reads it back and compares it with what was expected. */
  private async confirm(path: string, expect: Partial<Stored>): Promise<Stored> {
    await sync(path);
    const stored = await hashOf(path);
    assertAsExpected(stored, expect);
    await chmod(path, 0o444);
    return stored;
  }

  private async name(temporary: string, path: string): Promise<void> {
    await makeFolder(dirname(path), this.root);
    try {
      await link(temporary, path); // refuses an existing name, atomically: the write-once rule
    } catch (error) {
      if (codeOf(error) === 'EEXIST') throw new AppError('conflict', 'An object with that name is kept already.');
      throw error;
    }
    await syncFolder(dirname(path));
  }

  private async temporary(): Promise<string> {
    await mkdir(this.incoming, { recursive: true });
    return join(this.incoming, randomUUID());
  }

  private path(key: ObjectKey): string {
    assertKey(key);
    return join(this.root, key);
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name survives a power cut only once its folder has been flushed too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function makeFolder(path: string, root: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let at = path; at.length > root.length; at = dirname(at)) await syncFolder(dirname(at));
}

const notThere = (): AppError => new AppError('not-found', 'The store holds no such object.');

const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EFBIG'];

const asAppError = (error: unknown): unknown =>
  NO_ROOM.includes(codeOf(error))
    ? new AppError('out-of-space', 'The store is full. Nothing was kept; make room and send it again.', {
        cause: error,
      })
    : error;
