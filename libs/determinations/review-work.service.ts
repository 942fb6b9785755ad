import { mustBeAble, type Person } from '@app/access';
import { Database, type Transaction } from '@app/database';
import { type ClipFrames, lengthOf } from '@app/footage/domain';
import { AppError, type ClipId, nothingThere } from '@app/kernel';
import { type QualityIssue, type Rendering, type Review, ReviewsService } from '@app/redactions';
import type { Box, IssueStep, Stretch } from '@app/redactions/domain';
import { Inject, Injectable } from '@nestjs/common';
import { accessFactsOf, caseFacts, type CaseFile, CaseFiles, currentRendering } from './case-file';
import { assertEditable, CasesService } from './cases.service';
import { determinationRules } from './domain';

/** One rendering, and how its check stands. */
export interface RenderingReview {
  readonly rendering: Rendering;
  /** It is the one that would be passed. */
  readonly isCurrent: boolean;
  readonly lengthMs: number;
  readonly hasSound: boolean;
  readonly review: Review;
}

/** What a player reports. */
export interface Played {
  readonly stretches: readonly Stretch[];
  /** Its sound was on. */
  readonly heard: boolean;
}

/** A player’s clock may run past the last frame, by sound or by rounding. */
const PAST_THE_END_MS = 500;

/** Checking a rendering: each act held against person and state, then done by the redactions lib in one transaction. */
@Injectable()
export class ReviewWorkService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CaseFiles) private readonly files: CaseFiles,
    @Inject(CasesService) private readonly cases: CasesService,
    @Inject(ReviewsService) private readonly reviews: ReviewsService,
  ) {}

  async review(clipId: ClipId, renderingId: string, by: Person): Promise<RenderingReview> {
    await this.cases.open(clipId, by, 'read', 'Review'); // before its frames: whether there are any is not for everyone
    const frames = await this.files.frames(clipId);
    return this.database.read(async (tx) => {
      const file = await this.cases.openIn(clipId, by, 'read', 'Review', tx, false);
      const rendering = madeOf(file, renderingId);
      return reviewOf(file, rendering, frames, await this.reviews.review(rendering.id, tx));
    });
  }

  async issues(clipId: ClipId, by: Person): Promise<readonly QualityIssue[]> {
    return (await this.cases.open(clipId, by, 'read', 'Review')).issues;
  }

  /** Takes down what somebody has watched of the rendering. Those who took part in hiding check nothing. */
  async watch(clipId: ClipId, renderingId: string, played: Played, by: Person): Promise<RenderingReview> {
    await this.cases.open(clipId, by, 'edit', 'Review');
    const frames = await this.files.frames(clipId);
    const lengthMs = Math.floor(lengthOf(frames) * 1000);
    return this.database.inTransaction(async (tx) => {
      const file = await this.openForCheck(clipId, by, 'edit', tx);
      const rendering = madeOf(file, renderingId);
      const stretches = withinCut(played.stretches, lengthMs);
      assertHeard(rendering, played);
      await this.reviews.watch(rendering, lengthMs, stretches, by, tx);
      return reviewOf(file, rendering, frames, await this.reviews.review(rendering.id, tx));
    });
  }

  /** What looks like a mistake in the plan was looked at in the rendering, and is right. */
  async findRight(clipId: ClipId, renderingId: string, doubt: string, by: Person): Promise<RenderingReview> {
    await this.cases.open(clipId, by, 'edit', 'Review');
    const frames = await this.files.frames(clipId);
    return this.database.inTransaction(async (tx) => {
      const file = await this.openForCheck(clipId, by, 'edit', tx);
      const rendering = madeOf(file, renderingId);
      await this.reviews.findRight(rendering, doubt, by, tx);
      return reviewOf(file, rendering, frames, await this.reviews.review(rendering.id, tx));
    });
  }

  /** Records, as the Solicitor, why the rendering may be passed by somebody who has not watched all of it. */
  async waive(clipId: ClipId, renderingId: string, reason: string, by: Person): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      const file = await this.cases.openIn(clipId, by, 'create', 'Waiver', tx, true);
      assertEditable('review', file);
      assertTookNoPart(file, by);
      await this.reviews.waive(madeOf(file, renderingId), reason, by, tx);
    });
  }

  /** Pins what was seen to a frame, by its presentation time, and to a part of the picture. */
  async pin(
    clipId: ClipId,
    renderingId: string,
    pin: { readonly frame: number; readonly box: Box; readonly says: string },
    by: Person,
  ): Promise<QualityIssue> {
    await this.cases.open(clipId, by, 'create', 'Review');
    const frames = await this.files.frames(clipId);
    const pts = frames.pts[pin.frame];
    if (pts === undefined)
      throw new AppError('invalid-input', 'There is no such frame in this clip.', {
        fields: [{ field: 'frame', says: `is a frame of the clip, 0 to ${frames.pts.length - 1}` }],
      });
    return this.database.inTransaction(async (tx) => {
      const file = await this.openForCheck(clipId, by, 'create', tx);
      return this.reviews.pin(madeOf(file, renderingId), { ...pin, pts }, by, tx);
    });
  }

  /** The technician says that it is hidden now. */
  async fix(issueId: string, by: Person): Promise<void> {
    await this.onIssue(issueId, async (issue, file, tx) => {
      mustBeAble(by, 'edit', 'Redactions', accessFactsOf(file));
      assertEditable('redactions', file);
      await this.reviews.step(issue, 'fix', null, by, tx);
    });
  }

  /** The reviewer has seen that it is hidden, or that it is not. */
  async answer(issueId: string, step: Exclude<IssueStep, 'fix'>, reason: string | null, by: Person): Promise<void> {
    await this.onIssue(issueId, async (issue, file, tx) => {
      mustBeAble(by, 'edit', 'Review', accessFactsOf(file));
      assertEditable('review', file);
      assertTookNoPart(file, by);
      await this.reviews.step(issue, step, reason, by, tx);
    });
  }

  private async openForCheck(
    clipId: ClipId,
    by: Person,
    action: 'edit' | 'create',
    tx: Transaction,
  ): Promise<CaseFile> {
    const file = await this.cases.openIn(clipId, by, action, 'Review', tx, true);
    assertEditable('review', file);
    assertTookNoPart(file, by);
    return file;
  }

  private async onIssue(
    id: string,
    act: (issue: QualityIssue, file: CaseFile, tx: Transaction) => Promise<void>,
  ): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      const issue = await this.reviews.issue(id, tx);
      await act(issue, await this.files.byDetermination(issue.determinationId, tx, true), tx);
    });
  }
}

