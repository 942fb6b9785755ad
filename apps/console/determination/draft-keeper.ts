import { AppError } from '@app/kernel';
import type { Content } from './content-fields';
import { type Conflict, merged } from './merge';

export interface Saved {
  readonly content: Content;
  /** As it goes into If-Match. */
  readonly revision: string;
}

/** Where drafts are kept. `save` throws AppError `stale` when somebody else has saved since. */
export interface DraftStore {
  load(): Promise<Saved>;
  save(content: Content, revision: string): Promise<Saved>;
}

export interface DraftState {
  readonly content: Content;
  readonly is: 'saved' | 'waiting' | 'saving' | 'failed';
  readonly failure: Error | null;
  /** Written differently by a colleague; nothing is saved until each is settled. */
  readonly conflicts: readonly Conflict[];
  /** Whether something of a colleague's has been taken in. */
  readonly tookIn: boolean;
}

const PAUSE_MS = 1_000;

/** A draft that saves itself a moment after it was last changed, and never over what somebody else has written. */
export class DraftKeeper {
  private state: DraftState;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private busy: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: DraftStore,
    private saved: Saved,
    private readonly pauseMs = PAUSE_MS,
  ) {
    this.state = { content: saved.content, is: 'saved', failure: null, conflicts: [], tookIn: false };
  }

  readonly now = (): DraftState => this.state;

  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  change(content: Content): void {
    this.become({ content, is: 'waiting', failure: null });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.settle(), this.pauseMs);
  }

  /** Mine or theirs, where both have written. */
  choose({ field, theirs }: Conflict, whose: 'mine' | 'theirs'): void {
    const conflicts = this.state.conflicts.filter((one) => one.field !== field);
    this.become({ conflicts });
    this.change(whose === 'mine' ? this.state.content : { ...this.state.content, [field]: theirs });
  }

  /** Saves what is not saved yet; one save at a time, in order. */
  settle(): Promise<void> {
    clearTimeout(this.timer);
    this.busy = this.busy.then(() => this.save());
    return this.busy;
  }

  private async save(): Promise<void> {
    if (this.state.is === 'saved' || this.state.conflicts.length > 0) return;
    const { content } = this.state;
    this.become({ is: 'saving', failure: null });
    try {
      this.saved = await this.store.save(content, this.saved.revision);
      if (this.state.content === content) this.become({ is: 'saved', content: this.saved.content });
      else this.become({ is: 'waiting' });
    } catch (error) {
      if (error instanceof AppError && error.code === 'stale') await this.takeIn();
      else this.become({ is: 'failed', failure: error as Error });
    }
  }

  private async takeIn(): Promise<void> {
    try {
      const theirs = await this.store.load();
      const { content, conflicts } = merged(this.saved.content, this.state.content, theirs.content);
      this.saved = theirs;
      this.become({ content, conflicts, is: 'waiting', tookIn: true });
    } catch (error) {
      this.become({ is: 'failed', failure: error as Error });
      return;
    }
    await this.save();
  }

  private become(change: Partial<DraftState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
