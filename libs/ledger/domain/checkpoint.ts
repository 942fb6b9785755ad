import { fromBase64, toBase64 } from './base64';
import type { Hash } from './merkle';

/** A commitment to the first `size` entries of the log named `origin`. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

/** C2SP tlog-checkpoint: origin, size in decimal, root in base64, one a line. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${toBase64(root)}\n`;

/** Null when the text is no checkpoint. Extension lines, which the specification allows, are ignored. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin, size, root] = text.split('\n');
  if (!origin || !size || !/^(0|[1-9]\d*)$/.test(size) || !root) return null;
  const hash = fromBase64(root);
  if (hash?.length !== 32 || !Number.isSafeInteger(Number(size))) return null;
  return { origin, size: Number(size), root: hash };
}
