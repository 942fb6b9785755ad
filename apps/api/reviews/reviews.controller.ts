import type { Person } from '@app/access';
import { type RenderingReview, ReviewWorkService } from '@app/determinations';
import type { ClipId, StaffId } from '@app/kernel';
import { doubtsIn, type QualityIssue, type Rendering, type Review } from '@app/redactions';
import { nameOfDoubt, shareWatched, type Stretch, unwatched } from '@app/redactions/domain';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { May } from '../http/permission';
import { By } from '../http/request';
import { IdPipe } from '../http/validation';
import { ReturnDto } from '../redactions/redactions.dto';
import {
  CoverageView,
  DoubtDto,
  DoubtView,
  FindingView,
  IssueDto,
  IssueView,
  ReviewView,
  SpanView,
  WatchedDto,
} from './reviews.dto';

/** The check of a rendering by another person. */
@Controller()
export class ReviewsController {
  constructor(@Inject(ReviewWorkService) private readonly work: ReviewWorkService) {}

  /** What was watched of the rendering, and what the verifier found in it. */
  @Get('clips/:id/renders/:rendering/review')
  @May('read', 'Review')
  async review(
    @Param('id', IdPipe) id: ClipId,
    @Param('rendering', IdPipe) rendering: string,
    @By() by: Person,
  ): Promise<ReviewView> {
    return reviewView(await this.work.review(id, rendering, by), by);
  }

  /** Adds what was played since the last report, or begins watching. */
  @Post('clips/:id/renders/:rendering/watched')
  @HttpCode(200)
  @May('edit', 'Review')
  async watched(
    @Param('id', IdPipe) id: ClipId,
    @Param('rendering', IdPipe) rendering: string,
    @Body() { spans, heard }: WatchedDto,
    @By() by: Person,
  ): Promise<ReviewView> {
    const stretches = spans.map(({ from, to }): Stretch => [Math.floor(from * 1000), Math.ceil(to * 1000)]);
    return reviewView(await this.work.watch(id, rendering, { stretches, heard }, by), by);
  }

  /** What looks like a mistake was looked at in the rendering, and is right. */
  @Post('clips/:id/renders/:rendering/doubts')
  @HttpCode(200)
  @May('edit', 'Review')
  async foundRight(
    @Param('id', IdPipe) id: ClipId,
    @Param('rendering', IdPipe) rendering: string,
    @Body() { doubt }: DoubtDto,
    @By() by: Person,
  ): Promise<ReviewView> {
    return reviewView(await this.work.findRight(id, rendering, doubt, by), by);
  }

  /** The Solicitor records why it may be passed by somebody who has not watched all of it. */
  @Post('clips/:id/renders/:rendering/waiver')
  @HttpCode(204)
  @May('create', 'Waiver')
  waive(
    @Param('id', IdPipe) id: ClipId,
    @Param('rendering', IdPipe) rendering: string,
    @Body() { reason }: ReturnDto,
    @By() by: Person,
  ): Promise<void> {
    return this.work.waive(id, rendering, reason, by);
  }

  @Get('clips/:id/issues')
  @May('read', 'Review')
  async issues(@Param('id', IdPipe) id: ClipId, @By() by: Person): Promise<IssueView[]> {
    return (await this.work.issues(id, by)).map(issueView);
  }

  @Post('clips/:id/renders/:rendering/issues')
  @May('create', 'Review')
  async pin(
    @Param('id', IdPipe) id: ClipId,
    @Param('rendering', IdPipe) rendering: string,
    @Body() { frame, box: { x, y, w, h }, says }: IssueDto,
    @By() by: Person,
  ): Promise<IssueView> {
    return issueView(await this.work.pin(id, rendering, { frame, box: { x, y, w, h }, says }, by));
  }

  @Post('issues/:id/fixed')
  @HttpCode(204)
  @May('edit', 'Redactions')
  fixed(@Param('id', IdPipe) id: string, @By() by: Person): Promise<void> {
    return this.work.fix(id, by);
  }

