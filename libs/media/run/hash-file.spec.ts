import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashFile } from './hash-file';

const folder = mkdtempSync(join(tmpdir(), 'daylight-hash-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of that many bytes, nothing but zeros and then its words. */
function fileOf(zeros: number, words: string): { path: string; sha256: string } {
  const path = join(folder, `${zeros}`);
  writeFileSync(path, '');
  truncateSync(path, zeros);
  appendFileSync(path, words);
  return { path, sha256: createHash('sha256').update(Buffer.alloc(zeros)).update(words).digest('hex') };
}

const MIB = 1 << 20;

it.each([
  ['nothing', 0, ''],
  ['a little', 10, 'words'],
  ['some chunks', 2 * MIB - 3, 'words'],
  ['so much that a thread does it', 65 * MIB + 7, 'words'],
])('hashes %s', async (_what, zeros, words) => {
  const { path, sha256 } = fileOf(zeros, words);
  expect(await hashFile(path)).toBe(sha256);
});

it.each([
  ['at once', 3 * MIB, 0],
  ['at once, before its thread is started', 80 * MIB, 0],
  ['while its thread is at work', 80 * MIB, 3],
])('stops %s when it is told to, and says why', async (_when, size, turns) => {
  const stopped = new AbortController();
  const hashed = hashFile(fileOf(size, '').path, stopped.signal);
  const refused = expect(hashed).rejects.toThrow('no longer wanted');
  for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
  stopped.abort(new Error('no longer wanted'));
  await refused;
});

it('says which file is not there', async () => {
  await expect(hashFile(join(folder, 'missing'))).rejects.toThrow(/ENOENT.*missing/);
});
