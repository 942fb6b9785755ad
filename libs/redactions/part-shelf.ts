import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@app/kernel';
import { type ErasableBucket, withBytesOf } from '@app/storage';

/**
 * Encoded parts of one rendering, where every worker finds them. `build` keeps parts of different encoders apart: they
 * would not be the same bytes. Nothing here is trusted: the release that is made of it is verified as a whole.
 */
export class StoredParts {
  constructor(
    private readonly bucket: ErasableBucket,
    private readonly renderingId: string,
    private readonly build: string,
  ) {}

  /** Brings a part into that file; false when nobody has made it yet. */
  async fetch(name: string, path: string): Promise<boolean> {
    if (!(await this.bucket.stat(this.key(name)))) return false;
    await pipeline(await this.bucket.read(this.key(name)), createWriteStream(path, { flags: 'wx' }));
    return true;
  }

  async keep(name: string, path: string): Promise<void> {
    try {
      await withBytesOf(path, (bytes) => this.bucket.put(this.key(name), bytes));
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'conflict')) throw error; // another worker was faster
    }
  }

  async clear(names: readonly string[]): Promise<void> {
    for (const name of names) await this.bucket.remove(this.key(name));
  }

  private key(name: string): string {
    return `parts/${this.renderingId}/${this.build.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-')}-${name}.h264`;
  }
}
