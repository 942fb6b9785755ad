import { existsSync, readFileSync } from 'node:fs';
import type { DataFolder } from './data-folder';

/** Stops what `ops up` started for this data folder, and waits until it is gone. False when nothing runs. */
export async function down(data: DataFolder): Promise<boolean> {
  if (!existsSync(data.lock)) return false;
  const { pid } = JSON.parse(readFileSync(data.lock, 'utf8')) as { pid: number };
  if (!isAlive(pid)) return false;
  process.kill(pid, 'SIGTERM');
  while (isAlive(pid)) await new Promise((wait) => setTimeout(wait, 100));
  return true;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
