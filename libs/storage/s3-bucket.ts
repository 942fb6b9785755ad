import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline as compose, type Readable, Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@app/kernel';
import { Client, S3Error } from 'minio';
import type { ByteRange, ErasableBucket, ObjectKey, Stored } from './bucket';
import { withBytesOf } from './bytes-of-file';
import { assertAsExpected, CHUNK, hashStream } from './hash';
import { assertKey } from './key';

/** An unknown-size stream would otherwise be buffered in one huge part. */
const PART_SIZE = 16 << 20;

export interface S3Options {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

export function s3Client(options: S3Options): Client {
  const url = new URL(options.endpoint);
  return new Client({
    endPoint: url.hostname,
    port: url.port ? Number(url.port) : url.protocol === 'https:' ? 443 : 80,
    useSSL: url.protocol === 'https:',
    region: options.region,
    accessKey: options.accessKey,
    secretKey: options.secretKey,
    partSize: PART_SIZE,
    pathStyle: true,
  });
}

/**
 * A bucket of any S3 server. Write-once and hashes are enforced here, because servers differ in `If-None-Match` and
 * checksum headers; ETags are never taken for hashes. No presigned URL is ever made for a reader (reliability § 2.2).
 */
export class S3Bucket implements ErasableBucket {
  constructor(
    private readonly client: Client,
    private readonly bucket: string,
  ) {}

  async stat(key: ObjectKey): Promise<{ size: number } | null> {
    assertKey(key);
    try {
      return { size: (await this.client.statObject(this.bucket, key)).size };
    } catch (error) {
      if (isAbsence(error)) return null;
      throw asAppError(error);
    }
  }

  async read(key: ObjectKey, range?: ByteRange): Promise<Readable> {
    const stat = await this.stat(key);
    if (!stat) throw new AppError('not-found', 'The store holds no such object.');
    const length = range ? range.end - range.start + 1 : stat.size;
    if (length === 0) return this.client.getObject(this.bucket, key);
    const body = await this.client
      .getPartialObject(this.bucket, key, range?.start ?? 0, length)
      .catch((error: unknown) => Promise.reject(asAppError(error) as Error));
    return compose(body, exactly(length), () => undefined);
  }

  async pour(key: ObjectKey, sink: Writable, range?: ByteRange): Promise<void> {
    await pipeline(await this.read(key, range), sink);
  }

  async localFile(key: ObjectKey, folder: string): Promise<string> {
    const path = join(folder, key.replaceAll('/', '_'));
    await pipeline(await this.read(key), createWriteStream(path, { flags: 'wx', mode: 0o400 }));
    return path;
  }

  async put(key: ObjectKey, body: Readable, expect: Partial<Stored> = {}): Promise<Stored> {
    if (await this.stat(key)) throw keptAlready();
    const { hash, version } = await this.send(key, body, expect);
    try {
      const stored = await this.confirm(key, version, { ...expect, sha256: hash });
      await this.assertFirst(key, version);
      return stored;
    } catch (error) {
      // Nobody was told of it. A store that forbids removing from the originals keeps it, for an operator to look at.
      await this.client.removeObject(this.bucket, key, version ? { versionId: version } : {}).catch(() => undefined);
      throw error;
    }
  }

  async putFile(key: ObjectKey, path: string, expect: Partial<Stored> = {}): Promise<Stored> {
    const { size } = await stat(path);
    const stored = await withBytesOf(path, (bytes) => this.put(key, bytes, { size, ...expect }));
    await rm(path, { force: true });
    return stored;
  }

  /** With every version, so that nothing of it stays. */
  async remove(key: ObjectKey): Promise<void> {
    assertKey(key);
    try {
      const versions = await this.versions(key);
      for (const { versionId } of versions) await this.client.removeObject(this.bucket, key, { versionId });
    } catch (error) {
      throw asAppError(error);
    }
  }

