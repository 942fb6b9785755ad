import { randomUUID } from 'node:crypto';
import type { Person } from '@app/access';
import type { Transaction } from '@app/database';
import { AppError, nothingThere } from '@app/kernel';
import { type Act, Ledger } from '@app/ledger';
import { Inject, Injectable } from '@nestjs/common';
import type { Rendering } from './data/redactions.entities';
import type { QualityIssue, SeenDoubt, Watching, WatchingWaiver } from './data/reviews.entities';
import * as rows from './data/reviews.repository';
import {
  type Box,
  type Doubt,
  doubtsOf,
  FASTEST_WATCHING,
  ISSUE_STEPS,
  type IssueStep,
  isWatchedWhole,
  nameOfDoubt,
  nothingWatched,
  type Stretch,
  withReport,
} from './domain';

/** Where in a cut something was seen, and what. */
export interface Pin {
  readonly frame: number;
  readonly pts: number;
  readonly box: Box;
  readonly says: string;
}

/** How the check of one rendering stands. */
export interface Review {
  readonly watchings: readonly Watching[];
  readonly waiver: WatchingWaiver | null;
  readonly seenDoubts: readonly SeenDoubt[];
}

/** What of a rendering’s plan looks like a mistake, for frames as many and as long as were rendered. */
export function doubtsIn({ plan, receipt }: Rendering): Doubt[] {
  const { frames, duration } = (receipt ?? {}) as { readonly frames?: number; readonly duration?: number };
  return doubtsOf(plan, { ...(frames !== undefined && { frames }), ...(duration !== undefined && { duration }) });
}

/** Those of them that nobody has found right yet. */
export const unanswered = (rendering: Rendering, { seenDoubts }: Review): Doubt[] =>
  doubtsIn(rendering).filter((one) => !seenDoubts.some(({ doubt }) => doubt === nameOfDoubt(one)));

const DONE: Readonly<Record<IssueStep, (by: Person, reason: string | null) => Partial<QualityIssue>>> = {
  fix: (by) => ({ fixedBy: by.id, returnedBecause: null }),
  verify: (by) => ({ verifiedBy: by.id }),
  return: (_, returnedBecause) => ({ fixedBy: null, returnedBecause }),
};

/** The check of a rendering by another person. Whether it may be done now, and by whom, is decided above. */
@Injectable()
export class ReviewsService {
  constructor(@Inject(Ledger) private readonly ledger: Ledger) {}

  async review(renderingId: string, tx: Transaction): Promise<Review> {
    return {
      watchings: await rows.watchings(tx, renderingId),
      waiver: await rows.waiverOf(tx, renderingId),
      seenDoubts: await rows.seenDoubtsOf(tx, renderingId),
    };
  }

  issues(determinationId: string, tx: Transaction): Promise<QualityIssue[]> {
    return rows.issuesOf(tx, determinationId);
  }

  /**
   * Adds what somebody has watched of a rendering. The beginning and the end of watching it are in the ledger; what lies
   * between is work in hand, like the bytes of an upload. Throws `invalid-input` for more than time allows.
   */
  async watch(
    rendering: Rendering,
    lengthMs: number,
    played: readonly Stretch[],
    by: Person,
    tx: Transaction,
  ): Promise<Watching> {
    const known = (await rows.watchingOf(tx, rendering.id, by.id)) ?? (await this.begin(rendering, lengthMs, by, tx));
    const next = withReport(known, played, tx.at);
    if (!next) {
      const says = `cannot have been watched in the time since the last report: at most ${FASTEST_WATCHING} times as fast as it was recorded`;
      throw new AppError('invalid-input', 'More was reported as watched than could be played in that time.', {
        fields: [{ field: 'spans', says }],
      });
    }
    const isNew = known.completedAt === null && isWatchedWhole(next.stretches, known.lengthMs);
    const change: Partial<Watching> = {
      stretches: [...next.stretches],
      creditMs: next.creditMs,
      reportedAt: next.reportedAt,
      ...(isNew && { completedAt: tx.at, ledgerIndex: await this.logWatching('watched-whole', rendering, by, tx) }),
    };
    await rows.updateWatching(tx, known, change);
    return { ...known, ...change };
  }

