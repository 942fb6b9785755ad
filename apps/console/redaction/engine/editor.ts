import { apply, type Operation, OperationRefused, type RedactionPlan } from '@app/redactions/domain';
import { inverseOf } from './inverse';

/** A plan as it is saved. */
export interface SavedPlan {
  readonly plan: RedactionPlan;
  readonly revision: number;
}

/** Where plans are kept. `save` throws Stale when somebody else has changed the plan in the meantime, or NotTaken. */
export interface PlanStore {
  /** What is wrong with a plan, in words; the same check that the store makes. */
  readonly faultsOf: (plan: RedactionPlan) => readonly string[];
  readonly load: () => Promise<SavedPlan>;
  readonly save: (operations: readonly Operation[], revision: number, key: string) => Promise<SavedPlan>;
  readonly newKey: () => string;
}

export class Stale extends Error {}

/** The store will never take these operations as they are. */
export class NotTaken extends Error {}

interface Step {
  readonly done: Operation;
  readonly undone: Operation;
}

export interface EditorState {
  readonly plan: RedactionPlan;
  readonly revision: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Edits that are on the screen and not saved yet. */
  readonly unsaved: number;
  /** What keeps them from being saved; null while nothing does. */
  readonly trouble: string | null;
}

/**
 * The document: a plan, edited by operations. One gesture is one operation and one step back. What is done is shown at
 * once and saved behind it, in order; an edit that is not saved stays until it is. Knows no browser.
 */
export class Editor {
  private plan: RedactionPlan;
  private revision: number;
  private steps: readonly Step[] = [];
  private undone: readonly Step[] = [];
  private pending: readonly Operation[] = [];
  private trouble: string | null = null;
  private saving: Promise<void> | null = null;
  /** The same batch sent twice is one edit: its key stays until it is answered. */
  private batch: { readonly key: string; readonly operations: readonly Operation[] } | null = null;
  private readonly listeners = new Set<() => void>();
  state: EditorState;

  constructor(
    private readonly store: PlanStore,
    { plan, revision }: SavedPlan,
  ) {
    this.plan = plan;
    this.revision = revision;
    this.state = this.seen();
  }

  /** Throws OperationRefused where the operation does not apply, or the plan would then be wrong; nothing is changed. */
  do(operation: Operation): void {
    const undone = inverseOf(this.plan, operation);
    const faults = this.store.faultsOf(apply(this.plan, operation));
    if (faults.length > 0) throw new OperationRefused(`That cannot be: ${faults.join('; ')}.`);
    this.perform(operation);
    this.steps = [...this.steps, { done: operation, undone }];
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

  /** Saves what is not saved yet; one batch at a time. Resolves when it was tried. */
  async save(): Promise<void> {
    this.saving ??= this.saveBatch().finally(() => (this.saving = null));
    await this.saving;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly snapshot = (): EditorState => this.state;

  private async saveBatch(): Promise<void> {
    if (this.pending.length === 0) return;
    this.batch ??= { key: this.store.newKey(), operations: this.pending };
    const { key, operations } = this.batch;
    try {
      const saved = await this.store.save(operations, this.revision, key);
      const isNext = saved.revision === this.revision + 1;
      this.pending = this.pending.slice(operations.length);
      this.batch = null;
      this.trouble = null;
      this.revision = saved.revision;
      // An answer that was lost, and somebody else's edit since: theirs is in this answer and not on the screen yet.
      if (!isNext) this.rebase(saved);
    } catch (error) {
      await this.recover(error);
    }
    this.changed();
  }

  private async recover(error: unknown): Promise<void> {
    try {
      if (error instanceof Stale) this.rebase(await this.store.load());
      else throw error;
    } catch (failed) {
      // What was not taken goes again with whatever is done about it, as another batch.
      if (failed instanceof NotTaken) this.batch = null;
      this.trouble = failed instanceof Error ? failed.message : String(failed);
    }
  }

  /** Puts what is not saved yet on top of what somebody else has saved; what no longer applies is said. */
  private rebase({ plan, revision }: SavedPlan): void {
    const kept: Operation[] = [];
    const lost: string[] = [];
    this.plan = this.pending.reduce((before, operation) => {
      try {
        const after = apply(before, operation);
        kept.push(operation);
        return after;
      } catch (error) {
        if (!(error instanceof OperationRefused)) throw error;
        lost.push(error.message);
        return before;
      }
    }, plan);
    this.revision = revision;
    this.pending = kept;
    this.batch = null;
    this.steps = [];
    this.undone = [];
    this.trouble =
      lost.length === 0 ? null : `Somebody else changed the plan. Not applied to theirs: ${lost.join(' ')}`;
  }

  private perform(operation: Operation): void {
    this.plan = apply(this.plan, operation);
    this.pending = [...this.pending, operation];
  }

  private changed(): void {
    this.state = this.seen();
    for (const listener of this.listeners) listener();
  }

  private seen(): EditorState {
    return {
      plan: this.plan,
      revision: this.revision,
      canUndo: this.steps.length > 0,
      canRedo: this.undone.length > 0,
      unsaved: this.pending.length,
      trouble: this.trouble,
    };
  }
}
