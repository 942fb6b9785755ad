import { PublishingService } from '@app/determinations';
import type { Handler } from '@app/jobs';
import { Inject, Injectable } from '@nestjs/common';

/** Reopens a deferral on its day. */
@Injectable()
export class ReviewDeferral {
  constructor(@Inject(PublishingService) private readonly publishing: PublishingService) {}

  readonly handle: Handler<{ readonly determinationId: string }> = async ({ determinationId }) =>
    (await this.publishing.reopenWhenDue(determinationId)) ? 'done' : 'skipped';
}
