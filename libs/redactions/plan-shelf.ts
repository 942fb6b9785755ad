import type { Transaction } from '@app/database';
import type { RedactionDocument } from './data/redactions.entities';
import { type DocumentHead, documentHead, wholeDocument } from './data/redactions.repository';
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
    const known = this.kept.get(determinationId);
    const document =
      known?.name === nameOf(head) ? { ...head, plan: known.plan } : await wholeDocument(tx, determinationId);
    if (!document) return null;
    this.keep(document);
    const { writtenBy: _, ...asStored } = document;
    return asStored;
  }

  private keep(document: DocumentHead & RedactionDocument): void {
    this.kept.delete(document.determinationId);
    this.kept.set(document.determinationId, { name: nameOf(document), plan: document.plan });
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST && oldest !== undefined) this.kept.delete(oldest);
  }
}

const nameOf = ({ revision, writtenBy }: DocumentHead): string => `${revision} ${writtenBy}`;
