import { hex } from '@app/kernel';
import { sha256, type Verifier } from '@app/ledger';
import {
  bundleEntries,
  type Checkpoint,
  type HashTile,
  leafHash,
  openNote,
  parseBody,
  parseCheckpoint,
  tileBytes,
  type TileName,
  tilePath,
  TileRange,
} from '@app/ledger/domain';

/** What a monitor remembers of a log: the last checkpoint that held, and the right edge of the tree below it. */
export interface Remembered {
  /** The signed checkpoint itself: it is evidence. */
  readonly note: string;
  readonly edge: readonly HashTile[];
  /** When the log was first seen at this size. */
  readonly advancedAt: string;
}

export interface SeenEntry {
  readonly index: number;
  readonly at: string;
  readonly open: Readonly<Record<string, unknown>> | null;
}

/** What is wrong, in words, with what proves it to others. */
export class LogFault extends Error {
  constructor(
    readonly kind: 'bad-signature' | 'shrunken' | 'fork' | 'tile' | 'entry' | 'stale',
    message: string,
    readonly evidence: Evidence,
  ) {
    super(message);
  }
}

type Evidence = Readonly<Record<string, unknown>>;

/** Reads a file of the log; null when it is not there. */
export type ReadLog = (path: string) => Promise<Uint8Array | null>;

const BUNDLE = 256;

/**
 * Follows a log (C2SP tlog-tiles) from what is remembered of it to its newest checkpoint: every new entry is read, and
 * the tree over all of them is computed anew, so that no proof has to be believed. Throws LogFault.
 */
export async function followLog(
  read: ReadLog,
  verifier: Verifier,
  remembered: Remembered | null,
  now: Date,
  onEntry: (entry: SeenEntry) => void,
): Promise<{ readonly remembered: Remembered; readonly note: string; readonly checkpoint: Checkpoint }> {
  const note = new TextDecoder().decode((await read('checkpoint')) ?? new Uint8Array());
  const newest = opened(note, verifier);
  if (!newest) throw new LogFault('bad-signature', 'The checkpoint is not signed with the log’s key.', { note });
  const before = remembered && opened(remembered.note, verifier);
  const evidence = { remembered: remembered?.note ?? null, found: note };
  if (before && newest.size < before.size)
    throw new LogFault('shrunken', `The log had ${before.size} entries and now has ${newest.size}.`, evidence);
  const range = TileRange.from(sha256, before?.size ?? 0, remembered?.edge ?? []);
  const grown = await take(read, range, newest.size, evidence, onEntry);
  if (hex(range.root()) !== hex(newest.root))
    throw new LogFault(
      'fork',
      before
        ? `The log of ${newest.size} entries does not continue the one of ${before.size} that was signed before: both were signed.`
        : 'The entries are not those that the checkpoint was signed over.',
      evidence,
    );
  for (const own of grown) await compare(read, own, evidence);
  const advanced = newest.size !== before?.size;
  return {
    remembered: {
      note,
      edge: range.partial(),
      advancedAt: (advanced ? null : remembered?.advancedAt) ?? now.toISOString(),
    },
    note,
    checkpoint: newest,
  };
}

function opened(note: string, verifier: Verifier): Checkpoint | null {
  const text = openNote(sha256, note, [verifier]);
  const checkpoint = text === null ? null : parseCheckpoint(text);
  return checkpoint?.origin === verifier.name ? checkpoint : null;
}

/** Reads the entries from where the range ends up to `size`. Returns the tiles that the log must have for them. */
async function take(
  read: ReadLog,
  range: TileRange,
  size: number,
  evidence: Evidence,
  onEntry: (entry: SeenEntry) => void,
): Promise<HashTile[]> {
  const grown: HashTile[] = [];
  while (range.size < size) {
    const index = Math.floor(range.size / BUNDLE);
    const width = Math.min(size - index * BUNDLE, BUNDLE);
    const bundle: TileName = { level: 'entries', index, width };
    const entries = bundleEntries(await tile(read, bundle, evidence));
    if (!entries || entries.length < width)
      throw new LogFault('entry', `${tilePath(bundle)} does not hold ${width} entries.`, evidence);
    const leaves = await tile(read, { level: 0, index, width }, evidence);
    for (const body of entries.slice(range.size - index * BUNDLE, width)) {
      const at = range.size - index * BUNDLE;
      const leaf = leafHash(sha256, body);
      if (hex(leaf) !== hex(leaves.subarray(at * leaf.length, (at + 1) * leaf.length)))
        throw new LogFault('entry', `Entry ${range.size} does not hash into its tile.`, {
          ...evidence,
          body: hex(body),
        });
      onEntry(seen(range.size, body, evidence));
      grown.push(...range.append(leaf));
    }
  }
  return [...grown, ...range.partial()];
}

function seen(index: number, body: Uint8Array, evidence: Evidence): SeenEntry {
  const entry = parseBody(body);
  if (!entry)
    throw new LogFault('entry', `Entry ${index} is not of the kind this log holds.`, { ...evidence, body: hex(body) });
  return { index, at: entry.at, open: entry.open ?? null };
}

async function compare(read: ReadLog, own: HashTile, evidence: Evidence): Promise<void> {
  const found = await tile(read, own, evidence);
  if (hex(found) !== hex(tileBytes(own.hashes)))
    throw new LogFault('tile', `${tilePath(own)} does not hold the hashes of the entries below it.`, evidence);
}

/** A tile's bytes. A partial one may have been replaced by the full one, of which it is the beginning. */
async function tile(read: ReadLog, name: TileName, evidence: Evidence): Promise<Uint8Array> {
  const bytes = await read(tilePath(name));
  if (bytes) return bytes;
  const full = await read(tilePath({ ...name, width: BUNDLE }));
  if (!full) throw new LogFault('tile', `${tilePath(name)} is not there, though the log was signed with it.`, evidence);
  return name.level === 'entries' ? full : full.subarray(0, name.width * 32);
}

/** Says that a log stands still: its operator, or whoever stands between, may be hiding what came after. */
export function assertAlive({ note, advancedAt }: Remembered, minutes: number, now: Date): void {
  const stood = (now.getTime() - Date.parse(advancedAt)) / 60_000;
  if (stood > minutes)
    throw new LogFault('stale', `The log has not advanced for ${Math.floor(stood)} minutes.`, { remembered: note });
}

/** The public part of an entry, in words. */
export function inWords({ index, at, open }: SeenEntry): string | null {
  if (!open) return null;
  const {
    kind,
    release,
    version,
    entry,
    outcome,
    reasonClass,
    manifestSha256,
    sha256: hash,
  } = open as Record<string, string>;
  const what: Readonly<Record<string, string>> = {
    published: `version ${version} of release ${release} was published (manifest ${manifestSha256})`,
    superseded: `version ${version} of release ${release} was replaced by a newer one`,
    unpublished: `version ${version} of release ${release} was taken down (${reasonClass})`,
    docket: `line ${entry} of the docket now says: ${outcome} (${hash})`,
  };
  return `${at}  entry ${index}: ${(kind && what[kind]) ?? JSON.stringify(open)}`;
}
