import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { StorageConfig } from '@app/config';
import { admit, type ErasableBucket, makeS3Buckets } from '@app/storage';
import { openBuckets } from '../../../libs/storage/open';
import { describeWithS3, s3Server } from '../../support/s3-server';
import { discard, temporaryFolder } from '../../support/temporary';
import { storageContract } from './storage-contract';

const everyFile = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('the filesystem store', () => {
  const root = temporaryFolder();
  const config: StorageConfig = { kind: 'filesystem', root };
  const working = (): ErasableBucket => openBuckets(config).working;
  afterAll(() => discard(root));

  storageContract(working);

  it('leaves no temporary file behind, and every object read-only', async () => {
    await working().put('kept/object', Readable.from([Buffer.from('kept')]));
    expect(everyFile(join(root, 'working')).filter((path) => path.includes('.incoming'))).toEqual([]);
    expect(statSync(join(root, 'working', 'kept', 'object')).mode & 0o222).toBe(0);
  });

  it('does not show what a killed put has left', async () => {
    mkdirSync(join(root, 'working', '.incoming'), { recursive: true });
    writeFileSync(join(root, 'working', '.incoming', randomUUID()), 'half of it');
    await expect(working().read('.incoming/x')).rejects.toThrow(/^not an object key/);
    expect(await working().put('after/the-crash', Readable.from([Buffer.from('whole')]))).toMatchObject({ size: 5 });
  });

  it('passes the admission test and leaves nothing of it', async () => {
    const { admitted, checks } = await admit(config);
    expect(checks.filter((check) => !check.passed)).toEqual([]);
    expect([admitted, checks.length]).toEqual([true, 5]);
    expect(everyFile(root).filter((path) => path.includes('admission'))).toEqual([]);
  });

  it('fails the admission test where it cannot keep anything', async () => {
    const blocked = join(root, 'a-file-instead-of-a-folder');
    writeFileSync(blocked, '');
    expect((await admit({ kind: 'filesystem', root: blocked })).admitted).toBe(false);
  });
});

describeWithS3('the S3 store', () => {
  let config: Extract<StorageConfig, { kind: 's3' }>;
  beforeAll(async () => {
    const { endpoint, owner } = await s3Server();
    const bucketPrefix = `contract-${randomUUID().slice(0, 8)}`;
    config = { kind: 's3', endpoint, region: 'us-east-1', ...owner, bucketPrefix };
    await makeS3Buckets(config);
    await makeS3Buckets(config); // a second start finds them
  });

  storageContract(() => openBuckets(config).working);

  it('passes the admission test, with what it must refuse', async () => {
    const { admitted, checks } = await admit(config);
    expect(checks.filter((check) => !check.passed && check.demanded)).toEqual([]);
    expect([admitted, checks.length]).toEqual([true, 8]);
  });

  it('fails the admission test with a key that is not the server’s', async () => {
    expect((await admit({ ...config, secretKey: 'wrong' })).admitted).toBe(false);
  });

  it('says that it does not answer, and that nothing was lost', async () => {
    const nobody = openBuckets({ ...config, endpoint: 'http://127.0.0.1:9' }).working;
    await expect(nobody.stat('a/b')).rejects.toMatchObject({
      code: 'unavailable',
      message: 'The object store does not answer just now. Nothing was lost; try again shortly.',
    });
  });
});
