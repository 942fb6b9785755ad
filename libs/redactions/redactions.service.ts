import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Person } from '@app/access';
import { Database, type Transaction } from '@app/database';
import { Fence, Jobs } from '@app/jobs';
import { AppError, type ClipId, nothingThere, type StaffId } from '@app/kernel';
import { type Act, digestOf, Ledger } from '@app/ledger';
import { BUCKETS, type Buckets, type ByteRange, contentKey } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';
import type { RedactionDocument, RedactionTask, Rendering, Tracking } from './data/redactions.entities';
import * as rows from './data/redactions.repository';
import {
  apply,
  type Basis,
  type Channel,
  type ClipExtent,
  EMPTY_PLAN,
  type Operation,
  OperationRefused,
  parsePlan,
  type RedactionPlan,
  type SubjectClass,
} from './domain';
import { StoredParts } from './part-shelf';
import { PlanShelf } from './plan-shelf';
import { makeRenditions, renderPart, renderRedaction } from './redactions.jobs';

export interface RedactionOrder {
  readonly subject: SubjectClass;
  readonly channel: Channel;
  readonly basis: Basis;
  readonly instruction: string;
}

export interface EditRequest {
  readonly determinationId: string;
  readonly revision: number;
  readonly operations: readonly Operation[];
  readonly idempotencyKey: string;
  readonly extent: ClipExtent;
}

export type RenderingResult =
  | {
      readonly state: 'verified' | 'refused';
      readonly outputSha256: string;
      readonly outputSize: number;
      readonly receipt: object;
      readonly verification: object;
    }
  | { readonly state: 'failed'; readonly failure: string };

