import { randomUUID } from 'node:crypto';
import type { Person } from '@app/access';
import { Database, type Transaction } from '@app/database';
import { Fence, Jobs } from '@app/jobs';
import { AppError, type ClipId, nothingThere } from '@app/kernel';
import { type Act, digestOf, Ledger } from '@app/ledger';
import { Inject, Injectable } from '@nestjs/common';
import type { Tracking, TrackingProgress } from './data/redactions.entities';
import * as rows from './data/redactions.repository';
import type { TrackingResult } from './domain';
import { trackMask } from './redactions.jobs';

/** What is to be tracked, all of it checked against the clip. */
export type TrackingAsked = Pick<
  Tracking,
  | 'track'
  | 'shape'
  | 'subject'
  | 'basis'
  | 'frame'
  | 'pts'
  | 'box'
  | 'from'
  | 'to'
  | 'sourceSha256'
  | 'frameIndexSha256'
>;

export type TrackingOutcome =
  { readonly state: 'ready'; readonly result: TrackingResult } | { readonly state: 'failed'; readonly failure: string };

/**
 * Tracking that somebody asked for: queued, done by a worker, decided by a person. What is accepted becomes part of the
 * plan by an edit of the plan (`RedactionsService.edit`), and in no other way.
 */
@Injectable()
export class TrackingService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(Jobs) private readonly jobs: Jobs,
  ) {}

  async ask(
    { determinationId, clipId }: { determinationId: string; clipId: ClipId },
    asked: TrackingAsked,
    by: Person,
    tx: Transaction,
  ): Promise<Tracking> {
    const all = await rows.trackingsOf(tx, determinationId);
    if (all.some(({ track, state }) => track === asked.track && state === 'asked'))
      throw new AppError('conflict', `Mask ${asked.track} is being tracked already. Wait for it, or cancel it.`);
    const id = randomUUID();
    const { track, frame, from, to } = asked;
    const ledgerIndex = await this.log(tx, determinationId, {
      ...actor(by),
      action: 'ask-for-tracking',
      with: { tracking: id, track, frame, from, to },
    });
    const tracking: Tracking = {
      id,
      determinationId,
      clipId,
      ...asked,
      state: 'asked',
      result: null,
      failure: null,
      askedBy: by.id,
      askedAt: tx.at,
      finishedAt: null,
      decidedBy: null,
      ledgerIndex,
    };
    await rows.insertTracking(tx, tracking);
    await this.jobs.publish(trackMask, { trackingId: id }, tx);
    return tracking;
  }

  /** Everything that was asked for, oldest first. */
  all(determinationId: string, tx: Transaction): Promise<Tracking[]> {
    return rows.trackingsOf(tx, determinationId);
  }

  /** How far the workers are that have one of these in hand. */
  progress(trackings: readonly Tracking[], tx: Transaction): Promise<TrackingProgress[]> {
    const running = trackings.filter(({ state }) => state === 'asked');
    return rows.progressOf(
      tx,
      running.map(({ id }) => id),
    );
  }

  /** Stops it, or throws when it has come to an end; whoever works on it notices within a second. */
  cancel(id: string, determinationId: string, by: Person, tx: Transaction): Promise<void> {
    return this.decide(id, determinationId, by, tx, {
      from: 'asked',
      to: 'cancelled',
      action: 'cancel-tracking',
      says: 'It is not running any more: there is nothing to cancel.',
    });
  }

  reject(id: string, determinationId: string, by: Person, tx: Transaction): Promise<void> {
    return this.decide(id, determinationId, by, tx, {
      from: 'ready',
      to: 'rejected',
      action: 'reject-suggestion',
      says: 'Only what is suggested and not decided yet can be rejected.',
    });
  }

  async tracking(id: string): Promise<Tracking> {
    const tracking = await this.database.read((tx) => rows.trackingById(tx, id));
    if (!tracking) throw nothingThere();
    return tracking;
  }

  /** Notes how far a worker is; false when its work is not wanted any more, because it was cancelled or taken over. */
  async noteProgress(id: string, done: number, total: number, fence: Fence): Promise<boolean> {
    return this.database.inTransaction(async (tx) => {
      const isOurs = await fence.hold(tx).then(
        () => true,
        (error: unknown) => {
          if (error instanceof AppError && error.code === 'conflict') return false;
          throw error;
        },
      );
      if (!isOurs || (await rows.trackingById(tx, id))?.state !== 'asked') return false;
      await rows.noteProgress(tx, { suggestionId: id, done, total });
      return true;
    });
  }

  /** Records what a worker found, once, unless it was cancelled or a later run has taken over. */
  async record(id: string, outcome: TrackingOutcome, fence: Fence): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      await fence.hold(tx);
      const tracking = await rows.lockTracking(tx, id);
      if (tracking?.state !== 'asked') return;
      const ledgerIndex = await this.log(tx, tracking.determinationId, {
        actor: 'tracker',
        roles: ['tracker'],
        action: 'record-tracking',
        after: outcome.state,
        with: {
          tracking: id,
          ...(outcome.state === 'ready'
            ? { result: digestOf(outcome.result), lost: outcome.result.lost }
            : { failure: outcome.failure }),
        },
      });
      await rows.updateTracking(tx, id, { ...(outcome as Partial<Tracking>), finishedAt: tx.at, ledgerIndex });
    });
  }

  private async decide(
    id: string,
    determinationId: string,
    by: Person,
    tx: Transaction,
    step: { from: Tracking['state']; to: Tracking['state']; action: string; says: string },
  ): Promise<void> {
    const tracking = await rows.lockTracking(tx, id);
    if (tracking?.determinationId !== determinationId) throw nothingThere();
    if (tracking.state === step.to) return;
    if (tracking.state !== step.from) throw new AppError('conflict', step.says);
    const ledgerIndex = await this.log(tx, determinationId, {
      ...actor(by),
      action: step.action,
      before: step.from,
      after: step.to,
      with: { tracking: id },
    });
    await rows.updateTracking(tx, id, { state: step.to, decidedBy: by.id, ledgerIndex });
  }

  private log(tx: Transaction, determinationId: string, act: Omit<Act, 'object' | 'outcome'>): Promise<number> {
    return this.ledger.append({ ...act, object: { type: 'determination', id: determinationId }, outcome: 'done' }, tx);
  }
}

const actor = (by: Person): { actor: string; roles: readonly string[] } => ({ actor: by.id, roles: by.roles });
