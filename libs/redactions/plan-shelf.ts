import type { Transaction } from '@app/database';
import type { RedactionDocument } from './data/redactions.entities';
import { type DocumentHead, documentHead, planOf } from './data/redactions.repository';
import type { RedactionPlan } from './domain';

/** Plans that are kept, each of another determination. */
const MOST = 4;

/**
 * Plans as they were last read. Whatever is asked of a clip, each range of its proxy too, asks for the whole case; a plan
 * of thousands of masks would be carried out of the database each time. Which plan stands is asked of the database always.
 */
export class PlanShelf {
  private readonly kept = new Map<string, { readonly name: string; readonly plan: RedactionPlan }>();

  /** The document as the transaction sees it; null where there is none. */
  async document(
    tx: Transaction,
    determinationId: string,
    options: { readonly lock?: boolean } = {},
  ): Promise<RedactionDocument | null> {
    const head = await documentHead(tx, determinationId, options);
    if (!head) return null;
    const { writtenBy: _, ...document } = head;
    return { ...document, plan: await this.planOf(tx, head) };
  }

  private async planOf(
    tx: Transaction,
    { determinationId, revision, writtenBy }: DocumentHead,
  ): Promise<RedactionPlan> {
    const name = `${revision} ${writtenBy}`;
    const known = this.kept.get(determinationId);
    const plan = known?.name === name ? known.plan : await planOf(tx, determinationId);
    this.kept.delete(determinationId);
    this.kept.set(determinationId, { name, plan });
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST && oldest !== undefined) this.kept.delete(oldest);
    return plan;
  }
}
