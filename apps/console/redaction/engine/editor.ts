import { apply, type Operation, OperationRefused, type RedactionPlan } from '@app/redactions/domain';
import { inverseOf } from './inverse';
import { overlap } from './overlap';

/** A plan as it is saved. */
export interface SavedPlan {
  /** Which plan it is: each version of a determination has its own, with revisions of its own. */
  readonly document: string;
  readonly plan: RedactionPlan;
  readonly revision: number;
}

/** Where plans are kept. `save` throws Stale when somebody else has changed the plan in the meantime, NotTaken, or Away. */
export interface PlanStore {
  /** What is wrong with a plan, in words; the same check that the store makes. */
  readonly faultsOf: (plan: RedactionPlan) => readonly string[];
  readonly load: () => Promise<SavedPlan>;
  readonly save: (operations: readonly Operation[], revision: number, key: string) => Promise<SavedPlan>;
  readonly newKey: () => string;
}

/** Somebody else has changed the plan: what they did since the revision that was sent. */
export class Stale extends Error {
  constructor(readonly since: readonly Operation[] = []) {
    super('Somebody else has changed the plan.');
  }
}

/** The store cannot be reached just now. */
export class Away extends Error {}

/** The store will not take these operations however often it is asked: something has to be done about it first. */
export class NotTaken extends Error {}

interface Step {
  readonly done: readonly Operation[];
  readonly undone: readonly Operation[];
}

/** The same batch sent twice is one edit: its key stays until it is answered. */
interface Batch {
  readonly key: string;
  readonly operations: readonly Operation[];
}

/** What somebody did here, and what somebody else did to the same thing meanwhile: one of them has to give way. */
export interface Conflict {
  readonly mine: Operation;
  readonly theirs: readonly Operation[];
}

/** What a page has to remember so that nothing is lost with it: everything but the plan, which the store has. */
export interface Unfinished {
  readonly document: string;
  readonly revision: number;
  readonly steps: readonly Step[];
  readonly undone: readonly Step[];
  readonly pending: readonly Operation[];
  readonly batch: Batch | null;
  readonly conflicts: readonly Conflict[];
}

/** Remembers on this machine, beyond the page. */
export interface Journal {
  readonly read: () => Promise<Unfinished | null>;
  readonly write: (unfinished: Unfinished) => void;
}

/**
 * How the document stands: all of it saved; edits that wait, or are on their way; the store out of reach; the store does
 * not take them; or somebody has to choose between two edits of the same thing.
 */
export type Standing = 'saved' | 'waiting' | 'saving' | 'offline' | 'refused' | 'conflict';

export interface EditorState {
  readonly standing: Standing;
  readonly plan: RedactionPlan;
  readonly revision: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Edits that are on the screen and not saved yet. */
  readonly unsaved: number;
  /** When the last of them were saved here; null before any were. */
  readonly savedAt: Date | null;
  /** What keeps them from being saved; null while nothing does. */
  readonly trouble: string | null;
  /** Whether asking again changes nothing. */
  readonly isRefused: boolean;
  readonly conflicts: readonly Conflict[];
}

/** Steps back that are kept. */
const MOST_STEPS = 500;

/**
 * The document: a plan, edited by operations. One gesture is one step back. What is done is shown at once and saved
 * behind it, in order; an edit that is not saved stays until it is, beyond the page. Knows no browser.
 */
export class Editor {
  private readonly document: string;
  private plan: RedactionPlan;
  private revision: number;
  private steps: readonly Step[] = [];
  private undone: readonly Step[] = [];
  private pending: readonly Operation[] = [];
  private conflicts: readonly Conflict[] = [];
  private trouble: string | null = null;
  private isRefused = false;
  private saving: Promise<void> | null = null;
  private batch: Batch | null = null;
  private isAway = false;
  private savedAt: Date | null = null;
  private readonly listeners = new Set<() => void>();
  state: EditorState;

  constructor(
    private readonly store: PlanStore,
    { document, plan, revision }: SavedPlan,
    private readonly journal: Journal | null = null,
  ) {
    this.document = document;
    this.plan = plan;
    this.revision = revision;
    this.state = this.seen();
  }

  /** The document as the store has it, with what a page that is gone had not finished. `loading`: where it is fetched already. */
  static async open(store: PlanStore, journal: Journal, loading = store.load()): Promise<Editor> {
    const [saved, left] = await Promise.all([loading, journal.read()]);
    const editor = new Editor(store, saved, journal);
    // What is left of another version of the determination belongs to a plan that is closed.
    if (left?.document === saved.document) await editor.takeUp(left, saved);
    return editor;
  }

  /**
   * Does one thing, in one or several operations. Throws OperationRefused where one does not apply, or the plan would
   * then be wrong; nothing is changed.
   */
  do(...operations: readonly Operation[]): void {
    const undone: Operation[] = [];
    let after = this.plan;
    for (const operation of operations) {
      undone.unshift(inverseOf(after, operation));
      after = apply(after, operation);
    }
    const faults = this.store.faultsOf(after);
    if (faults.length > 0) throw new OperationRefused(`That cannot be: ${faults.join('; ')}.`);
    this.perform(operations);
    this.steps = [...this.steps, { done: operations, undone }].slice(-MOST_STEPS);
    this.undone = [];
    this.changed();
  }

  undo(): void {
    const step = this.steps.at(-1);
    if (!step) return;
    this.perform(step.undone);
    this.steps = this.steps.slice(0, -1);
    this.undone = [...this.undone, step];
    this.changed();
  }