const reviewOf = (file: CaseFile, rendering: Rendering, frames: ClipFrames, review: Review): RenderingReview => ({
  rendering,
  isCurrent: currentRendering(file)?.id === rendering.id,
  lengthMs: Math.floor(lengthOf(frames) * 1000),
  hasSound: hasSound(rendering),
  review,
});

const hasSound = ({ receipt }: Rendering): boolean => (receipt?.['sound'] ?? null) !== null;

function madeOf(file: CaseFile, renderingId: string): Rendering {
  const rendering = file.renderings.find(({ id }) => id === renderingId);
  if (!rendering) throw nothingThere();
  if (rendering.outputSha256 === null) throw new AppError('not-found', 'That rendering is not finished, or it failed.');
  return rendering;
}

function withinCut(stretches: readonly Stretch[], lengthMs: number): Stretch[] {
  if (stretches.some(([from, to]) => from >= to || from >= lengthMs || to > lengthMs + PAST_THE_END_MS))
    throw new AppError('invalid-input', 'What was watched lies within the rendering.', {
      fields: [
        { field: 'spans', says: `run forward, and end by ${lengthMs / 1000} seconds, where the rendering ends` },
      ],
    });
  return stretches.map(([from, to]) => [from, Math.min(to, lengthMs)]);
}

function assertHeard(rendering: Rendering, { heard, stretches }: Played): void {
  if (heard || stretches.length === 0 || !hasSound(rendering)) return;
  throw new AppError('invalid-input', 'A rendering that has sound is watched with its sound.', {
    fields: [{ field: 'heard', says: 'is true: what was played without sound does not count' }],
  });
}

/** Whoever took part in hiding is refused by name of the rule, before anything is taken down. */
function assertTookNoPart(file: CaseFile, by: Person): void {
  const rule = determinationRules.checkerTookNoPart;
  if (rule.holds(caseFacts(file, by))) return;
  const { code, says, authority } = rule;
  throw new AppError('not-permitted', 'You took part in this case, so that another person checks it.', {
    reasons: [{ code, says, authority }],
  });
}