  /** Sends the bytes; a body that is not the declared one fails before it has a name. */
  private async send(
    key: ObjectKey,
    body: Readable,
    expect: Partial<Stored>,
  ): Promise<{ hash: string; version: string | null }> {
    const sent = createHash('sha256');
    let [size, hash] = [0, ''];
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length;
        sent.update(chunk);
        done(null, chunk);
      },
      flush(done) {
        hash = sent.digest('hex');
        done(faultOf(() => assertAsExpected({ size, sha256: hash }, expect)));
      },
    });
    // The client does not listen for errors of a stream that it sends in parts: it would wait for ever.
    const broken = new Promise<never>((_, reject) => counted.once('error', reject));
    broken.catch(() => undefined);
    body.on('error', (error) => counted.destroy(error));
    try {
      const put = this.client.putObject(this.bucket, key, body.pipe(counted), expect.size);
      const { versionId } = await Promise.race([put, broken]);
      return { hash, version: versionId ?? null };
    } catch (error) {
      throw asAppError(error);
    }
  }

  /** Reads back what the server says it keeps of this very put. */
  private async confirm(key: ObjectKey, version: string | null, expect: Partial<Stored>): Promise<Stored> {
    const body = await this.client.getObject(this.bucket, key, version ? { versionId: version } : {});
    const stored = await hashStream(body);
    assertAsExpected(stored, expect);
    return stored;
  }

  /**
   * Of two puts of one name at the same time both succeed on servers that ignore `If-None-Match`. The bucket keeps
   * both as versions in one order for everybody: the earliest stays, every other put takes its own back.
   */
  private async assertFirst(key: ObjectKey, version: string | null): Promise<void> {
    if (version === null) return;
    const earliest = (await this.versions(key)).findLast((one) => !one.isDeleteMarker);
    if (earliest?.versionId !== version) throw keptAlready();
  }

  /** Versions of an object, newest first; empty where there is none. One, called `null`, where none are kept. */
  private async versions(key: ObjectKey): Promise<Version[]> {
    const found: Version[] = [];
    const listing = this.client.listObjects(this.bucket, key, true, { IncludeVersion: true });
    for await (const item of listing as AsyncIterable<Partial<Version>>) {
      const { name, versionId, isDeleteMarker = false } = item;
      if (name === key && versionId) found.push({ name, versionId, isDeleteMarker });
    }
    return found;
  }
}

interface Version {
  readonly name: string;
  readonly versionId: string;
  readonly isDeleteMarker: boolean;
}

const keptAlready = (): AppError => new AppError('conflict', 'An object with that name is kept already.');

function faultOf(check: () => void): Error | null {
  try {
    check();
    return null;
  } catch (error) {
    return error as Error;
  }
}

/** Passes bytes on and fails when they end early or go on too long: a 200 with a short body must not look whole. */
function exactly(length: number): Transform {
  let seen = 0;
  return new Transform({
    highWaterMark: CHUNK,
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      done(seen > length ? new Error(`the store sent more than ${length} bytes`) : null, chunk);
    },
    flush(done) {
      done(seen === length ? null : new Error(`the store sent ${seen} of ${length} bytes`));
    },
  });
}

const isAbsence = (error: unknown): boolean =>
  error instanceof S3Error && ['NotFound', 'NoSuchKey'].includes(error.code ?? '');

function asAppError(error: unknown): unknown {
  const code = error instanceof S3Error ? error.code : ((error as NodeJS.ErrnoException).code ?? '');
  if (code && /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|SlowDown|ServiceUnavailable|InternalError|XMinioServer)/.test(code)) {
    return new AppError(
      'unavailable',
      'The object store does not answer just now. Nothing was lost; try again shortly.',
      {
        cause: error,
      },
    );
  }
  if (code && /^(QuotaExceeded|XMinioStorageFull|InsufficientCapacity)/.test(code)) {
    return new AppError('out-of-space', 'The object store is full. Nothing was kept.', { cause: error });
  }
  return error;
}
