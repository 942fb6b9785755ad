import { join } from 'node:path';
import type { StorageConfig } from '@app/config';
import type { ErasableBucket, ReadableBucket, WriteOnceBucket } from './bucket';
import { FilesystemBucket } from './filesystem-bucket';
import { S3Bucket, s3Client } from './s3-bucket';

/** The three buckets. Each belongs to one lib: originals to footage, working to redactions, published to publications. */
export interface Buckets {
  readonly originals: WriteOnceBucket;
  readonly working: ErasableBucket;
  readonly published: ErasableBucket;
}

type BucketName = keyof Buckets;

/** All three, for the processes of staff (api, worker). */
export const openBuckets = (config: StorageConfig): Buckets => ({
  originals: openBucket(config, 'originals'),
  working: openBucket(config, 'working'),
  published: openBucket(config, 'published'),
});

/** The public one only, to read: all the portal ever opens. Its credentials, or its root folder, reach no further. */
export const openPublicBucket = (config: StorageConfig): ReadableBucket => openBucket(config, 'published');

function openBucket(config: StorageConfig, name: BucketName): ErasableBucket {
  if (config.kind === 'filesystem') return new FilesystemBucket(join(config.root, name));
  return new S3Bucket(s3Client(config), bucketName(config.bucketPrefix, name));
}

export const bucketName = (prefix: string, name: BucketName): string => `${prefix}-${name}`;

/**
 * Makes the buckets of an S3 store where they are missing. Each keeps versions: that is how of two puts of one name the
 * first is told from the second, and how nothing that is removed by mistake is gone from the originals.
 */
export async function makeS3Buckets(config: Extract<StorageConfig, { kind: 's3' }>): Promise<void> {
  const client = s3Client(config);
  for (const name of ['originals', 'working', 'published'] as const) {
    const bucket = bucketName(config.bucketPrefix, name);
    if (!(await client.bucketExists(bucket))) await client.makeBucket(bucket, config.region);
    await client.setBucketVersioning(bucket, { Status: 'Enabled' });
  }
}