  private async begin(rendering: Rendering, lengthMs: number, by: Person, tx: Transaction): Promise<Watching> {
    const { creditMs, reportedAt } = nothingWatched(tx.at);
    const watching: Watching = {
      renderingId: rendering.id,
      staffId: by.id,
      lengthMs,
      stretches: [],
      creditMs,
      begunAt: tx.at,
      reportedAt,
      completedAt: null,
      ledgerIndex: await this.logWatching('begin-watching', rendering, by, tx),
    };
    await rows.insertWatching(tx, watching);
    return watching;
  }

  /** Records why the rendering may be passed by somebody who has not watched all of it. */
  async waive(rendering: Rendering, reason: string, by: Person, tx: Transaction): Promise<void> {
    if (await rows.waiverOf(tx, rendering.id))
      throw new AppError('conflict', 'A reason is recorded for this rendering already.');
    const act = { action: 'waive-watching', reason, with: { rendering: rendering.id } };
    const ledgerIndex = await this.log(rendering.determinationId, by, act, tx);
    await rows.insertWaiver(tx, { renderingId: rendering.id, reason, waivedBy: by.id, waivedAt: tx.at, ledgerIndex });
  }

  /** Somebody has looked at what looks like a mistake, and finds it right. Said twice, it is said once. */
  async findRight(rendering: Rendering, doubt: string, by: Person, tx: Transaction): Promise<void> {
    if (!doubtsIn(rendering).some((one) => nameOfDoubt(one) === doubt))
      throw new AppError('invalid-input', 'Nothing of that name looks like a mistake in this rendering.', {
        fields: [{ field: 'doubt', says: 'is the name of a doubt of this rendering' }],
      });
    const { id: renderingId, determinationId } = rendering;
    if ((await rows.seenDoubtsOf(tx, renderingId)).some((one) => one.doubt === doubt)) return;
    const act = { action: 'find-doubt-right', with: { rendering: renderingId, doubt } };
    const ledgerIndex = await this.log(determinationId, by, act, tx);
    await rows.insertSeenDoubt(tx, { renderingId, doubt, seenBy: by.id, seenAt: tx.at, ledgerIndex });
  }

  async pin(rendering: Rendering, { frame, pts, box, says }: Pin, by: Person, tx: Transaction): Promise<QualityIssue> {
    const id = randomUUID();
    const act = {
      action: 'pin-issue',
      after: 'open',
      reason: says,
      with: { issue: id, rendering: rendering.id, frame },
    };
    const issue: QualityIssue = {
      id,
      determinationId: rendering.determinationId,
      renderingId: rendering.id,
      frame,
      pts,
      ...box,
      says,
      state: 'open',
      openedBy: by.id,
      openedAt: tx.at,
      fixedBy: null,
      verifiedBy: null,
      returnedBecause: null,
      ledgerIndex: await this.log(rendering.determinationId, by, act, tx),
    };
    await rows.insertIssue(tx, issue);
    return issue;
  }

  async issue(id: string, tx: Transaction): Promise<QualityIssue> {
    const issue = await rows.lockIssue(tx, id);
    if (!issue) throw nothingThere();
    return issue;
  }

  /** Takes an issue a step further, or back. Throws `conflict` where that step does not lead on from its state. */
  async step(issue: QualityIssue, step: IssueStep, reason: string | null, by: Person, tx: Transaction): Promise<void> {
    const { from, to } = ISSUE_STEPS[step];
    if (issue.state !== from) throw new AppError('conflict', `The issue is ${issue.state}, not ${from}.`);
    const act = { action: `${step}-issue`, before: from, after: to, reason, with: { issue: issue.id } };
    const ledgerIndex = await this.log(issue.determinationId, by, act, tx);
    await rows.updateIssue(tx, issue.id, { state: to, ...DONE[step](by, reason), ledgerIndex });
  }

  private logWatching(action: string, rendering: Rendering, by: Person, tx: Transaction): Promise<number> {
    return this.log(rendering.determinationId, by, { action, with: { rendering: rendering.id } }, tx);
  }

  private log(
    determinationId: string,
    by: Person,
    act: Omit<Act, 'actor' | 'roles' | 'object' | 'outcome'>,
    tx: Transaction,
  ): Promise<number> {
    const object = { type: 'determination', id: determinationId };
    return this.ledger.append({ actor: by.id, roles: by.roles, object, outcome: 'done', ...act }, tx);
  }
}
