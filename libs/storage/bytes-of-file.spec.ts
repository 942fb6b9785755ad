import { pbkdf2 } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { openFiles } from '../../test/support/open-files';
import { discard, temporaryFolder } from '../../test/support/temporary';
import { withBytesOf } from './bytes-of-file';

const folder = temporaryFolder();
afterAll(() => discard(folder));

const path = join(folder, 'bytes');
beforeAll(() => writeFileSync(path, Buffer.alloc(9000)));

/** Keeps every thread busy that could close a file. */
function occupyThreads(): Promise<unknown> {
  const busy = (): Promise<void> => new Promise((done) => pbkdf2('a', 'b', 100_000, 64, 'sha512', () => done()));
  return Promise.all(Array.from({ length: 8 }, busy));
}

describe('a file whose bytes were given', () => {
  it.each([
    ['refused unread', () => Promise.reject(new Error('taken'))],
    ['used without being read', () => Promise.resolve('as it was')],
    ['read to its end', (bytes: Readable) => buffer(bytes)],
  ])('is closed when it is %s, however busy the machine', async (_what, use) => {
    let busy: Promise<unknown> | undefined;
    const given = withBytesOf(path, async (bytes) => {
      await setImmediate(); // as a store does that has to ask another machine
      expect(openFiles()).toContain(path);
      busy = occupyThreads();
      return use(bytes);
    });
    await given.catch(() => undefined);
    expect(openFiles()).not.toContain(path);
    await busy;
  });

  it('hands over what came of it, or why nothing did', async () => {
    await expect(withBytesOf(path, buffer)).resolves.toHaveLength(9000);
    await expect(withBytesOf(path, () => Promise.reject(new Error('taken')))).rejects.toThrow('taken');
    await expect(withBytesOf(join(folder, 'none'), () => Promise.resolve())).rejects.toThrow('ENOENT');
  });
});
