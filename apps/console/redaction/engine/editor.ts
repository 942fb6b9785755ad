import { apply, type Operation, OperationRefused, type RedactionPlan } from '@app/redactions/domain';
import { inverseOf } from './inverse';

/** A plan as it is saved. */
export interface SavedPlan {
  readonly plan: RedactionPlan;
  readonly revision: number;
}

/** Where plans are kept. `save` throws Stale when somebody else has changed the plan in the meantime. */
export interface PlanStore {
  readonly load: () => Promise<SavedPlan>;
  readonly save: (operations: readonly Operation[], revision: number, key: string) => Promise<SavedPlan>;
  readonly newKey: () => string;
}

export class Stale extends Error {}

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

  /** Throws OperationRefused where the operation does not apply; nothing is changed then. */
  do(operation: Operation): void {
    const undone = inverseOf(this.plan, operation);
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
      const { revision } = await this.store.save(operations, this.revision, key);
      this.revision = revision;
      this.pending = this.pending.slice(operations.length);
      this.batch = null;
      this.trouble = null;
    } catch (error) {
      if (error instanceof Stale) await this.rebase();
      else this.trouble = error instanceof Error ? error.message : String(error);
    }
    this.changed();
  }

  /** Puts what is not saved yet on top of what somebody else has saved; what no longer applies is said. */
  private async rebase(): Promise<void> {
    const { plan, revision } = await this.store.load();
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
