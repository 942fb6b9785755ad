import { MOST_PIXELS } from '../formats';
import type { Quarantine } from './facts';

export const UNREADABLE: Quarantine = {
  code: 'unreadable',
  says: 'The file begins like a recording, but its structure cannot be read: it is cut short, damaged, or not what it pretends to be. Upload the whole file again; this one is kept.',
};

export const STOPPED: Quarantine = {
  code: 'too-much-work',
  says: 'Reading the file took more time or memory than a recording of its size needs, or broke the program that reads it. The file is kept as it is; export it again from the camera’s system and upload that as well.',
};

/** Frames are named by their number: a file of which two decodes give different frames cannot be spoken of. */
export const UNSTEADY: Quarantine = {
  code: 'unsteady',
  says: 'The recording is damaged in such a way that it does not give the same frames twice. The file is kept as it is; export it again from the camera’s system and upload that as well.',
};

/** What ffprobe was forbidden to do, in words for the uploader; null when it failed for another reason. */
export function refusalIn(messages: readonly string[]): Quarantine | null {
  const all = messages.join('\n');
  const codec = /Codec \(([\w-]+)\) not on whitelist/.exec(all)?.[1];
  if (codec) {
    return {
      code: 'codec',
      says: `The file holds a part coded as ${codec}, which Daylight does not open. Export it as H.264 with AAC sound; this file is kept as it is.`,
    };
  }
  const [, width, height] = /Picture size (\d+)x(\d+) (?:is invalid|exceeds)/.exec(all) ?? [];
  if (width && height) return tooLarge(Number(width), Number(height));
  return null;
}

export const tooLarge = (width: number, height: number): Quarantine => ({
  code: 'dimensions',
  says: `The picture claims to be ${width} × ${height} samples; Daylight works on at most 8K (${MOST_PIXELS / 1e6} million). The file is kept as it is; export it again from the camera’s system and upload that as well.`,
});
