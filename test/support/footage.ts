import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** Real clips, where they are at hand: never needed, and said plainly when they are not there. */
export function realClips(): readonly string[] {
  const folder = process.env['DAYLIGHT_FOOTAGE'] ?? resolve(__dirname, '..', '..', '..', 'shared', 'footage');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(mp4|mkv|mov|ts|avi)$/.test(name)) : [];
  if (names.length === 0) {
    process.stderr.write(`Tests on real footage did not run: there is none in ${folder}. Set DAYLIGHT_FOOTAGE.\n`);
  }
  return names.map((name) => join(folder, name));
}

/** One of them by its name; null when it is not there. */
export const realClip = (name: string): string | null => realClips().find((path) => basename(path) === name) ?? null;
