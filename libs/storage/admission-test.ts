import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { StorageConfig } from '@app/config';
import { AppError } from '@app/kernel';
import type { ErasableBucket } from './bucket';
import { hashStream } from './hash';
import { bucketName, openBuckets } from './open';
import { s3Client, type S3Options } from './s3-bucket';

/** What the store was tried on, and how it answered. Footage is accepted only while every demanded answer is right. */
export interface Admission {
  readonly admitted: boolean;
  readonly checks: readonly { readonly name: string; readonly passed: boolean; readonly demanded: boolean }[];
}

type Check = readonly [name: string, run: () => Promise<boolean>];

/**
 * Not demanded, only reported: Daylight gives nobody a presigned URL, so that this weakness has no way in; and
 * RADOS Gateway 16 has it. A store on which other software issues such URLs must not have it.
 */
const PRESIGNED = 'a presigned PUT does not copy another object';

/**
 * Tries the store before any footage is entrusted to it (reliability § 6.4): what it must do, and what it must
 * refuse. Objects made for the trial live under `admission/` in the working bucket and are removed again.
 */
export async function admit(config: StorageConfig): Promise<Admission> {
  const { working } = openBuckets(config);
  const prefix = `admission/${randomUUID()}`;
  const checks = [...mustDo(working, prefix), ...(config.kind === 's3' ? mustRefuse(config, working, prefix) : [])];
  const results: { name: string; passed: boolean; demanded: boolean }[] = [];
  for (const [name, run] of checks)
    results.push({ name, passed: await run().catch(() => false), demanded: name !== PRESIGNED });
  for (const name of ['object', 'racing', 'rivals', 'victim', 'copied', 'anonymous']) {
    await working.remove(`${prefix}-${name}`).catch(() => undefined);
  }
  return { admitted: results.every((result) => result.passed || !result.demanded), checks: results };
}

const BODY = Buffer.from('Daylight admission test '.repeat(4096));
const body = (): Readable => Readable.from([BODY]);

function mustDo(bucket: ErasableBucket, prefix: string): Check[] {
  const key = `${prefix}-object`;
  return [
    [
      'a put is read back with its hash',
      async () => {
        const put = await bucket.put(key, body(), { size: BODY.length });
        return put.sha256 === (await hashStream(await bucket.read(key))).sha256;
      },
    ],
    [
      'a range gives exactly its bytes',
      async () => (await buffer(await bucket.read(key, { start: 24, end: 47 }))).equals(BODY.subarray(24, 48)),
    ],
    [
      'an existing object is not overwritten',
      async () => isConflict(bucket.put(key, Readable.from([Buffer.from('x')]))),
    ],
    [
      'of two puts at once exactly one is kept',
      async () => {
        const rivals = [Buffer.from('one'), Buffer.from('two')].map((bytes) => Readable.from([bytes]));
        const results = await Promise.allSettled(rivals.map((rival) => bucket.put(`${prefix}-rivals`, rival)));
        return results.filter((result) => result.status === 'fulfilled').length === 1;
      },
    ],
    [
      'wrong bytes are refused and not kept',
      async () => {
        const wrong = bucket.put(`${prefix}-racing`, body(), { sha256: '0'.repeat(64) });
        const refused = await wrong.then(() => false).catch((e: unknown) => e instanceof AppError);
        return refused && (await bucket.stat(`${prefix}-racing`)) === null;
      },
    ],
  ];
}

const isConflict = (put: Promise<unknown>): Promise<boolean> =>
  put.then(() => false).catch((error: unknown) => error instanceof AppError && error.code === 'conflict');

function mustRefuse(config: S3Options & { bucketPrefix: string }, working: ErasableBucket, prefix: string): Check[] {
  const client = s3Client(config);
  const bucket = bucketName(config.bucketPrefix, 'working');
  const address = (key: string): string => `${config.endpoint}/${bucket}/${key}`;
  return [
    [
      'an unsigned request reads nothing',
      async () => {
        const answers = await Promise.all([fetch(address(`${prefix}-object`)), fetch(`${config.endpoint}/${bucket}`)]);
        return answers.every((answer) => answer.status === 403 || answer.status === 401);
      },
    ],
    [
      'an unsigned request writes nothing',
      async () => {
        const answer = await fetch(address(`${prefix}-anonymous`), { method: 'PUT', body: 'x' });
        return answer.status === 403 || answer.status === 401;
      },
    ],
    [
      // CVE-2026-97731 and its kin: the holder of one presigned PUT could copy any object the signing key can read.
      // This URL is made for the trial and given to nobody.
      PRESIGNED,
      async () => {
        await working.put(`${prefix}-victim`, body());
        const url = await client.presignedPutObject(bucket, `${prefix}-copied`, 60);
        const headers = { 'x-amz-copy-source': `/${bucket}/${prefix}-victim` };
        const answer = await fetch(url, { method: 'PUT', headers });
        const copy = await working.stat(`${prefix}-copied`);
        return answer.status >= 400 || copy?.size !== BODY.length;
      },
    ],
  ];
}
