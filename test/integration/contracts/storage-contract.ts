import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { AppError } from '@app/kernel';
import { type ErasableBucket, hashStream } from '@app/storage';
import { openFiles } from '../../support/open-files';
import { discard, temporaryFolder } from '../../support/temporary';

/** A bucket under test, opened anew for each use: what it keeps is in the store, not in the object. */
export type OpenBucket = () => ErasableBucket;

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const key = (): string => `contract/${randomUUID()}.bin`;
const streamOf = (bytes: Buffer): Readable => Readable.from([bytes]);

async function refusal(attempt: Promise<unknown>): Promise<{ code: string; says: string }> {
  const error: unknown = await attempt.then(
    () => new Error('nothing was refused'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw error;
  return { code: error.code, says: error.message };
}

const KEPT_ALREADY = { code: 'conflict', says: 'An object with that name is kept already.' };
const OTHER_BYTES = {
  code: 'hash-mismatch',
  says: 'The bytes that arrived are not the ones that were declared. Send the file again.',
};
const NOT_THERE = { code: 'not-found', says: 'The store holds no such object.' };

/** What every bucket promises, whoever keeps its bytes. One suite, run by every adapter. */
export function storageContract(open: OpenBucket): void {
  describe('keeps what it is given', () => keeps(open));
  describe('refuses', () => refuses(open));
  describe('reads', () => reads(open));
  describe('pours', () => pours(open));
  describe('takes files', () => takesFiles(open));
  describe('holds at once', () => holdsAtOnce(open));
}

function keeps(open: OpenBucket): void {
  it('to the last bit, and says its size and hash', async () => {
    const [name, bytes] = [key(), randomBytes(100_000)];
    const stored = await open().put(name, streamOf(bytes), { size: bytes.length, sha256: sha256(bytes) });
    expect(stored).toEqual({ size: bytes.length, sha256: sha256(bytes) });
    expect(await open().stat(name)).toEqual({ size: bytes.length });
    expect((await buffer(await open().read(name))).equals(bytes)).toBe(true);
  });

  it('also when nobody says in advance what will come, and when nothing comes', async () => {
    const [name, empty, bytes] = [key(), key(), randomBytes(70_001)];
    expect(await open().put(name, Readable.from([bytes.subarray(0, 9), bytes.subarray(9)]))).toMatchObject({
      sha256: sha256(bytes),
    });
    expect(await open().put(empty, Readable.from([Buffer.alloc(0)]), { size: 0 })).toMatchObject({ size: 0 });
    expect((await buffer(await open().read(empty))).length).toBe(0);
  });

  it('a large object in many parts', async () => {
    const name = key();
    const part = randomBytes(1 << 20);
    const many = (): Readable => Readable.from(Array.from({ length: 40 }, () => part));
    const expected = await hashStream(many());
    expect(await open().put(name, many(), expected)).toEqual({ size: 40 << 20, sha256: expected.sha256 });
    expect(await hashStream(await open().read(name))).toEqual(expected);
    const across = await buffer(await open().read(name, { start: (16 << 20) - 5, end: (16 << 20) + 4 }));
    expect(across.equals(Buffer.concat([part.subarray(-5), part.subarray(0, 5)]))).toBe(true);
  });
}

function refuses(open: OpenBucket): void {
  it('a second object of the same name, and keeps the first', async () => {
    const [name, first] = [key(), randomBytes(1000)];
    await open().put(name, streamOf(first));
    expect(await refusal(open().put(name, streamOf(randomBytes(1000))))).toEqual(KEPT_ALREADY);
    expect((await buffer(await open().read(name))).equals(first)).toBe(true);
  });

  it('bytes that are not the declared ones, and keeps nothing of them', async () => {
    const [name, bytes] = [key(), randomBytes(5000)];
    const wrong = open().put(name, streamOf(bytes), { sha256: sha256(Buffer.from('other')) });
    expect(await refusal(wrong)).toEqual(OTHER_BYTES);
    expect(await open().stat(name)).toBeNull();
    expect(await refusal(open().read(name))).toEqual(NOT_THERE);
    expect(await open().put(name, streamOf(bytes), { sha256: sha256(bytes) })).toMatchObject({ size: 5000 });
  });

  it.each([200_000, undefined])('a stream of %s bytes that breaks off, and keeps nothing of it', async (size) => {
    const name = key();
    const broken = Readable.from(
      (async function* () {
        yield randomBytes(100_000);
        throw new Error('the line went dead');
      })(),
    );
    await expect(open().put(name, broken, size === undefined ? {} : { size })).rejects.toThrow('the line went dead');
    expect(await open().stat(name)).toBeNull();
  });

  it.each(['../climbs', 'a/../../b', '/absolute', 'a//b', '.hidden', 'a/.incoming', 'UPPER', 'a\u0000b', '', 'a b'])(
    'the name %j, in every verb',
    async (name) => {
      const says = /^not an object key/;
      await expect(open().put(name, streamOf(Buffer.from('x')))).rejects.toThrow(says);
      await expect(open().read(name)).rejects.toThrow(says);
      await expect(open().stat(name)).rejects.toThrow(says);
      await expect(open().remove(name)).rejects.toThrow(says);
    },
  );
}

function pours(open: OpenBucket): void {
  it.each([[undefined], [{ start: 0, end: 0 }], [{ start: 100_000, end: 2_200_000 }]])(
    'the same bytes poured into a reader who takes them slowly: %j',
    async (range) => {
      const [long, content] = [key(), randomBytes(3_000_000)];
      await open().put(long, streamOf(content));
      const taken: Buffer[] = [];
      let held = 0;
      const slow = new Writable({
        highWaterMark: 1,
        write(chunk: Buffer, _, done) {
          held = Math.max(held, this.writableLength);
          taken.push(Buffer.from(chunk));
          setImmediate(done);
        },
      });
      await Promise.all([open().pour(long, slow, range), once(slow, 'finish')]);
      expect(Buffer.concat(taken).equals(content.subarray(range?.start, range && range.end + 1))).toBe(true);
      expect(held).toBeLessThanOrEqual(2 ** 20);
    },
  );

  it('no more to a reader who has gone', async () => {
    const gone = new Writable({
      write() {
        this.destroy();
      },
    });
    const name = key();
    await open().put(name, streamOf(randomBytes(300_000)));
    await expect(open().pour(name, gone)).rejects.toThrow();
  });
}

function reads(open: OpenBucket): void {
  const bytes = randomBytes(300_000);
  const name = key();
  beforeAll(() => open().put(name, streamOf(bytes)));

  it.each([
    [0, 0],
    [0, 299_999],
    [1, 65_536],
    [299_999, 299_999],
    [100_000, 200_000],
  ])('the bytes %i to %i, both included', async (start, end) => {
    const part = await buffer(await open().read(name, { start, end }));
    expect(part.equals(bytes.subarray(start, end + 1))).toBe(true);
  });

  it('nothing of what it does not hold', async () => {
    expect(await open().stat(key())).toBeNull();
    const untouched = new PassThrough();
    expect(await refusal(open().pour(key(), untouched))).toEqual(NOT_THERE);
    expect([untouched.destroyed, untouched.readableLength]).toEqual([false, 0]);
    expect(await refusal(open().read(key()))).toEqual(NOT_THERE);
  });

  it('nothing any more of what was removed, and a removal twice is one', async () => {
    const gone = key();
    await open().put(gone, streamOf(bytes));
    await open().remove(gone);
    await open().remove(gone);
    expect(await open().stat(gone)).toBeNull();
    expect(await refusal(open().read(gone))).toEqual(NOT_THERE);
    expect(await open().put(gone, streamOf(bytes))).toMatchObject({ sha256: sha256(bytes) });
  });
}

function takesFiles(open: OpenBucket): void {
  const folder = temporaryFolder();
  afterAll(() => discard(folder));
  const file = (name: string, bytes: Buffer): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };

  it('a file, which is then gone from where it was', async () => {
    const [name, bytes] = [key(), randomBytes(9000)];
    const path = file('taken', bytes);
    expect(await open().putFile(name, path, { sha256: sha256(bytes) })).toEqual({ size: 9000, sha256: sha256(bytes) });
    expect(existsSync(path)).toBe(false);
    expect(readFileSync(await open().localFile(name, folder)).equals(bytes)).toBe(true);
  });

  it('no file that is refused: it stays where it was', async () => {
    const [name, bytes] = [key(), randomBytes(9000)];
    const path = file('kept-back', bytes);
    expect(await refusal(open().putFile(name, path, { sha256: '0'.repeat(64) }))).toEqual(OTHER_BYTES);
    await open().put(name, streamOf(randomBytes(10)));
    expect(await refusal(open().putFile(name, path))).toEqual(KEPT_ALREADY);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('none that stays open when it is refused unread', async () => {
    const [name, path] = [key(), file('let-go', randomBytes(9000))];
    await open().put(name, streamOf(randomBytes(10)));
    expect(await refusal(open().putFile(name, path))).toEqual(KEPT_ALREADY);
    expect(openFiles()).not.toContain(path);
  });
}

function holdsAtOnce(open: OpenBucket): void {
  it('one of many puts of one name: exactly one wins, and what it was told is what is kept', async () => {
    const name = key();
    const rivals = Array.from({ length: 6 }, () => randomBytes(50_000));
    const results = await Promise.allSettled(rivals.map((bytes) => open().put(name, streamOf(bytes))));
    const winners = rivals.filter((_, i) => results[i]?.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'conflict' });
    }
    expect((await buffer(await open().read(name))).equals(winners[0]!)).toBe(true);
  });

  it('an acknowledged object although wrong bytes are sent to its name at the same time', async () => {
    for (let round = 0; round < 5; round++) {
      const [name, right] = [key(), randomBytes(20_000)];
      const expected = { sha256: sha256(right), size: right.length };
      const [first, second] = await Promise.allSettled([
        open().put(name, streamOf(right), expected),
        open().put(name, streamOf(randomBytes(20_000)), expected),
      ]);
      expect(second.status).toBe('rejected');
      if (first.status === 'fulfilled') {
        expect((await buffer(await open().read(name))).equals(right)).toBe(true);
      } else {
        expect(await open().stat(name)).toBeNull(); // refused, and nobody was told that it is kept
      }
    }
  });
}
