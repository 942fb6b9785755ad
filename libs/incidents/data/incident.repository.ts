import type { Transaction } from '@app/database';
import type { IncidentId } from '@app/kernel';
import { Incident } from './incident.entity';

export const incidentById = (tx: Transaction, id: IncidentId): Promise<Incident | null> =>
  tx.manager.findOneBy(Incident, { id });

export const lockIncident = (tx: Transaction, id: IncidentId): Promise<Incident | null> =>
  tx.manager.findOne(Incident, { where: { id }, lock: { mode: 'pessimistic_write' } });

/** Newest first. */
export const everyIncident = (tx: Transaction): Promise<Incident[]> =>
  tx.manager.find(Incident, { order: { openedAt: 'DESC', id: 'ASC' } });

export const insertIncident = (tx: Transaction, incident: Incident): Promise<unknown> =>
  tx.manager.insert(Incident, incident);

export const updateIncident = (tx: Transaction, id: IncidentId, change: Partial<Incident>): Promise<unknown> =>
  tx.manager.update(Incident, { id }, change);