  @Post('issues/:id/verified')
  @HttpCode(204)
  @May('edit', 'Review')
  verified(@Param('id', IdPipe) id: string, @By() by: Person): Promise<void> {
    return this.work.answer(id, 'verify', null, by);
  }

  /** It is not hidden after all. */
  @Post('issues/:id/return')
  @HttpCode(204)
  @May('edit', 'Review')
  returned(@Param('id', IdPipe) id: string, @Body() { reason }: ReturnDto, @By() by: Person): Promise<void> {
    return this.work.answer(id, 'return', reason, by);
  }
}

const spanView = ([from, to]: Stretch): SpanView => ({ from: from / 1000, to: to / 1000 });

const coverageView = (staffId: StaffId, stretches: readonly Stretch[], lengthMs: number): CoverageView => {
  const left = unwatched(stretches, lengthMs);
  return {
    staffId,
    share: shareWatched(stretches, lengthMs),
    whole: left.length === 0,
    watched: stretches.map(spanView),
    unwatched: left.map(spanView),
  };
};

function reviewView({ rendering, isCurrent, lengthMs, hasSound, review }: RenderingReview, by: Person): ReviewView {
  const { watchings, waiver } = review;
  const stretchesOf = (id: StaffId): readonly Stretch[] =>
    watchings.find(({ staffId }) => staffId === id)?.stretches ?? [];
  const others = watchings.map(({ staffId }) => staffId).filter((id) => id !== by.id);
  return {
    rendering: rendering.id,
    current: isCurrent,
    verified: rendering.state === 'verified',
    seconds: lengthMs / 1000,
    hasSound,
    mine: coverageView(by.id, stretchesOf(by.id), lengthMs),
    others: others.map((id) => coverageView(id, stretchesOf(id), lengthMs)),
    waiver: waiver && { reason: waiver.reason, by: waiver.waivedBy, at: waiver.waivedAt.toISOString() },
    doubts: doubtViews(rendering, review),
    ...findingsOf(rendering),
  };
}

function doubtViews(rendering: Rendering, { seenDoubts }: Review): DoubtView[] {
  return doubtsIn(rendering).map((one) => {
    const doubt = nameOfDoubt(one);
    const seen = seenDoubts.find((answer) => answer.doubt === doubt);
    const { kind, track, frames, says } = one;
    return {
      ...{ doubt, kind, track, says, ...frames },
      seenBy: seen?.seenBy ?? null,
      seenAt: seen?.seenAt.toISOString() ?? null,
    };
  });
}

/** The verifier’s own words (libs/media/verify), which are kept with the rendering as they were given. */
interface Verification {
  readonly violations?: readonly (Pick<FindingView, 'rule' | 'says' | 'found'> & {
    readonly frame?: number;
    readonly track?: string;
    readonly at?: number;
  })[];
  readonly counts?: Readonly<Record<string, number>>;
}

function findingsOf({ verification }: Rendering): Pick<ReviewView, 'findings' | 'counts'> {
  const { violations = [], counts = {} } = (verification ?? {}) as Verification;
  return {
    findings: violations.map(({ rule, says, found, frame, track, at }) => ({
      rule,
      says,
      found,
      frame: frame ?? null,
      track: track ?? null,
      at: at ?? null,
    })),
    counts,
  };
}

const issueView = (issue: QualityIssue): IssueView => ({
  id: issue.id,
  rendering: issue.renderingId,
  frame: issue.frame,
  pts: issue.pts,
  box: { x: issue.x, y: issue.y, w: issue.w, h: issue.h },
  says: issue.says,
  state: issue.state,
  openedBy: issue.openedBy,
  openedAt: issue.openedAt.toISOString(),
  fixedBy: issue.fixedBy,
  verifiedBy: issue.verifiedBy,
  returnedBecause: issue.returnedBecause,
});
