import { PublishingService } from '@app/determinations';
import type { Handler } from '@app/jobs';
import { Inject, Injectable } from '@nestjs/common';

/** Publishes when the notice period is over. The bytes are the signed ones, or nothing is published. */
@Injectable()
export class PublishRelease {
  constructor(@Inject(PublishingService) private readonly publishing: PublishingService) {}

  readonly handle: Handler<{ readonly determinationId: string }> = async ({ determinationId }, run) =>
    (await this.publishing.publish(determinationId, run.fence)) === 'published' ? 'done' : 'skipped';
}
