/** A bucket as a type: put once, stream, range, hash. Two adapters, one contract (test/integration/contracts). */
export type { ByteRange, ErasableBucket, ObjectKey, ReadableBucket, Stored, WriteOnceBucket } from './bucket';
export { contentKey } from './key';
export { withBytesOf } from './bytes-of-file';
export { hashOf, hashStream } from './hash';
export { answerRange, type RangeAnswer } from './http-range';
export { admit, type Admission } from './admission-test';
export { HELD_PER_READER } from './pour';
export { type Buckets, makeS3Buckets, openPublicBucket } from './open';
export { StorageModule, BUCKETS } from './storage.module';
