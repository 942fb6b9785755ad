import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moveTo, removeFile } from './files';

const folder = (): string => mkdtempSync(join(tmpdir(), 'daylight-files-'));

it('a file that comes into a folder while its neighbour’s removal empties it is there afterwards', async () => {
  const root = folder();
  const [kept, gone] = [join(root, 'a/b/kept'), join(root, 'a/b/gone')];
  for (let round = 0; round < 200; round += 1) {
    mkdirSync(join(root, 'a/b'), { recursive: true });
    await writeFile(gone, '');
    const coming = join(root, `coming-${String(round)}`);
    await writeFile(coming, String(round));
    await Promise.all([removeFile(gone, root), moveTo(coming, kept)]);
    expect([readFileSync(kept, 'utf8'), existsSync(gone)]).toEqual([String(round), false]);
    await removeFile(kept, root);
    expect(existsSync(join(root, 'a'))).toBe(false);
  }
});

it('what is to be moved and is not there is an error, not a wait', async () => {
  const root = folder();
  await expect(moveTo(join(root, 'none'), join(root, 'a/b'))).rejects.toMatchObject({ code: 'ENOENT' });
});
