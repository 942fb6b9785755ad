import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdAlone } from './hold-alone';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'daylight-hold-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const left = (by: string): void => writeFileSync(join(root, 'export.lock'), by);

it('is held by one at a time, and by the next once it is let go', async () => {
  const release = await holdAlone(root);
  await expect(holdAlone(root)).rejects.toMatchObject({ code: 'conflict' });
  await release();
  await (
    await holdAlone(root)
  )();
});

it('is free when who held it was killed', async () => {
  left(`${hostname()} 4194305`); // beyond the kernel's highest number of a process
  await (
    await holdAlone(root)
  )();
});

it('is not free when somebody on another machine holds it, until nothing was heard of them for a minute', async () => {
  left('elsewhere 1');
  await expect(holdAlone(root)).rejects.toMatchObject({ code: 'conflict' });
  const long = new Date(Date.now() - 61_000);
  utimesSync(join(root, 'export.lock'), long, long);
  await (
    await holdAlone(root)
  )();
});
