import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type Role, ROLES } from '@app/access';
import { DatabaseModule } from '@app/database';
import { DeterminationsModule, ENTITIES, PoliciesService } from '@app/determinations';
import { IncidentsModule, IncidentsService } from '@app/incidents';
import { SealModule } from '@app/ledger';
import { STAFF_ENTITIES, StaffModule, StaffService } from '@app/staff';
import { StorageModule } from '@app/storage';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import 'reflect-metadata';
import type { DataFolder } from './data-folder';

export interface DemoAccount {
  readonly userName: string;
  readonly password: string;
  readonly role: Role;
  readonly name: string;
}

/** Nobody real: names say what they are. */
const NAMES: Readonly<Record<Role, string>> = {
  'evidence-technician': 'Tessa Technician',
  'case-officer': 'Casey Officer',
  'assistant-solicitor': 'Avery Assistant',
  solicitor: 'Sol Solicitor',
  'redaction-technician': 'Remy Redactor',
  'quality-reviewer': 'Quinn Reviewer',
  'accessibility-editor': 'Alex Editor',
  'records-officer': 'Robin Records',
  liaison: 'Lee Liaison',
  auditor: 'Audrey Auditor',
  administrator: 'Ada Administrator',
};

export const demoAccounts = (data: DataFolder): DemoAccount[] =>
  existsSync(data.demoStaff) ? (JSON.parse(readFileSync(data.demoStaff, 'utf8')) as DemoAccount[]) : [];

/**
 * Fills a new development installation: one account for each role, an incident, and a notice period of zero, so that a
 * release can be followed to its end at one sitting. As the database's owner, who makes accounts without a second person.
 * Returns the accounts when it made them, null when they were there.
 */
export async function fillForDemonstration(databaseUrl: string, data: DataFolder): Promise<DemoAccount[] | null> {
  if (existsSync(data.demoStaff)) return null;
  const app = await NestFactory.createApplicationContext(module(databaseUrl, data), { logger: false });
  try {
    const staff = app.get(StaffService);
    if ((await staff.everyone()).length > 0) return null;
    const accounts = (Object.keys(ROLES) as Role[]).map((role): DemoAccount => ({
      userName: role,
      password: randomBytes(9).toString('base64url'),
      role,
      name: NAMES[role],
    }));
    for (const { userName, password, role, name } of accounts)
      await staff.create({ userName, password, displayName: name, roles: [role] });
    await app.get(PoliciesService).decideAsOperator({
      key: 'notice.hours',
      value: 0,
      approvedBy: 'nobody: demonstration',
      reason: 'A demonstration does not wait two days.',
    });
    await openIncident(app.get(IncidentsService), staff);
    writeFileSync(data.demoStaff, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
    return accounts;
  } finally {
    await app.close();
  }
}

async function openIncident(incidents: IncidentsService, staff: StaffService): Promise<void> {
  const officer = (await staff.everyone()).find((person) => person.roles.includes('case-officer'));
  if (!officer) return;
  await incidents.open({ ...DEMO_INCIDENT, occurredAt: new Date(Date.now() - 3 * 86_400_000) }, officer, null);
}

/** An incident with every fact that the order asks for. None of it happened. */
export const DEMO_INCIDENT = {
  caseNumber: 'DEMONSTRATION-1',
  location: 'Massachusetts Avenue at Prospect Street',
  neighbourhood: 'The Port',
  dispatchNumber: 'D-0001',
  agencies: ['Agency not stated'],
  verification: 'claimed',
  identificationProvided: 'none given',
  units: 'Car 12',
  entry: 'none',
  warrant: 'none-shown',
  detentions: 'One person was detained and led to a vehicle.',
  forceUsed: 'An arm hold is seen.',
  injuries: 'none seen',
  emsCalled: false,
  propertyDamage: 'none',
  publicTitle: 'Massachusetts Avenue, The Port: one person detained (demonstration)',
  publicSummary:
    'Demonstration footage. It appears to show people at a street corner; officers who said they were federal are present. Nothing here is a finding about anyone.',
} as const;

function module(databaseUrl: string, data: DataFolder): new () => object {
  @Module({
    imports: [
      DatabaseModule.forRoot({ url: databaseUrl, pool: 2 }, [...ENTITIES, ...STAFF_ENTITIES]),
      StorageModule.forRoot({ kind: 'filesystem', root: data.store }),
      SealModule.forRoot(readFileSync(data.releaseKey, 'utf8'), null),
      StaffModule,
      IncidentsModule,
      DeterminationsModule,
    ],
  })
  class FillModule {}
  return FillModule;
}
