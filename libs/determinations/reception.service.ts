import { randomUUID } from 'node:crypto';
import type { Person } from '@app/access';
import { Database, type Transaction } from '@app/database';
import { type Clip, type ExaminationResult, FootageService, type Reception, UploadsService } from '@app/footage';
import type { Fence } from '@app/jobs';
import type { ClipId } from '@app/kernel';
import { Ledger } from '@app/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { CaseFiles } from './case-file';
import * as rows from './data/determinations.repository';
import { DeterminationsService } from './determinations.service';
import { EMPTY_CONTENT } from './domain';

/** Footage enters: its reception, its examination, and with the first of them its case. */
@Injectable()
export class ReceptionService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(UploadsService) private readonly uploads: UploadsService,
    @Inject(FootageService) private readonly footage: FootageService,
    @Inject(CaseFiles) private readonly files: CaseFiles,
    @Inject(DeterminationsService) private readonly determinations: DeterminationsService,
  ) {}

  /**
   * Concludes an upload whose bytes have all arrived at `arrivedAt`. Returns only once they are durable, read back,
   * equal to the declared hash, and recorded with their ledger entry. Asked again, it gives the same receipt.
   */
  async conclude(uploadId: string, arrivedAt: string, by: Person, request: string | null): Promise<Reception> {
    const upload = await this.uploads.own(uploadId, by);
    const stored = await this.uploads.secure(upload, arrivedAt);
    return this.database.inTransaction(async (tx) => {
      const reception = await this.uploads.record(uploadId, stored, by, request, tx);
      if (reception.fresh) await this.openCase(reception.clip, by, tx);
      return reception;
    });
  }

  /** Records what intake found, unless a later run has taken over; accepted footage enters triage. */
  async recordExamination(clipId: ClipId, result: ExaminationResult, fence: Fence): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      await fence.hold(tx);
      if ((await this.footage.clip(clipId, tx)).verdict !== 'pending') return;
      await this.footage.recordExamination(clipId, result, tx);
      if (result.verdict !== 'accepted') return;
      await this.determinations.moveAsSystem(
        await this.files.open(clipId, tx, { lock: true }),
        'admit',
        { system: 'intake' },
        {},
        tx,
      );
    });
  }

  private async openCase(clip: Clip, by: Person, tx: Transaction): Promise<void> {
    const id = randomUUID();
    const ledgerIndex = await this.ledger.append(
      {
        actor: by.id,
        roles: by.roles,
        action: 'open-case',
        object: { type: 'determination', id },
        outcome: 'done',
        after: 'preserved',
        with: { clip: clip.id, version: 1 },
      },
      tx,
    );
    await rows.insertDetermination(tx, {
      id,
      clipId: clip.id,
      version: 1,
      releaseId: randomUUID(),
      state: 'preserved',
      content: EMPTY_CONTENT,
      revision: 1,
      openedAt: tx.at,
      outcome: null,
      decidedBy: null,
      decidedAt: null,
      checkedBy: null,
      accessibleAt: null,
      nextReviewOn: null,
      noticeEndsAt: null,
      ledgerIndex,
    });
  }
}
