import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, must } from '@app/kernel';
import { type Verifier } from '@app/ledger';
import { fromBase64, type HashTile, tileBytes, tileHashes, toBase64 } from '@app/ledger/domain';
import { verifierOfLog } from './log-key';
import { assertAlive, followLog, inWords, LogFault, type ReadLog, type Remembered } from './monitor-log';

export interface Round {
  readonly size: number | null;
  readonly newEntries: number;
  readonly says: string;
  readonly note: string | null;
  /** Kind of what is wrong, and the file with the proof of it; null when everything holds. */
  readonly fault: { readonly kind: string; readonly evidence: string } | null;
}

interface Kept {
  readonly key: string;
  readonly log:
    (Omit<Remembered, 'edge'> & { readonly edge: readonly (Omit<HashTile, 'hashes'> & { hashes: string })[] }) | null;
}

/** Watches one log from a folder of its own, in which it keeps what it has seen. */
export class Monitor {
  private constructor(
    private readonly options: { readonly url: string; readonly folder: string; readonly staleAfter: number },
    private readonly key: string,
    private readonly verifier: Verifier,
    private remembered: Remembered | null,
  ) {}

  static open(options: { url: string; folder: string; key: string | null; staleAfter: number }): Monitor {
    mkdirSync(options.folder, { recursive: true });
    const path = stateFile(options);
    const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Kept) : null;
    const key = options.key ?? kept?.key;
    if (!key)
      throw new AppError(
        'invalid-input',
        'This log was not watched before: give its key with --key. It is `keys.ledger` in the release.json of any release.',
      );
    if (kept && kept.key !== key)
      throw new AppError(
        'conflict',
        `The log was watched with another key: ${kept.key}. Remove ${path} to begin anew.`,
      );
    return new Monitor(options, key, verifierOfLog(key), kept?.log ? restored(kept.log) : null);
  }

  /** Looks once. What is new is said line by line; what is wrong leaves evidence, and nothing is remembered of it. */
  async look(say: (line: string) => void): Promise<Round> {
    let newEntries = 0;
    let closed = 0;
    try {
      const seen = await followLog(readerOf(this.options.url), this.verifier, this.remembered, new Date(), (entry) => {
        newEntries++;
        const words = inWords(entry);
        if (words === null) closed++;
        else say(words);
      });
      this.remember(seen.remembered);
      assertAlive(seen.remembered, this.options.staleAfter, new Date());
      const { size } = seen.checkpoint;
      const says = `${size} entries, ${newEntries} of them new (${closed} without a public part): everything holds.`;
      return { size, newEntries, says, note: seen.note, fault: null };
    } catch (error) {
      if (!(error instanceof LogFault)) throw error;
      const evidence = this.leave(error);
      const says = `ALARM  ${error.message} Evidence: ${evidence}`;
      return { size: null, newEntries, says, note: null, fault: { kind: error.kind, evidence } };
    }
  }

  private remember(remembered: Remembered): void {
    this.remembered = remembered;
    const edge = remembered.edge.map((tile) => ({ ...tile, hashes: toBase64(tileBytes(tile.hashes)) }));
    const kept: Kept = { key: this.key, log: { ...remembered, edge } };
    const path = stateFile(this.options);
    writeFileSync(`${path}.new`, `${JSON.stringify(kept, null, 2)}\n`, { flush: true });
    renameSync(`${path}.new`, path);
  }

  private leave(fault: LogFault): string {
    const at = new Date().toISOString();
    const path = join(this.options.folder, `evidence-${fault.kind}-${at.replaceAll(':', '-')}.json`);
    const content = {
      log: this.options.url,
      key: this.key,
      at,
      fault: fault.kind,
      says: fault.message,
      ...fault.evidence,
    };
    writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`, { flush: true });
    return path;
  }
}

/** One file an address, so that several logs may be watched from one folder. */
const stateFile = ({ url, folder }: { url: string; folder: string }): string =>
  join(folder, `${createHash('sha256').update(url).digest('hex').slice(0, 16)}.json`);

const restored = (log: NonNullable<Kept['log']>): Remembered => ({
  ...log,
  edge: log.edge.map((tile) => ({
    ...tile,
    hashes: must(
      tileHashes(fromBase64(tile.hashes) ?? new Uint8Array(), tile.width),
      'the hashes that were remembered',
    ),
  })),
});

const MOST_FILE = 256 * (2 + 0xffff);

function readerOf(url: string): ReadLog {
  return async (path) => {
    const address = `${url.replace(/\/$/, '')}/${path}`;
    const answer = await fetch(address, { signal: AbortSignal.timeout(30_000) }).catch((cause: unknown) => {
      throw new AppError('unavailable', `${address} cannot be reached.`, { cause });
    });
    if (answer.status === 404) return null;
    if (!answer.ok) throw new AppError('unavailable', `${address} answered ${answer.status}.`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (bytes.length > MOST_FILE) throw new AppError('unavailable', `${address} is longer than any file of a log.`);
    return bytes;
  };
}
