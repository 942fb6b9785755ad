import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@app/kernel';

/** Whoever holds the folder says so that often; who has not for that long holds it no more. */
const SAY_MS = 5000;
const STALE_MS = 60_000;

/**
 * Two exports at a time could bring back what the other has removed: whoever begins one holds the folder alone. What a
 * killed one held is free again: at once on its own machine, after a minute on others. Returns what ends the hold.
 */
export async function holdAlone(root: string): Promise<() => Promise<void>> {
  const path = join(root, 'export.lock');
  await mkdir(root, { recursive: true });
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(`${hostname()} ${process.pid}`);
      await file.close();
      return holding(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (!(await isAbandoned(path))) break;
      await rm(path, { force: true });
    }
  }
  throw new AppError('conflict', `An export into ${root} is under way.`);
}

function holding(path: string): () => Promise<void> {
  const say = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), SAY_MS);
  return async () => {
    clearInterval(say);
    await rm(path, { force: true });
  };
}

async function isAbandoned(path: string): Promise<boolean> {
  const [holder, said] = await Promise.all([readFile(path, 'utf8').catch(() => ''), stat(path).catch(() => null)]);
  if (said === null || Date.now() - said.mtimeMs > STALE_MS) return true;
  const [machine, pid] = holder.split(' ');
  if (machine !== hostname() || pid === undefined) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
