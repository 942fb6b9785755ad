import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { StorageConfig } from '@app/config';
import { makeS3Buckets } from '@app/storage';
import { Client } from 'minio';
import { walk, type Walked } from '../../apps/ops/demo/walk';
import { aClip } from '../fixtures/clips';
import { startDaylight, type TestDaylight } from '../support/daylight';
import { describeWithS3, s3Server, type TestS3 } from '../support/s3-server';
import { must } from '@app/kernel';
import { filesOf } from '../support/public-site';

type S3Config = Extract<StorageConfig, { kind: 's3' }>;

let daylight: TestDaylight;
let walked: Walked;
let staff: S3Config;
let portal: S3Config;

/** What an operator allows the public site's user: to read the published bucket, and nothing else. */
const readingOf = (bucket: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: ['arn:aws:iam:::user/portal'] },
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
      },
    ],
  });

const clientOf = ({ endpoint, region, accessKey, secretKey }: S3Config): Client => {
  const { hostname, port } = new URL(endpoint);
  return new Client({
    endPoint: hostname,
    port: Number(port),
    useSSL: false,
    region,
    accessKey,
    secretKey,
    pathStyle: true,
  });
};

async function prepare({ endpoint, owner, portal: user }: TestS3): Promise<void> {
  const bucketPrefix = `e2e-${randomUUID().slice(0, 8)}`;
  staff = { kind: 's3', endpoint, region: 'us-east-1', ...owner, bucketPrefix };
  portal = { ...staff, ...(user ?? owner) };
  await makeS3Buckets(staff);
  if (user) await clientOf(staff).setBucketPolicy(`${bucketPrefix}-published`, readingOf(`${bucketPrefix}-published`));
  daylight = await startDaylight({ worker: true, portal: true, storage: staff, portalStorage: portal });
  walked = await walk(aClip(daylight.data.root, { seconds: 2 }), {
    api: daylight.api,
    portal: daylight.portal,
    accounts: daylight.accounts,
    memory: join(daylight.data.root, 'uploads.json'),
    say: () => undefined,
  });
}

async function keysOf(config: S3Config, bucket: string): Promise<string[]> {
  const keys: string[] = [];
  const listing = clientOf(config).listObjects(`${config.bucketPrefix}-${bucket}`, '', true);
  for await (const item of listing as AsyncIterable<{ name?: string }>) if (item.name) keys.push(item.name);
  return keys;
}

const refused = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => 'was not refused',
    (error: unknown) => (error as { code?: string }).code,
  );

describeWithS3('with an S3 store', () => {
  beforeAll(async () => prepare(await s3Server()));
  afterAll(() => daylight.stop());

  it('the whole path ends in a public video whose bytes are the signed ones, also in parts', async () => {
    const files = await filesOf(daylight.portal, must(walked.release.split('/').pop(), 'its id'));
    const { url } = files.find((file) => file.role === 'video')!;
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(walked.sha256);
    const part = await fetch(url, { headers: { range: 'bytes=100-299' } });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 300))).toBe(true);
  });

  it('the public site’s credentials read what is published, and no byte of originals or working copies', async () => {
    expect(portal.accessKey).not.toBe(staff.accessKey);
    expect((await keysOf(portal, 'published')).length).toBeGreaterThan(2);
    const client = clientOf(portal);
    for (const bucket of ['originals', 'working'] as const) {
      const keys = await keysOf(staff, bucket);
      expect(keys.length).toBeGreaterThan(0);
      const name = `${staff.bucketPrefix}-${bucket}`;
      expect(await refused(keysOf(portal, bucket))).toBe('AccessDenied');
      for (const key of keys) {
        expect(await refused(client.getObject(name, key))).toBe('AccessDenied');
        expect(await refused(client.statObject(name, key))).toBe('AccessDenied');
      }
    }
  });

  it('the public site’s credentials write and remove nothing', async () => {
    const [key] = await keysOf(staff, 'published');
    const bucket = `${staff.bucketPrefix}-published`;
    expect(await refused(clientOf(portal).putObject(bucket, 'mine', 'x'))).toBe('AccessDenied');
    expect(await refused(clientOf(portal).removeObject(bucket, key!))).toBe('AccessDenied');
    expect(await keysOf(staff, 'published')).toContain(key);
  });
});
