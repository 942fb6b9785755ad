import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaBench, ProvenanceSigner } from '@app/media';

/** Room for a job's own files: originals fetched from an object store, results before they are kept. */
export class MediaRoom {
  constructor(
    readonly bench: MediaBench,
    /** The hand under the manifest of provenance of every video that may be published. */
    readonly signer: ProvenanceSigner,
  ) {}

  /** Gives `work` a folder that is removed afterwards, whatever happened. */
  async during<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = join(this.bench.scratch, `room-${randomUUID()}`);
    await mkdir(folder, { recursive: true });
    try {
      return await work(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
