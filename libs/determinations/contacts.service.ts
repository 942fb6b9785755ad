import { randomUUID } from 'node:crypto';
import type { Person } from '@app/access';
import { Database } from '@app/database';
import { type ClipId, nothingThere } from '@app/kernel';
import { type Act, Ledger } from '@app/ledger';
import { Inject, Injectable } from '@nestjs/common';
import { CasesService } from './cases.service';
import type { Consultation, Notice } from './data/determinations.entities';
import * as rows from './data/determinations.repository';

export type NewConsultation = Pick<Consultation, 'party' | 'sentOn'>;
export type ConsultationReply = Pick<Consultation, 'repliedOn' | 'position' | 'reason'>;
export type NewNotice = Pick<Notice, 'personClass' | 'channel' | 'language' | 'result' | 'consent' | 'givenAt'>;

/** Consultations with the DA or AG, and notices to people shown. Silence is not objection; objection is not a veto. */
@Injectable()
export class ContactsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(CasesService) private readonly cases: CasesService,
  ) {}

  async consult(clipId: ClipId, consultation: NewConsultation, by: Person): Promise<Consultation> {
    return this.database.inTransaction(async (tx) => {
      await this.cases.openIn(clipId, by, 'create', 'Consultation', tx, false);
      const ledgerIndex = await this.ledger.append(
        { ...actOn(clipId, by), action: 'consult', with: { ...consultation } },
        tx,
      );
      const row: Consultation = {
        id: randomUUID(),
        clipId,
        ...consultation,
        repliedOn: null,
        position: null,
        reason: null,
        enteredBy: by.id,
        ledgerIndex,
      };
      await rows.saveConsultation(tx, row);
      return row;
    });
  }

  async consultations(clipId: ClipId, by: Person): Promise<readonly Consultation[]> {
    return this.database.read(async (tx) => {
      const { consultations } = await this.cases.openIn(clipId, by, 'read', 'Consultation', tx, false);
      return consultations;
    });
  }

  async reply(id: string, reply: ConsultationReply, by: Person): Promise<Consultation> {
    return this.database.inTransaction(async (tx) => {
      const known = await rows.consultationById(tx, id);
      if (!known) throw nothingThere();
      await this.cases.openIn(known.clipId, by, 'edit', 'Consultation', tx, false);
      const ledgerIndex = await this.ledger.append(
        { ...actOn(known.clipId, by), action: 'record-reply', after: reply.position, with: { consultation: id } },
        tx,
      );
      const row = { ...known, ...reply, ledgerIndex };
      await rows.saveConsultation(tx, row);
      return row;
    });
  }

  async give(clipId: ClipId, notice: NewNotice, by: Person): Promise<Notice> {
    return this.database.inTransaction(async (tx) => {
      await this.cases.openIn(clipId, by, 'create', 'Notice', tx, false);
      const ledgerIndex = await this.ledger.append(
        {
          ...actOn(clipId, by),
          action: 'give-notice',
          with: { personClass: notice.personClass, consent: notice.consent },
        },
        tx,
      );
      const row: Notice = { id: randomUUID(), clipId, ...notice, enteredBy: by.id, ledgerIndex };
      await rows.insertNotice(tx, row);
      return row;
    });
  }

  async notices(clipId: ClipId, by: Person): Promise<Notice[]> {
    return this.database.read(async (tx) => {
      await this.cases.openIn(clipId, by, 'read', 'Notice', tx, false);
      return rows.noticesOf(tx, clipId);
    });
  }
}

const actOn = (clipId: ClipId, by: Person): Pick<Act, 'actor' | 'roles' | 'object' | 'outcome'> => ({
  actor: by.id,
  roles: by.roles,
  object: { type: 'clip', id: clipId },
  outcome: 'done',
});
