import type { Readable } from 'node:stream';
import { AppError } from '@app/kernel';
import { type ErasableBucket, type ObjectKey, withBytesOf } from '@app/storage';

/** Frames that are decoded together: a worker that has the copy open may as well make the ones beside it. */
export const STILLS = 60;

/** Single frames of a staff copy as JPEG files, for browsers that cannot decode it. Made when somebody asks. */
export class StillShelf {
  constructor(
    private readonly bucket: ErasableBucket,
    /** Of the staff copy: another copy, other stills. */
    private readonly proxySha256: string,
  ) {}

  has(frame: number): Promise<{ readonly size: number } | null> {
    return this.bucket.stat(this.key(frame));
  }

  read(frame: number): Promise<Readable> {
    return this.bucket.read(this.key(frame));
  }

  async keep(frame: number, path: string): Promise<void> {
    try {
      await withBytesOf(path, (bytes) => this.bucket.put(this.key(frame), bytes));
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'conflict')) throw error; // made by an earlier try
    }
  }

  nameOf(frame: number): string {
    return `${this.proxySha256}-${frame}`;
  }

  private key(frame: number): ObjectKey {
    return `stills/${this.proxySha256}/${frame}.jpg`;
  }
}