/** What is hidden. Whether it may be changed now is decided above, by the workflow. */
@Injectable()
export class RedactionsService {
  private readonly plans = new PlanShelf();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(BUCKETS) private readonly buckets: Buckets,
  ) {}

  /** Opens the plan of a determination, empty or copied from an earlier version, and a task for each order. */
  async open(
    determinationId: string,
    clipId: ClipId,
    orders: readonly RedactionOrder[],
    by: Person,
    plan: RedactionPlan,
    tx: Transaction,
  ): Promise<void> {
    if (!(await rows.documentHead(tx, determinationId))) {
      const ledgerIndex = await this.log(tx, determinationId, {
        ...actor(by),
        action: 'open-redactions',
        with: { orders: orders.length },
      });
      await rows.insertDocument(tx, { determinationId, clipId, revision: 1, plan, ledgerIndex });
    }
    for (const order of orders) {
      const ledgerIndex = await this.log(tx, determinationId, {
        ...actor(by),
        action: 'open-task',
        with: { ...order, basis: order.basis.type },
      });
      await rows.insertTask(tx, {
        id: randomUUID(),
        determinationId,
        ...order,
        state: 'open',
        requestedBy: by.id,
        assignedTo: null,
        doneBy: null,
        doneAt: null,
        returnedBecause: null,
        ledgerIndex,
      });
    }
  }

  /** Takes everything off the plan: a release in whole hides nothing, whatever an earlier version hid. */
  async clear(determinationId: string, by: Person, tx: Transaction): Promise<void> {
    const document = await this.plans.document(tx, determinationId, { lock: true });
    if (!document || digestOf(document.plan) === digestOf(EMPTY_PLAN)) return;
    const revision = document.revision + 1;
    const ledgerIndex = await this.log(tx, determinationId, {
      ...actor(by),
      action: 'clear-redactions',
      before: String(document.revision),
      after: String(revision),
    });
    await rows.updateDocument(tx, determinationId, { plan: EMPTY_PLAN, revision, ledgerIndex });
  }

  async document(determinationId: string, tx: Transaction): Promise<RedactionDocument> {
    const document = await this.plans.document(tx, determinationId);
    if (!document)
      throw new AppError('not-found', 'There is nothing to redact on this clip yet: no determination orders it.');
    return document;
  }

  /** The plan of a determination, or the empty one. */
  async planOf(determinationId: string, tx: Transaction): Promise<RedactionPlan> {
    return (await this.plans.document(tx, determinationId))?.plan ?? EMPTY_PLAN;
  }

  /**
   * Applies a batch of operations to the revision that the editor has seen. All or nothing; the same batch sent twice
   * is one edit. Throws `stale` with the edits made since.
   */
  async edit(request: EditRequest, by: Person, tx: Transaction): Promise<RedactionDocument> {
    const document = await this.plans.document(tx, request.determinationId, { lock: true });
    if (!document) throw nothingThere();
    if (await rows.editByKey(tx, request.determinationId, request.idempotencyKey)) return document;
    if (document.revision !== request.revision) {
      const since = await rows.editsSince(tx, request.determinationId, request.revision);
      throw new AppError(
        'stale',
        `The plan is at revision ${document.revision}. Apply what changed since, then send your edits again.`,
        {
          with: {
            revision: document.revision,
            since: since.map(({ revision, operations, by: who }) => ({ revision, operations, by: who })),
          },
        },
      );
    }
    const plan = applied(document.plan, request);
    const accepted = await this.accepted(request, tx);
    const revision = document.revision + 1;
    const ledgerIndex = await this.log(tx, request.determinationId, {
      ...actor(by),
      action: 'edit-redactions',
      before: String(document.revision),
      after: String(revision),
      with: {
        operations: request.operations.length,
        plan: digestOf(plan),
        ...(accepted.length > 0 && { accepted: accepted.map(({ id }) => id) }),
      },
    });
    for (const { id } of accepted)
      await rows.updateTracking(tx, id, { state: 'accepted', decidedBy: by.id, ledgerIndex });
    await rows.insertEdit(tx, {
      determinationId: request.determinationId,
      revision,
      operations: [...request.operations],
      by: by.id,
      at: tx.at,
      idempotencyKey: request.idempotencyKey,
    });
    await rows.updateDocument(tx, request.determinationId, { plan, revision, ledgerIndex });
    return { ...document, plan, revision, ledgerIndex };
  }

  /** The suggestions that these edits take into the plan and that were not taken before. */
  private async accepted({ determinationId, operations }: EditRequest, tx: Transaction): Promise<Tracking[]> {
    const named = new Set(operations.flatMap((one) => ('suggestion' in one && one.suggestion ? [one.suggestion] : [])));
    if (named.size === 0) return [];
    const known = await rows.trackingsOf(tx, determinationId);
    const taken = known.filter(({ id }) => named.has(id));
    const isFinished = ({ result }: Tracking): boolean => result !== null;
    if (taken.length < named.size || !taken.every(isFinished))
      throw new AppError('invalid-input', 'The plan takes in what was never suggested; nothing was changed.', {
        fields: [{ field: 'operations', says: 'name finished suggestions of this clip' }],
      });
    return taken.filter(({ state }) => state !== 'accepted');
  }

  tasks(determinationId: string, tx: Transaction): Promise<RedactionTask[]> {
    return rows.tasksOf(tx, determinationId);
  }

  async task(id: string, tx: Transaction): Promise<RedactionTask> {
    const task = await rows.lockTask(tx, id);
    if (!task) throw nothingThere();
    return task;
  }

  async assign(task: RedactionTask, to: StaffId, by: Person, tx: Transaction): Promise<void> {
    const ledgerIndex = await this.log(tx, task.determinationId, {
      ...actor(by),
      action: 'assign-task',
      before: task.assignedTo,
      after: to,
    });
    await rows.updateTask(tx, task.id, { assignedTo: to, ledgerIndex });
  }

  async finish(task: RedactionTask, by: Person, tx: Transaction): Promise<void> {
    const ledgerIndex = await this.log(tx, task.determinationId, {
      ...actor(by),
      action: 'finish-task',
      before: task.state,
      after: 'done',
    });
    await rows.updateTask(tx, task.id, {
      state: 'done',
      doneBy: by.id,
      doneAt: tx.at,
      returnedBecause: null,
      ledgerIndex,
    });
  }

  /** Sends tasks back: one, or all of a determination when its redactions are returned. */
  async returnTasks(tasks: readonly RedactionTask[], reason: string, by: Person, tx: Transaction): Promise<void> {
    for (const task of tasks) {
      const ledgerIndex = await this.log(tx, task.determinationId, {
        ...actor(by),
        action: 'return-task',
        before: task.state,
        after: 'returned',
        reason,
      });
      await rows.updateTask(tx, task.id, { state: 'returned', returnedBecause: reason, ledgerIndex });
    }
  }

  redactors(determinationId: string, tx: Transaction): Promise<StaffId[]> {
    return rows.redactorsOf(tx, determinationId);
  }

  /** Asks for a rendering of the plan as it stands. */
  async askForRendering(
    determinationId: string,
    askedBy: Person | { system: string },
    tx: Transaction,
  ): Promise<Rendering> {
    const document = await this.document(determinationId, tx);
    const id = randomUUID();
    const who = 'system' in askedBy ? { actor: askedBy.system, roles: [askedBy.system] } : actor(askedBy);
    const ledgerIndex = await this.log(tx, determinationId, {
      ...who,
      action: 'ask-for-rendering',
      with: { rendering: id, revision: document.revision },
    });
    const rendering: Rendering = {
      id,
      determinationId,
      clipId: document.clipId,
      planRevision: document.revision,
      plan: document.plan,
      askedBy: who.actor,
      askedAt: tx.at,
      state: 'asked',
      outputSha256: null,
      outputSize: null,
      receipt: null,
      verification: null,
      failure: null,
      finishedAt: null,
      ledgerIndex,
    };
    await rows.insertRendering(tx, rendering);
    await this.jobs.publish(renderRedaction, { renderingId: id }, tx);
    return rendering;
  }

  renderings(determinationId: string, tx: Transaction): Promise<Rendering[]> {
    return rows.renderingsOf(tx, determinationId);
  }

  async rendering(id: string): Promise<Rendering> {
    const rendering = await this.database.read((tx) => rows.renderingById(tx, id));
    if (!rendering) throw nothingThere();
    return rendering;
  }

  /** Keeps a rendered file under its content's name. */
  async keepOutput(path: string, sha256: string): Promise<void> {
    try {
      await this.buckets.working.putFile(contentKey(sha256), path, { sha256 });
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'conflict')) throw error; // made by an earlier try: the same bytes
    }
  }

  /** Keeps sound that somebody brought under its content's name. Throws `hash-mismatch` when it is not what they said. */
  async keepSound({ body, sha256, size }: { body: Readable; sha256: string; size: number }): Promise<void> {
    try {
      await this.buckets.working.put(contentKey(sha256), body, { sha256, size });
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'conflict')) throw error; // brought before: the same bytes
    }
  }

  /** Where the workers of one rendering put the parts that they encode. */
  parts(renderingId: string, build: string): StoredParts {
    return new StoredParts(this.buckets.working, renderingId, build);
  }

  /** Asks other workers for parts, the last one first: whoever renders the clip begins with the first. */
  async askForParts(renderingId: string, names: readonly string[]): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      for (const part of names.toReversed()) await this.jobs.publish(renderPart, { renderingId, part }, tx);
    });
  }

  /** Records what became of a rendering, once, unless a later run has taken over. What is verified gets its renditions. */
  async recordRendering(id: string, result: RenderingResult, fence: Fence): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      await fence.hold(tx);
      const rendering = await rows.lockRendering(tx, id);
      if (rendering?.state !== 'asked') return;
      const ledgerIndex = await this.log(tx, rendering.determinationId, {
        actor: 'renderer',
        roles: ['renderer'],
        action: 'record-rendering',
        after: result.state,
        with: {
          rendering: id,
          ...(result.state === 'failed'
            ? { failure: result.failure }
            : {
                output: result.outputSha256,
                receipt: digestOf(result.receipt),
                verification: digestOf(result.verification),
              }),
        },
      });
      await rows.updateRendering(tx, id, { ...(result as Partial<Rendering>), finishedAt: tx.at, ledgerIndex });
      if (result.state === 'verified') await this.jobs.publish(makeRenditions, { renderingId: id }, tx);
    });
  }

  /** Of files that were rendered: to which certificates the manifests of provenance in them lead, each by its SHA-256. */
  provenanceOf(files: readonly { readonly sha256: string }[], tx: Transaction): Promise<string[]> {
    const hashes = files.map(({ sha256 }) => sha256);
    return rows.provenanceAnchorsOf(tx, hashes);
  }

  readOutput(sha256: string, range?: ByteRange): Promise<Readable> {
    return this.buckets.working.read(contentKey(sha256), range);
  }

  private log(tx: Transaction, determinationId: string, act: Omit<Act, 'object' | 'outcome'>): Promise<number> {
    return this.ledger.append({ ...act, object: { type: 'determination', id: determinationId }, outcome: 'done' }, tx);
  }
}

const actor = (by: Person): { actor: string; roles: readonly string[] } => ({ actor: by.id, roles: by.roles });

function applied(plan: RedactionPlan, request: EditRequest): RedactionPlan {
  try {
    const edited = request.operations.reduce(apply, plan);
    const checked = parsePlan(edited, request.extent);
    if (!checked.ok)
      throw new AppError('invalid-input', 'The plan would not be usable with these edits; nothing was changed.', {
        fields: checked.faults,
      });
    return checked.plan;
  } catch (error) {
    if (error instanceof OperationRefused) throw new AppError('conflict', `${error.message} Nothing was changed.`);
    throw error;
  }
}
