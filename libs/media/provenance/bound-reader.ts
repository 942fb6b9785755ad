import { createHash } from 'node:crypto';
import { u64 } from '../mp4/boxes';

/** What an MP4 says, for its manifest to be held against. */
export interface Bound {
  /** SHA-256 as `c2pa.hash.bmff.v3` asks for it (C2PA 2.2, 18.6): each box of the top level behind its offset. */
  readonly binding: Buffer;
  /** The `uuid` box at the end; null where there is none. */
  readonly manifest: Buffer | null;
  /** Why this cannot be a file with a manifest as its last box; null where it can. */
  readonly fault: string | null;
}

/** A manifest has a few thousand bytes. */
const MOST_MANIFEST = 1 << 20;

/**
 * Reads an MP4 as it comes. A manifest is bound to every byte but those of `ftyp`, which C2PA leaves out, and its own.
 * Holds no more of the file in memory than the manifest.
 */
export class BoundReader {
  private readonly hash = createHash('sha256');
  /** Where the next box begins. */
  private next = 0;
  /** As much of the next box's header as has come. */
  private head = Buffer.alloc(0);
  /** Bytes of this box that are still to come, and where they go. */
  private left = 0;
  private into: 'hash' | 'manifest' | 'nowhere' = 'nowhere';
  private readonly manifest: Buffer[] = [];
  private fault: string | null = null;

  update(chunk: Buffer): void {
    for (let rest = chunk; rest.length > 0;) {
      const part = rest.subarray(0, this.left > 0 ? this.left : this.missing());
      rest = rest.subarray(part.length);
      if (this.left > 0) this.take(part);
      else this.head = Buffer.concat([this.head, part]);
      if (this.left === 0 && this.missing() === 0) this.begin();
    }
  }

  end(): Bound {
    if (this.left > 0 || this.head.length > 0) this.fault ??= 'the file is cut short';
    const manifest = this.manifest.length > 0 ? Buffer.concat(this.manifest) : null;
    return { binding: this.hash.digest(), manifest, fault: this.fault };
  }

  private missing(): number {
    const isLong = this.head.length >= 8 && this.head.readUInt32BE(0) === 1;
    return (isLong ? 16 : 8) - this.head.length;
  }

  private begin(): void {
    const { head } = this;
    const short = head.readUInt32BE(0);
    const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short;
    const type = head.toString('latin1', 4, 8);
    if (size < head.length) this.fault ??= `the box ${JSON.stringify(type)} does not say where it ends`;
    if (this.manifest.length > 0) this.fault ??= 'the manifest is not the last box, or not the only one';
    this.into = type === 'ftyp' ? 'nowhere' : type === 'uuid' && size <= MOST_MANIFEST ? 'manifest' : 'hash';
    if (this.into === 'hash') this.hash.update(u64(this.next));
    this.next += size;
    this.left = size < head.length ? Infinity : size;
    this.head = Buffer.alloc(0);
    this.take(head);
  }

  private take(part: Buffer): void {
    this.left -= part.length;
    if (this.into === 'hash') this.hash.update(part);
    if (this.into === 'manifest') this.manifest.push(Buffer.from(part));
  }
}
