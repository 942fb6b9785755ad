import { NO_SIDECAR, type Sidecar } from './sidecar';

/** An upload that was begun on this machine and has no receipt yet. */
export interface Unfinished {
  /** Where tus remembers it. */
  readonly key: string;
  readonly url: string;
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
  /** What was said of the file when it was begun. */
  readonly sidecar: Sidecar;
}

interface Remembered {
  readonly uploadUrl?: string;
  readonly size?: number;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Names an upload: by whom, to which incident, of which bytes. Not by the file’s name, which may change. */
export const fingerprintOf = (owner: string, incident: string, sha256: string): string =>
  `${beginningOf(owner)}${incident}-${sha256}`;

const beginningOf = (owner: string): string => `daylight-${owner}-`;

/** What tus keeps under such a name, of this person. */
export function unfinishedOf(owner: string, kept: Storage): Unfinished[] {
  const keys = Array.from({ length: kept.length }, (_, i) => kept.key(i) ?? '');
  return keys
    .filter((key) => key.startsWith(`tus::${beginningOf(owner)}`))
    .flatMap((key) => remembered(key, kept.getItem(key) ?? ''));
}

function remembered(key: string, text: string): Unfinished[] {
  try {
    const { uploadUrl: url, size, metadata = {} } = JSON.parse(text) as Remembered;
    const { filename: name, sha256 } = metadata;
    if (!url || !size || !name || !sha256) return [];
    const said = Object.entries(metadata).filter(([field]) => field in NO_SIDECAR);
    const sidecar = { ...NO_SIDECAR, ...Object.fromEntries<string>(said) };
    return [{ key, url, name, sha256, size, sidecar }];
  } catch {
    return []; // not written by this page
  }
}
