import type { Sidecar } from './sidecar';
import { type Stage, Transfer } from './transfer';
import { type Unfinished, unfinishedOf } from './unfinished';

const UNDER_WAY: readonly Stage['name'][] = ['waiting', 'hashing', 'sending', 'paused', 'concluding'];

/** Somebody’s uploads. One file is sent at a time, and the next one hashed meanwhile; one that is paused holds up no other. */
class Uploads {
  private transfers: readonly Transfer[] = [];
  private readonly listeners = new Set<() => void>();
  private lastHashed: Promise<void> = Promise.resolve();
  private lastSent: Promise<void> = Promise.resolve();
  private version = 0;

  constructor(private readonly owner: string) {}

  get list(): readonly Transfer[] {
    return this.transfers;
  }

  add(files: readonly File[], sidecar: Sidecar): void {
    const fresh = files.map((file) => new Transfer(file, sidecar, this.owner, () => this.changed()));
    this.transfers = [...this.transfers, ...fresh];
    for (const transfer of fresh) {
      this.lastHashed = this.lastHashed.then(() => transfer.prepare());
      void this.lastHashed.then(() => {
        if (transfer.progress.stage.name === 'waiting') this.send(transfer);
      });
    }
    this.changed();
  }

  /** In its turn. */
  send(transfer: Transfer): void {
    if (transfer.progress.stage.name === 'paused') transfer.queue();
    this.lastSent = this.lastSent.then(() => transfer.send());
  }

  /** Begun on this machine, at whatever time, and not under way now. */
  get unfinished(): readonly Unfinished[] {
    const now = this.transfers.filter(({ progress }) => UNDER_WAY.includes(progress.stage.name));
    const hashes = now.map(({ progress }) => progress.sha256);
    return unfinishedOf(this.owner, localStorage).filter(({ sha256 }) => !hashes.includes(sha256));
  }

  /** Is not offered again; what has arrived of it is thrown away by the server after a while. */
  forget({ key }: Unfinished): void {
    localStorage.removeItem(key);
    this.changed();
  }

  /** True while leaving the page would cut something off. */
  get busy(): boolean {
    return this.transfers.some(({ progress: { stage } }) => UNDER_WAY.includes(stage.name));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly snapshot = (): number => this.version;

  private changed(): void {
    this.version++;
    for (const listener of this.listeners) listener();
  }
}

const known = new Map<string, Uploads>();

/** The uploads of a person: they go on while other pages of the console are looked at. */
export function uploadsOf(owner: string): Uploads {
  const uploads = known.get(owner) ?? new Uploads(owner);
  if (!known.has(owner)) {
    known.set(owner, uploads);
    window.addEventListener('beforeunload', (event) => uploads.busy && event.preventDefault());
  }
  return uploads;
}
