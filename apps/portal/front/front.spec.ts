import type { IncomingMessage } from 'node:http';
import { PUBLIC_LAG_MS } from '@app/publications/domain';
import { encodingFor, type KeptAnswer, PageCache } from './page-cache';
import { pageByPath } from './page-path';
import { networkOfReader, RequestLimit } from './request-limit';
import { RevisionWatch } from './revision-watch';

const from = (address: string, forwarded?: string): IncomingMessage =>
  ({ socket: { remoteAddress: address }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

describe('requests are counted', () => {
  it('by network and minute, and refused beyond the limit', () => {
    const limit = new RequestLimit(2, 0);
    const one = [1, 2, 3].map(() => limit.count(from('a'), 0).refused);
    expect([one, limit.count(from('b'), 0).refused]).toEqual([[false, false, true], false]);
    expect(limit.count(from('a'), 60_000).refused).toBe(false);
    const household = [1, 2, 3].map((i) => limit.count(from(`2001:db8:1:2::${i}`), 0).refused);
    expect([household, limit.count(from('2001:db8:1:3::1'), 0).refused]).toEqual([[false, false, true], false]);
    expect(limit.count(from('a'), 60_000).headers).toContain('limit=2, remaining=0, reset=60');
  });

  it('by the address that our own proxy saw, never by what a reader says of itself', () => {
    expect(networkOfReader(from('reader', 'invented'), 0)).toBe('reader');
    expect(networkOfReader(from('proxy', 'invented, reader'), 1)).toBe('reader');
    expect(networkOfReader(from('proxy'), 1)).toBe('proxy');
    expect(networkOfReader(from('near', 'invented, reader, far'), 2)).toBe('reader');
    expect(networkOfReader(from('proxy', '2001:db8:1:2:3:4:5:6'), 1)).toBe('2001:db8:1:2::/64');
  });

  it('in bounded memory, however many addresses there are', () => {
    const limit = new RequestLimit(1000, 0);
    for (let i = 0; i < 250_000; i++) limit.count(from(`address ${i}`), 0);
    expect(limit.count(from('one more'), 0).refused).toBe(true);
    expect(limit.count(from('address 1'), 0).refused).toBe(false);
  });
});

const answer = (text: string): KeptAnswer => ({ status: 200, headers: [], etag: 'e', body: Buffer.from(text) });
const found = (cache: PageCache, revision: string, now: number): string | null =>
  cache.find('/', revision, now)?.answer.body.toString() ?? null;

describe('a page is kept', () => {
  it('for as long as nothing public has changed', () => {
    const cache = new PageCache();
    cache.keep('/', '7', answer('seven'), 0);
    expect([found(cache, '7', 500), found(cache, '8', 500), found(cache, '6', 500)]).toEqual(['seven', null, null]);
  });

  it('for a second; then one reader has it made anew while the others have it as it is', () => {
    const cache = new PageCache();
    cache.keep('/', '7', answer('old'), 0);
    expect([found(cache, '7', 1001), found(cache, '7', 1002)]).toEqual([null, 'old']);
    cache.madeOrNot('/'); // it failed
    expect(found(cache, '7', 1003)).toBeNull();
    cache.keep('/', '7', answer('new'), 1004);
    expect(found(cache, '7', 1005)).toBe('new');
  });

  it('in bounded memory', () => {
    const cache = new PageCache();
    for (let i = 0; i < 200; i++) cache.keep(`/${i}`, '7', answer('x'.repeat(2 ** 20)), 0);
    expect([cache.find('/0', '7', 0), cache.keep('/long', '7', answer('x'.repeat(3 * 2 ** 20)), 0)]).toEqual([
      null,
      null,
    ]);
    expect(cache.find('/199', '7', 0)).not.toBeNull();
  });
});

it.each([
  ['gzip, br', 'text/html; charset=utf-8', 5000, 'br'],
  ['gzip, br;q=0', 'text/html; charset=utf-8', 5000, 'gzip'],
  ['gzip', 'application/feed+json; charset=utf-8', 5000, 'gzip'],
  [undefined, 'text/html; charset=utf-8', 5000, 'identity'],
  ['br', 'video/mp4', 5000, 'identity'],
  ['br', 'text/html; charset=utf-8', 50, 'identity'],
])('to who accepts %s, %s of %i bytes is sent as %s', (accepts, type, length, encoding) =>
  expect(encodingFor(accepts, type, length)).toBe(encoding),
);

it.each([
  ['/docket/page/2', '/docket?page=2'],
  ['/es/releases/page/12', '/es/releases?page=12'],
  ['/docket/page/0', '/docket/page/0'],
  ['/page/2', '/page/2'],
])('%s is %s', (path, url) => expect(pageByPath(path)).toBe(url));

describe('the revision', () => {
  it('is read after it was asked for, and once for all who ask meanwhile', async () => {
    let [value, reads] = [1, 0];
    const answers: (() => void)[] = [];
    const watch = new RevisionWatch(() => {
      reads++;
      const read = String(value);
      return new Promise((resolve) => answers.push(() => resolve(read)));
    });
    const first = watch.now();
    value = 2; // changed after the first reading had begun
    const later = [watch.now(), watch.now(), watch.now()];
    answers.shift()!();
    expect(await first).toBe('1');
    while (answers.length === 0) await new Promise(setImmediate);
    answers.shift()!();
    expect([await Promise.all(later), reads, watch.last]).toEqual([['2', '2', '2'], 2, '2']);
  });

  it('is read after they asked, for the few who ask within moments', async () => {
    let reads = 0;
    const watch = new RevisionWatch(() => Promise.resolve(String(++reads)));
    for (let turn = 0; turn < 5; turn++) {
      const before = reads;
      expect(Number(await watch.now())).toBeGreaterThan(before);
    }
  });

  it('is read now and then for a crowd, and told to nobody who asked long after it was read', async () => {
    const readAt: number[] = [];
    const watch = new RevisionWatch(() => Promise.resolve(String(readAt.push(performance.now()) - 1)));
    const asked: { at: number; told: Promise<string | null> }[] = [];
    while (asked.length < 1000 || performance.now() - asked[0]!.at < 5 * PUBLIC_LAG_MS) {
      asked.push({ at: performance.now(), told: watch.now() });
      await new Promise(setImmediate);
    }
    for (const { at, told } of asked) expect(at - readAt[Number(await told)]!).toBeLessThan(PUBLIC_LAG_MS);
    expect(readAt.length).toBeLessThan(asked.length / 10);
  });

  it('is never an older one for whom it has to be exact, in whatever crowd', async () => {
    let reads = 0;
    const watch = new RevisionWatch(() => Promise.resolve(String(++reads)), 0);
    const asked = Array.from({ length: 50 }, () => ({ before: reads, told: watch.now() }));
    for (const { before, told } of asked) expect(Number(await told)).toBeGreaterThan(before);
    const before = reads;
    expect(Number(await watch.now())).toBeGreaterThan(before);
  });

  it('is not known while Postgres does not answer, which is not asked again at once', async () => {
    let reads = 0;
    const watch = new RevisionWatch(() => {
      reads++;
      return Promise.reject(new Error('down'));
    });
    expect([await watch.now(), await watch.now(), reads, watch.last]).toEqual([null, null, 1, '0']);
  });
});
