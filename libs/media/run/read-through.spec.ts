import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readThrough } from './read-through';

const folder = mkdtempSync(join(tmpdir(), 'daylight-read-'));
const path = join(folder, 'file');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('every byte is given until somebody is done with it, in order, whatever is taken of each part', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.nat({ max: 60 }), { minLength: 1 }),
      async (content, chunk, appetites) => {
        writeFileSync(path, content);
        const taken: number[] = [];
        let [calls, unused] = [0, content.length];
        const left = await readThrough(path, chunk, (bytes) => {
          const used = Math.min(appetites[calls++ % appetites.length]!, bytes.length);
          taken.push(...bytes.subarray(0, used));
          unused -= used;
          expect([...bytes]).toEqual([...content.subarray(taken.length - used, taken.length - used + bytes.length)]);
          return used;
        });
        expect(taken).toEqual([...content.subarray(0, taken.length)]);
        expect(left).toBe(unused);
      },
    ),
  );
});

it('says when no more bytes come, once', async () => {
  writeFileSync(path, 'abcdef');
  const seen: [string, boolean][] = [];
  await readThrough(path, 4, (bytes, last) => (seen.push([bytes.toString(), last]), bytes.length));
  expect(seen).toEqual([
    ['abcd', false],
    ['ef', false],
    ['', true],
  ]);
});
