import { Database } from '@app/database';
import { deadLetters, queueDepths } from '@app/jobs';
import { Controller, Get, Inject } from '@nestjs/common';
import { May } from '../http/permission';
import { DeadLetterView, QueueView } from './jobs.dto';

@Controller('jobs')
export class JobsController {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Get()
  @May('read', 'Job')
  queues(): Promise<QueueView[]> {
    return queueDepths(this.database);
  }

  @Get('dead-letters')
  @May('read', 'Job')
  async deadLetters(): Promise<DeadLetterView[]> {
    return (await deadLetters(this.database)).map(({ id, job, since, error }) => ({
      id,
      job,
      since: since.toISOString(),
      error,
    }));
  }
}
