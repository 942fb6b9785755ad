import type { Person } from '@app/access';
import { Database } from '@app/database';
import { type DeadLetter, deadLetters, queueDepths } from '@app/jobs';
import { isUuid } from '@app/kernel';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { May } from '../http/permission';
import { By, RequestId } from '../http/request';
import { IdPipe } from '../http/validation';
import { JobMonitor } from './job-monitor';
import { DeadLetterView, PutBackView, QueueView, RetryDto } from './jobs.dto';

@Controller('jobs')
export class JobsController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(JobMonitor) private readonly monitor: JobMonitor,
  ) {}

  @Get()
  @May('read', 'Job')
  queues(): Promise<QueueView[]> {
    return queueDepths(this.database);
  }

  @Get('dead-letters')
  @May('read', 'Job')
  async deadLetters(): Promise<DeadLetterView[]> {
    return (await deadLetters(this.database)).map(view);
  }

  /** All of a kind. */
  @Post('dead-letters/retry')
  @HttpCode(200)
  @May('edit', 'Job')
  async retryAll(@Body() { job }: RetryDto, @By() by: Person, @RequestId() request: string): Promise<PutBackView> {
    return { putBack: await this.monitor.tryAgain({ job }, by, request) };
  }

  @Post('dead-letters/:id/retry')
  @HttpCode(200)
  @May('edit', 'Job')
  async retry(@Param('id', IdPipe) id: string, @By() by: Person, @RequestId() request: string): Promise<PutBackView> {
    return { putBack: await this.monitor.tryAgain({ ids: [id] }, by, request) };
  }
}

const view = ({ id, job, payload, askedAt, since, tries, error }: DeadLetter): DeadLetterView => ({
  id,
  job,
  about: Object.entries(payload).flatMap(([name, value]) =>
    isUuid(value) ? [{ what: name.replace(/Id$/, ''), id: value }] : [],
  ),
  askedAt: askedAt?.toISOString() ?? null,
  since: since.toISOString(),
  tries,
  error,
});
