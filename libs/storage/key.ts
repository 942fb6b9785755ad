import { isSha256Hex } from '@app/kernel';
import type { ObjectKey } from './bucket';

const KEY = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/;

/** Throws unless the key is one that the server could have made: no `..`, no leading dot or slash, nothing odd. */
export function assertKey(key: ObjectKey): void {
  if (!KEY.test(key) || key.length > 400) throw new Error(`not an object key: ${JSON.stringify(key.slice(0, 80))}`);
}

/** Where bytes with that hash live. The name is the proof of the content; `suffix` says what it is, as `.mp4`. */
export function contentKey(sha256: string, suffix = ''): ObjectKey {
  if (!isSha256Hex(sha256)) throw new Error('not a SHA-256');
  return `sha256/${sha256.slice(0, 2)}/${sha256}${suffix}`;
}
