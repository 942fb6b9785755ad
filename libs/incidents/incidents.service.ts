import { randomUUID } from 'node:crypto';
import { mustBeAble, type Person } from '@app/access';
import { Database, type Transaction } from '@app/database';
import { AppError, brand, type IncidentId, nothingThere } from '@app/kernel';
import { digestOf, Ledger } from '@app/ledger';
import { Inject, Injectable } from '@nestjs/common';
import type { Incident } from './data/incident.entity';
import * as rows from './data/incident.repository';
import { type IncidentFacts } from './domain';

const EMPTY: IncidentFacts = {
  caseNumber: null,
  occurredAt: null,
  timeZone: 'America/New_York',
  location: null,
  neighbourhood: null,
  dispatchNumber: null,
  agencies: [],
  verification: null,
  verifiedHow: null,
  verifiedBy: null,
  identificationProvided: null,
  units: null,
  vehiclesAndPlates: null,
  entry: null,
  warrant: null,
  detentions: null,
  forceUsed: null,
  injuries: null,
  emsCalled: null,
  propertyDamage: null,
  intervention: null,
  reportReference: null,
  referrals: [],
  trackerId: null,
  publicTitle: null,
  publicSummary: null,
};

@Injectable()
export class IncidentsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
  ) {}

  async open(facts: Partial<IncidentFacts>, by: Person, request: string | null): Promise<Incident> {
    mustBeAble(by, 'create', 'Incident', {});
    return this.database.inTransaction(async (tx) => {
      const id = brand<IncidentId>(randomUUID());
      const ledgerIndex = await this.log(tx, id, by, 'open-incident', { facts, request });
      const incident: Incident = {
        ...EMPTY,
        ...facts,
        agencies: [...(facts.agencies ?? [])],
        referrals: [...(facts.referrals ?? [])],
        id,
        publicId: randomUUID(),
        revision: 1,
        openedBy: by.id,
        openedAt: tx.at,
        ledgerIndex,
      };
      await rows.insertIncident(tx, incident);
      return incident;
    });
  }

  /** Changes facts of the revision that the writer has read. Throws `stale` when somebody was faster. */
  async edit(
    id: IncidentId,
    change: { facts: Partial<IncidentFacts>; revision: number },
    by: Person,
    request: string | null,
  ): Promise<Incident> {
    mustBeAble(by, 'edit', 'Incident', {});
    return this.database.inTransaction(async (tx) => {
      const incident = await rows.lockIncident(tx, id);
      if (!incident) throw nothingThere();
      if (incident.revision !== change.revision) {
        throw new AppError(
          'stale',
          `The incident is at revision ${incident.revision}. Read it again, then repeat the change.`,
          {
            with: { revision: incident.revision },
          },
        );
      }
      const ledgerIndex = await this.log(tx, id, by, 'edit-incident', { facts: change.facts, request });
      const changed = { ...change.facts, revision: incident.revision + 1, ledgerIndex } as Partial<Incident>;
      await rows.updateIncident(tx, id, changed);
      return { ...incident, ...changed };
    });
  }

  async list(by: Person): Promise<Incident[]> {
    mustBeAble(by, 'read', 'Incident', {});
    return this.database.read((tx) => rows.everyIncident(tx));
  }

  async read(id: IncidentId, by: Person): Promise<Incident> {
    mustBeAble(by, 'read', 'Incident', {});
    return this.database.read((tx) => this.of(id, tx));
  }

  /** For libs above, inside their own transaction. */
  async of(id: IncidentId, tx: Transaction): Promise<Incident> {
    const incident = await rows.incidentById(tx, id);
    if (!incident) throw nothingThere();
    return incident;
  }

  private log(
    tx: Transaction,
    id: IncidentId,
    by: Person,
    action: string,
    { facts, request }: { facts: Partial<IncidentFacts>; request: string | null },
  ): Promise<number> {
    return this.ledger.append(
      {
        actor: by.id,
        roles: by.roles,
        action,
        object: { type: 'incident', id },
        outcome: 'done',
        with: { fields: Object.keys(facts), sha256: digestOf(facts) },
        request,
      },
      tx,
    );
  }
}
