import { closeSync, openSync, readSync } from 'node:fs';
import type { CodedPictures } from './bare-stream';

/** One picture at a time, into one buffer: allocating each anew takes longer than reading it. */
export class PictureReader {
  private readonly file: number;
  private readonly buffer: Buffer;

  constructor(private readonly pictures: Pick<CodedPictures, 'path' | 'offsets' | 'sizes'>) {
    this.file = openSync(pictures.path, 'r');
    this.buffer = Buffer.alloc(pictures.sizes.reduce((largest, size) => Math.max(largest, size), 0));
  }

  read(picture: number): Buffer {
    const size = this.pictures.sizes[picture] ?? 0;
    const bytes = readSync(this.file, this.buffer, 0, size, this.pictures.offsets[picture] ?? 0);
    return this.buffer.subarray(0, bytes); // fewer where a file is cut short: then they are not the same
  }

  close(): void {
    closeSync(this.file);
  }
}
