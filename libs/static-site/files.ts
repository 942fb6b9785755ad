import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** Writes a text aside, makes it durable and gives it its name: whoever looks finds the old one or the new one, whole. */
export async function writeWhole(path: string, text: string, aside: string): Promise<void> {
  await mkdir(aside, { recursive: true });
  const temporary = join(aside, randomUUID());
  const file = await open(temporary, 'wx', 0o644);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await moveTo(temporary, path);
}

/** Gives a file its name, in a folder that is made if need be, and again if `removeFile` took it away in between. */
export async function moveTo(temporary: string, path: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await mkdir(dirname(path), { recursive: true }); // itself fails where a folder goes as it makes the one within
      await rename(temporary, path);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || attempt === ATTEMPTS) throw error;
    }
  }
}

const ATTEMPTS = 20;

/** Removes a file, and the folders above it that it leaves empty, up to `root`; a folder with anything in it stays. */
export async function removeFile(path: string, root: string): Promise<void> {
  await rm(path, { force: true });
  for (let at = dirname(path); relative(root, at) !== '' && !relative(root, at).startsWith('..'); at = dirname(at)) {
    try {
      await rmdir(at);
    } catch {
      return; // somebody else's, or gone
    }
  }
}

/** Every file below a folder, one after the other. */
export async function* filesBelow(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}