  redo(): void {
    const step = this.undone.at(-1);
    if (!step) return;
    this.perform(step.done);
    this.undone = this.undone.slice(0, -1);
    this.steps = [...this.steps, step];
    this.changed();
  }

  /** Settles a conflict: does again what was done here, or lets it go. Throws OperationRefused where it no longer applies. */
  settle(conflict: Conflict, keep: 'mine' | 'theirs'): void {
    if (keep === 'mine') this.do(conflict.mine);
    this.conflicts = this.conflicts.filter((one) => one !== conflict);
    this.changed();
  }

  /** Saves what is not saved yet; one batch at a time. Resolves when it was tried. */
  async save(): Promise<void> {
    if (!this.saving) {
      this.saving = this.saveBatch().finally(() => {
        this.saving = null;
        this.changed();
      });
      this.changed();
    }
    await this.saving;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly snapshot = (): EditorState => this.state;

  /** What a page left behind: its last batch may have arrived without its knowing, and the plan may have gone on. */
  private async takeUp(left: Unfinished, saved: SavedPlan): Promise<void> {
    this.conflicts = left.conflicts;
    this.pending = left.pending;
    if (left.revision === saved.revision) {
      this.steps = left.steps;
      this.undone = left.undone;
      this.batch = left.batch;
      this.plan = left.pending.reduce(apply, saved.plan);
    } else {
      await this.afterwards(left, saved);
    }
    this.changed();
  }

  private async afterwards({ batch, pending, revision }: Unfinished, saved: SavedPlan): Promise<void> {
    let since: readonly Operation[] = [];
    try {
      if (batch) {
        await this.store.save(batch.operations, revision, batch.key);
        this.pending = pending.slice(batch.operations.length);
      }
    } catch (error) {
      if (error instanceof Stale) ({ since } = error);
      else if (!(error instanceof NotTaken)) throw error;
    }
    this.rebase(batch ? await this.store.load() : saved, since);
  }

  private async saveBatch(): Promise<void> {
    if (this.pending.length === 0) return;
    this.batch ??= { key: this.store.newKey(), operations: this.pending };
    this.remember(); // the key before it is sent: a page that dies now sends the same batch again
    const { key, operations } = this.batch;
    try {
      const saved = await this.store.save(operations, this.revision, key);
      const isNext = saved.revision === this.revision + 1;
      this.pending = this.pending.slice(operations.length);
      this.batch = null;
      this.trouble = null;
      this.isRefused = false;
      this.isAway = false;
      this.savedAt = new Date();
      this.revision = saved.revision;
      // An answer that was lost, and somebody else's edit since: theirs is in this answer and not on the screen yet.
      if (!isNext) this.rebase(saved, []);
    } catch (error) {
      await this.recover(error);
    }
  }

  private async recover(error: unknown): Promise<void> {
    try {
      if (error instanceof Stale) this.rebase(await this.store.load(), error.since);
      else throw error;
    } catch (failed) {
      // What was not taken goes again with whatever is done about it, as another batch.
      this.isRefused = failed instanceof NotTaken;
      if (this.isRefused) this.batch = null;
      this.isAway = failed instanceof Away;
      this.trouble = failed instanceof Error ? failed.message : String(failed);
    }
  }

  /**
   * Puts what is not saved yet on top of what somebody else has saved. Where both changed the same thing, a person
   * decides; what no longer applies is said.
   */
  private rebase({ plan, revision }: SavedPlan, since: readonly Operation[]): void {
    const kept: Operation[] = [];
    const lost: string[] = [];
    const conflicts: Conflict[] = [];
    this.plan = this.pending.reduce((before, mine) => {
      const theirs = since.filter((one) => overlap(one, mine));
      if (theirs.length > 0) {
        conflicts.push({ mine, theirs });
        return before;
      }
      try {
        const after = apply(before, mine);
        kept.push(mine);
        return after;
      } catch (error) {
        if (!(error instanceof OperationRefused)) throw error;
        lost.push(error.message);
        return before;
      }
    }, plan);
    this.revision = revision;
    this.pending = kept;
    this.conflicts = [...this.conflicts, ...conflicts];
    this.batch = null;
    this.isRefused = false;
    this.steps = [];
    this.undone = [];
    this.trouble =
      lost.length === 0 ? null : `Somebody else changed the plan. Not applied to theirs: ${lost.join(' ')}`;
  }

  private perform(operations: readonly Operation[]): void {
    this.plan = operations.reduce(apply, this.plan);
    this.pending = [...this.pending, ...operations];
  }

  private changed(): void {
    this.state = this.seen();
    this.remember();
    for (const listener of this.listeners) listener();
  }

  private remember(): void {
    const { document, revision, steps, undone, pending, batch, conflicts } = this;
    this.journal?.write({ document, revision, steps, undone, pending, batch, conflicts });
  }

  private standing(): Standing {
    if (this.conflicts.length > 0) return 'conflict';
    if (this.pending.length === 0) return 'saved';
    if (this.saving) return 'saving';
    if (this.isAway) return 'offline';
    return this.trouble === null ? 'waiting' : 'refused';
  }

  private seen(): EditorState {
    return {
      standing: this.standing(),
      savedAt: this.savedAt,
      plan: this.plan,
      revision: this.revision,
      canUndo: this.steps.length > 0,
      canRedo: this.undone.length > 0,
      unsaved: this.pending.length,
      trouble: this.trouble,
      isRefused: this.isRefused,
      conflicts: this.conflicts,
    };
  }
}
