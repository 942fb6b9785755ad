import { readdirSync, readlinkSync } from 'node:fs';

/** Paths of all that this process has open. */
export const openFiles = (): string[] =>
  readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      return [readlinkSync(`/proc/self/fd/${descriptor}`)];
    } catch {
      return []; // closed meanwhile
    }
  });
