import type { Handler } from '@app/jobs';
import { PublicationsService } from '@app/publications';
import { Inject, Injectable } from '@nestjs/common';

/** Removes the files of a version that is no longer public. Its page is a tombstone already. */
@Injectable()
export class WithdrawRelease {
  constructor(@Inject(PublicationsService) private readonly publications: PublicationsService) {}

  readonly handle: Handler<{ readonly publicationId: string }> = async ({ publicationId }) => {
    await this.publications.removeFiles(publicationId);
    return 'done';
  };
}
