import { randomUUID } from 'node:crypto';
import type { Person } from '@app/access';
import { dayOf, type Day } from '@app/calendar';
import { Database, isViolationOf, type Transaction } from '@app/database';
import { AppError, type ClipId } from '@app/kernel';
import { type Act, Ledger } from '@app/ledger';
import { PublicationsService } from '@app/publications';
import type { DocketNote, DocketNoteKind, Suppression } from '@app/publications/domain';
import { Inject, Injectable } from '@nestjs/common';
import { type CaseFile, dayOrNull, targetOf, unnamedOf } from './case-file';
import { CasesService } from './cases.service';
import type { DocketNoteRow } from './data/determinations.entities';
import * as rows from './data/determinations.repository';
import {
  docketEntry,
  docketNoteFault,
  type RunningClock,
  suppressedAfter,
  type SuppressionAct,
  suppressionFault,
} from './domain';

export interface NewDocketNote {
  readonly kind: DocketNoteKind;
  readonly until: Day | null;
  readonly says: string;
}

/** A determination's line of the public docket: written with every move, and with every note on it. */
@Injectable()
export class DocketService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(CasesService) private readonly cases: CasesService,
    @Inject(PublicationsService) private readonly publications: PublicationsService,
  ) {}

  /** Writes the line as the case stands now; there is none while the order is not known to cover the clip. */
  async record(file: CaseFile, tx: Transaction): Promise<void> {
    const { determination, incident, clip } = file;
    const entryOf = docketEntry({
      state: determination.state,
      decided: determination.outcome,
      decidedOn: dayOrNull(determination.decidedAt),
      incidentDate: dayOrNull(incident.occurredAt),
      camera: clip.source,
      content: determination.content,
      clock: publicClock(targetOf(file)),
      nextReviewOn: determination.nextReviewOn,
      release: determination.releaseId,
      notes: (await rows.docketNotesOf(tx, determination.id)).map(asPublic),
      suppressed: suppressedAfter(await rows.docketSuppressionsOf(tx, clip.id)),
      today: dayOf(tx.at),
    });
    if (entryOf) await this.publications.recordDocket(determination.id, entryOf, tx);
  }

  /** Adds a note to the line, in public and for good. */
  async note(clipId: ClipId, note: NewDocketNote, by: Person): Promise<void> {
    try {
      await this.database.inTransaction(async (tx) => {
        const file = await this.cases.openIn(clipId, by, 'create', 'DocketNote', tx, true);
        const says = docketNoteFault(note, {
          today: dayOf(tx.at),
          clock: targetOf(file),
          extensionDays: file.policies['eo.extension_days'],
          notes: file.docketNotes.map(asPublic),
          unnamed: unnamedOf(file),
        });
        if (says) throw new AppError('invalid-input', 'The note cannot be added.', { fields: [says] });
        await this.write(file, note, by, tx);
        await this.record(file, tx);
      });
    } catch (error) {
      if (isViolationOf(error, 'one_extension')) throw new AppError('conflict', 'The time has been extended already.');
      throw error;
    }
  }

  /** Oldest first. */
  async notes(clipId: ClipId, by: Person): Promise<DocketNote[]> {
    return this.database.read(async (tx) => {
      const { docketNotes } = await this.cases.openIn(clipId, by, 'read', 'Determination', tx, false);
      return docketNotes.map(asPublic);
    });
  }

  /** What is kept back of the clip's lines now. */
  async suppressed(clipId: ClipId, by: Person): Promise<Suppression[]> {
    return this.database.read(async (tx) => {
      await this.cases.openIn(clipId, by, 'read', 'Determination', tx, false);
      return suppressedAfter(await rows.docketSuppressionsOf(tx, clipId));
    });
  }

  /** Keeps a field of the clip's line back, with a reason in its place, or shows it again. */
  async suppress(clipId: ClipId, act: SuppressionAct, by: Person): Promise<void> {
    await this.database.inTransaction(async (tx) => {
      const file = await this.cases.openIn(clipId, by, 'create', 'DocketNote', tx, true);
      const known = suppressedAfter(await rows.docketSuppressionsOf(tx, clipId));
      const says = suppressionFault(act, known, unnamedOf(file));
      if (says) throw new AppError('invalid-input', 'The docket stays as it is.', { fields: [says] });
      const ledgerIndex = await this.log(
        file,
        {
          action: act.suppressed ? 'keep-back-on-docket' : 'show-on-docket',
          after: act.field,
          reason: act.reason,
          with: { clip: clipId },
        },
        by,
        tx,
      );
      await rows.insertDocketSuppression(tx, { id: randomUUID(), clipId, ...act, decidedBy: by.id, ledgerIndex });
      await this.record(file, tx);
    });
  }

  private async write(file: CaseFile, note: NewDocketNote, by: Person, tx: Transaction): Promise<void> {
    const { determination, clip } = file;
    const ledgerIndex = await this.log(
      file,
      {
        action: 'note-on-docket',
        after: note.kind,
        reason: note.says,
        with: { clip: clip.id, until: note.until },
      },
      by,
      tx,
    );
    const row = { id: randomUUID(), determinationId: determination.id, ...note };
    await rows.insertDocketNote(tx, { ...row, notedOn: dayOf(tx.at), notedBy: by.id, ledgerIndex });
  }

  private log(
    { determination }: CaseFile,
    act: Pick<Act, 'action' | 'after' | 'reason' | 'with'>,
    by: Person,
    tx: Transaction,
  ): Promise<number> {
    const object = { type: 'determination', id: determination.id } as const;
    return this.ledger.append({ ...act, actor: by.id, roles: by.roles, object, outcome: 'done' }, tx);
  }
}

const asPublic = ({ kind, notedOn, until, says }: DocketNoteRow): DocketNote => ({ kind, on: notedOn, until, says });

const publicClock = (clock: RunningClock | undefined) =>
  clock?.startedOn && clock.dueOn
    ? { startsWith: clock.startsWith, startedOn: clock.startedOn, dueOn: clock.dueOn }
    : null;
