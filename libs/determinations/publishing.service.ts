import { dayOf } from '@app/calendar';
import { Database } from '@app/database';
import { type Fence, Jobs } from '@app/jobs';
import { digestOf } from '@app/ledger';
import { FORBIDS_RELEASE } from '@app/footage/domain';
import { publishRelease, PublicationsService } from '@app/publications';
import { Inject, Injectable } from '@nestjs/common';
import { CaseFiles } from './case-file';
import * as rows from './data/determinations.repository';
import { reviewDeferral } from './determinations.jobs';
import { DeterminationsService } from './determinations.service';

const PUBLISHER = { system: 'publisher' } as const;
const CALENDAR = { system: 'calendar' } as const;

export type PublishOutcome = 'published' | 'already-published' | 'not-yet' | 'voided' | 'not-scheduled';

/** What happens by itself: publication when the notice period is over, and reopening when a review is due. */
@Injectable()
export class PublishingService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Jobs) private readonly jobs: Jobs,
    @Inject(CaseFiles) private readonly files: CaseFiles,
    @Inject(DeterminationsService) private readonly determinations: DeterminationsService,
    @Inject(PublicationsService) private readonly publications: PublicationsService,
  ) {}

  /**
   * Publishes a scheduled determination: copies exactly the signed files, reads them back, and makes them public if
   * they are the signed ones; otherwise voids the signature. Safe to run twice and by two at once.
   */
  async publish(determinationId: string, fence: Fence): Promise<PublishOutcome> {
    const before = await this.database.read((tx) => this.files.byDetermination(determinationId, tx, false));
    if (before.determination.state === 'published') return 'already-published';
    if (before.determination.state !== 'scheduled' || !before.assembled) return 'not-scheduled';
    const { noticeEndsAt } = before.determination;
    if (noticeEndsAt === null || noticeEndsAt > before.at) return 'not-yet';
    const readBackSha256 = await this.readBack(before.assembled.manifest);
    return this.database.inTransaction(async (tx): Promise<PublishOutcome> => {
      await fence.hold(tx);
      const file = await this.files.byDetermination(determinationId, tx, true);
      if (file.determination.state === 'published') return 'already-published';
      const act = { readBackSha256 };
      if (!this.determinations.could(file, 'publish', PUBLISHER, act)) {
        const voided = await this.determinations.moveAsSystem(file, 'voidSignOff', PUBLISHER, act, tx);
        return voided ? 'voided' : 'not-yet';
      }
      await this.supersedeOlder(file, tx);
      await this.determinations.moveAsSystem(file, 'publish', PUBLISHER, act, tx);
      return 'published';
    });
  }

  /** Reopens a deferral whose day has come; nothing when it was reopened already. */
  async reopenWhenDue(determinationId: string): Promise<boolean> {
    return this.database.inTransaction(async (tx) => {
      const file = await this.files.byDetermination(determinationId, tx, true);
      if (!this.determinations.could(file, 'reopenWhenDue', CALENDAR, {})) return false;
      return (await this.determinations.moveAsSystem(file, 'reopenWhenDue', CALENDAR, {}, tx)) !== null;
    });
  }

  /**
   * Asks for everything that has fallen due and for which nobody asked: a second net, should a job have been lost, and
   * the way on for a publication that a hold kept back.
   */
  async askForWhatIsDue(): Promise<number> {
    return this.database.inTransaction(async (tx) => {
      const reviews = await rows.dueForReview(tx, dayOf(tx.at));
      for (const { id } of reviews) await this.jobs.publish(reviewDeferral, { determinationId: id }, tx);
      let asked = reviews.length;
      for (const { id } of await rows.dueForPublication(tx)) {
        const { flags } = await this.files.byDetermination(id, tx, false);
        if (flags.some((flag) => FORBIDS_RELEASE.includes(flag))) continue;
        await this.jobs.publish(publishRelease, { determinationId: id }, tx);
        asked++;
      }
      return asked;
    });
  }

  /** Hash of what is now in the public bucket under the signed names; a hash of nothing when the signed bytes are gone. */
  private async readBack(manifest: Parameters<PublicationsService['copyToPublic']>[0]): Promise<string> {
    return digestOf(await this.publications.copyToPublic(manifest));
  }

  private async supersedeOlder(
    file: Awaited<ReturnType<CaseFiles['open']>>,
    tx: Parameters<Parameters<Database['inTransaction']>[0]>[0],
  ): Promise<void> {
    const older = file.versions.find((one) => one.state === 'published');
    if (!older) return;
    const publication = await this.publications.publicationOf(older.id, tx);
    const { version, content } = file.determination;
    if (publication)
      await this.publications.supersede(publication, { by: version, reason: content.replacementReason ?? null }, tx);
    const olderFile = await this.files.byDetermination(older.id, tx, true);
    await this.determinations.moveAsSystem(olderFile, 'supersede', PUBLISHER, { newerVersionPublished: true }, tx);
  }
}
