import type { Readable, Writable } from 'node:stream';

/** Server-made: lower-case letters, digits, `/`, `.`, `_`, `-`. No user text ever becomes a key. */
export type ObjectKey = string;

export interface Stored {
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex, of the bytes as they were read back from the store. */
  readonly sha256: string;
}

/** Both ends inclusive, as in RFC 9110 § 14.1.2. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface ReadableBucket {
  stat(key: ObjectKey): Promise<{ readonly size: number } | null>;
  /** Throws AppError `not-found`. The stream fails rather than ending early. */
  read(key: ObjectKey, range?: ByteRange): Promise<Readable>;
  /**
   * Writes an object or a part of it into `sink` and ends it, holding little while that does not take it. Throws AppError
   * `not-found` before the first byte, and fails rather than ending early.
   */
  pour(key: ObjectKey, sink: Writable, range?: ByteRange): Promise<void>;
  /** A file on this machine with these bytes, to be opened for reading only: the object itself, or a copy in `folder`. */
  localFile(key: ObjectKey, folder: string): Promise<string>;
}

/**
 * Nothing that was put can be changed or removed through this type. A put is durable and read back before it
 * returns; a second put of a key is refused with AppError `conflict`. A body that is refused unread is its owner's to
 * close: of a file, `withBytesOf` does.
 */
export interface WriteOnceBucket extends ReadableBucket {
  put(key: ObjectKey, body: Readable, expect?: Partial<Stored>): Promise<Stored>;
  /** As `put`, from a file on this machine, which is gone from where it was once it is kept; untouched when it is refused. */
  putFile(key: ObjectKey, path: string, expect?: Partial<Stored>): Promise<Stored>;
}

/** For copies that law can order to disappear: published files after a takedown, drafts. Never for originals. */
export interface ErasableBucket extends WriteOnceBucket {
  remove(key: ObjectKey): Promise<void>;
}
