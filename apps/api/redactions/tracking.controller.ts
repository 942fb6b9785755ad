import type { Person } from '@app/access';
import { TrackingWorkService } from '@app/determinations';
import type { ClipId } from '@app/kernel';
import type { Tracking, TrackingProgress } from '@app/redactions';
import { EMPTY_PLAN, type LostSpan, type TrackingResult, unresolved } from '@app/redactions/domain';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { May } from '../http/permission';
import { By } from '../http/request';
import { IdPipe } from '../http/validation';
import { TrackDto, type TrackingResultView, TrackSuggestionView } from './tracking.dto';

/** Masks that are tracked by motion. Accepting what is suggested is an edit of the plan: an operation that names it. */
@Controller('clips/:id/track-suggestions')
export class TrackingController {
  constructor(@Inject(TrackingWorkService) private readonly work: TrackingWorkService) {}

  @Post()
  @HttpCode(202)
  @May('edit', 'Redactions')
  async ask(@Param('id', IdPipe) id: ClipId, @Body() body: TrackDto, @By() by: Person): Promise<TrackSuggestionView> {
    return viewOf(await this.work.ask(id, body, by), [], []);
  }

  @Get()
  @May('read', 'Redactions')
  async all(@Param('id', IdPipe) id: ClipId, @By() by: Person): Promise<TrackSuggestionView[]> {
    const { file, trackings, progress } = await this.work.all(id, by);
    const open = unresolved(file.document?.plan ?? EMPTY_PLAN, trackings);
    return trackings.map((one) => viewOf(one, progress, open));
  }

  @Post(':suggestion/cancel')
  @HttpCode(204)
  @May('edit', 'Redactions')
  cancel(
    @Param('id', IdPipe) id: ClipId,
    @Param('suggestion', IdPipe) suggestion: string,
    @By() by: Person,
  ): Promise<void> {
    return this.work.cancel(id, suggestion, by);
  }

  @Post(':suggestion/reject')
  @HttpCode(204)
  @May('edit', 'Redactions')
  reject(
    @Param('id', IdPipe) id: ClipId,
    @Param('suggestion', IdPipe) suggestion: string,
    @By() by: Person,
  ): Promise<void> {
    return this.work.reject(id, suggestion, by);
  }
}

function viewOf(one: Tracking, progress: readonly TrackingProgress[], open: readonly LostSpan[]): TrackSuggestionView {
  const { id, track, shape, subject, basis, frame, from, to, state, result } = one;
  const running = progress.find(({ suggestionId }) => suggestionId === id);
  return {
    ...{ id, track, shape, subject, frame, from, to, state },
    basis: { ...basis },
    progress: running ? { done: running.done, of: running.total } : null,
    result: result && resultView(result),
    unresolved: open.filter(({ suggestion }) => suggestion === id).map((span) => ({ from: span.from, to: span.to })),
    sourceSha256: one.sourceSha256,
    frameIndexSha256: one.frameIndexSha256,
    failure: one.failure,
    askedBy: one.askedBy,
    askedAt: one.askedAt.toISOString(),
    finishedAt: one.finishedAt?.toISOString() ?? null,
  };
}

const resultView = (result: TrackingResult): TrackingResultView => ({
  ...result,
  keyframes: result.keyframes.map((one) => ({ ...one })),
  padding: { ...result.padding },
  lost: [...result.lost],
  toLookAt: [...result.toLookAt],
});
