import { AppError } from '@app/kernel';
import { readBoxes } from '../mp4/read-mp4';
import type { Quarantine } from './facts';

export const ENCRYPTED: Quarantine = {
  code: 'encrypted',
  says: 'The recording is encrypted. Export it without encryption from the system that made it; this file is kept as it is.',
};

/**
 * Whether a track of an MP4 says that it is encrypted (ISO 14496-12 § 8.12). ffprobe does not tell: it names the codec
 * that lies beneath, and decodes noise.
 */
export async function isEncrypted(path: string): Promise<boolean> {
  try {
    const boxes = await readBoxes(path);
    return boxes.some((box) => /\/stsd\/(encv|enca|drmi|drms)$/.test(box.path));
  } catch (error) {
    if (error instanceof AppError) return false; // not readable: the next step says so
    throw error;
  }
}
