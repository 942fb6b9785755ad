import { randomUUID } from 'node:crypto';
import { mustBeAble, type Person } from '@app/access';
import type { Day } from '@app/calendar';
import { Database, isViolationOf, type Transaction } from '@app/database';
import { AppError, type ClipId, nothingThere } from '@app/kernel';
import { Ledger } from '@app/ledger';
import { Inject, Injectable } from '@nestjs/common';
import type { RecordsRequest } from './data/requests.entities';
import * as rows from './data/requests.repository';

export interface NewRecordsRequest {
  readonly number: string;
  readonly received: Day;
  readonly asksFor: string;
}

/** Public records requests linked to clips, and their clocks. Knows nothing of incidents or determinations. */
@Injectable()
export class RequestsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
  ) {}

  async enter(request: NewRecordsRequest, by: Person): Promise<RecordsRequest> {
    mustBeAble(by, 'create', 'RecordsRequest', {});
    try {
      return await this.database.inTransaction(async (tx) => {
        const id = randomUUID();
        const ledgerIndex = await this.log(tx, id, by, 'enter-request', { number: request.number });
        const row: RecordsRequest = { id, ...request, answered: null, enteredBy: by.id, ledgerIndex };
        await rows.insertRequest(tx, row);
        return row;
      });
    } catch (error) {
      if (isViolationOf(error, 'records_request_number_key'))
        throw new AppError('conflict', 'A request with that number is entered already.');
      throw error;
    }
  }

  async answer(id: string, answered: Day, by: Person): Promise<void> {
    mustBeAble(by, 'edit', 'RecordsRequest', {});
    await this.database.inTransaction(async (tx) => {
      const { received } = await this.of(id, tx);
      if (answered < received)
        throw new AppError('invalid-input', 'A request is answered no earlier than it is received.', {
          fields: [{ field: 'answered', says: `is ${received} or later` }],
        });
      const ledgerIndex = await this.log(tx, id, by, 'answer-request', { answered });
      await rows.updateRequest(tx, id, { answered, ledgerIndex });
    });
  }

  /** Links a request to a clip; the caller raises the clip's flag in the same transaction. */
  async link(id: string, clipId: ClipId, by: Person, tx: Transaction): Promise<void> {
    mustBeAble(by, 'edit', 'RecordsRequest', {});
    await this.of(id, tx);
    await this.log(tx, id, by, 'link-request', { clip: clipId });
    await rows.linkClip(tx, id, clipId);
  }

  async list(by: Person): Promise<RecordsRequest[]> {
    mustBeAble(by, 'read', 'RecordsRequest', {});
    return this.database.read((tx) => rows.everyRequest(tx));
  }

  ofClip(clipId: ClipId, tx: Transaction): Promise<RecordsRequest[]> {
    return rows.requestsOf(tx, clipId);
  }

  private async of(id: string, tx: Transaction): Promise<RecordsRequest> {
    const found = await rows.requestById(tx, id);
    if (!found) throw nothingThere();
    return found;
  }

  private log(
    tx: Transaction,
    id: string,
    by: Person,
    action: string,
    facts: Record<string, unknown>,
  ): Promise<number> {
    return this.ledger.append(
      { actor: by.id, roles: by.roles, action, object: { type: 'records-request', id }, outcome: 'done', with: facts },
      tx,
    );
  }
}
