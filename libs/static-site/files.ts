import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
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

export async function moveTo(temporary: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await rename(temporary, path);
}

/** Removes a file, and the folders above it that it leaves empty, up to `root`. */
export async function removeFile(path: string, root: string): Promise<void> {
  await rm(path, { force: true });
  for (let at = dirname(path); relative(root, at) !== '' && !relative(root, at).startsWith('..'); at = dirname(at)) {
    try {
      if ((await readdir(at)).length > 0) return;
      await rm(at, { recursive: true });
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
