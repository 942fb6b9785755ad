import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline as compose, type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@app/kernel';
import { Client, S3Error } from 'minio';
import type { ByteRange, ErasableBucket, ObjectKey, Stored } from './bucket';
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

  async localFile(key: ObjectKey, folder: string): Promise<string> {
    const path = join(folder, key.replaceAll('/', '_'));
    await pipeline(await this.read(key), createWriteStream(path, { flags: 'wx', mode: 0o400 }));
    return path;
  }

  async put(key: ObjectKey, body: Readable, expect: Partial<Stored> = {}): Promise<Stored> {
    if (await this.stat(key)) throw new AppError('conflict', 'An object with that name is kept already.');
    const sent = createHash('sha256');
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        sent.update(chunk);
        done(null, chunk);
      },
    });
    body.on('error', (error) => counted.destroy(error));
    try {
      await this.client.putObject(this.bucket, key, body.pipe(counted), expect.size);
    } catch (error) {
      throw asAppError(error);
    }
    return this.confirm(key, { ...expect, sha256: expect.sha256 ?? sent.digest('hex') });
  }

  async putFile(key: ObjectKey, path: string, expect: Partial<Stored> = {}): Promise<Stored> {
    const { size } = await stat(path);
    const stored = await this.put(key, createReadStream(path, { highWaterMark: CHUNK }), { size, ...expect });
    await rm(path, { force: true });
    return stored;
  }

  async remove(key: ObjectKey): Promise<void> {
    assertKey(key);
    try {
      await this.client.removeObject(this.bucket, key);
    } catch (error) {
      throw asAppError(error);
    }
  }

  /** Reads back what the server says it keeps. An object that is not the expected one is removed: nobody was told of it. */
  private async confirm(key: ObjectKey, expect: Partial<Stored>): Promise<Stored> {
    const stored = await hashStream(await this.read(key));
    try {
      assertAsExpected(stored, expect);
    } catch (error) {
      await this.remove(key);
      throw error;
    }
    return stored;
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
