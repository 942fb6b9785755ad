import { isRole, ROLES } from '@app/access';
import { DatabaseModule } from '@app/database';
import { AppError } from '@app/kernel';
import { LedgerEntry } from '@app/ledger';
import { type NewStaff, STAFF_ENTITIES, StaffModule, StaffService } from '@app/staff';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import 'reflect-metadata';
import { withDatabase } from './with-database';

/** Makes an account as the operator at the machine. */
export async function addStaff(
  staff: Omit<NewStaff, 'roles'> & { readonly roles: readonly string[] },
): Promise<string> {
  const roles = staff.roles.filter(isRole);
  if (roles.length !== staff.roles.length)
    throw new AppError('invalid-input', `Roles are: ${Object.keys(ROLES).join(', ')}.`);
  return withDatabase(({ owner }) => addStaffTo(owner, { ...staff, roles }));
}

/** Only the database's owner gives roles without a second person: the application's own role is refused. */
export async function addStaffTo(ownerUrl: string, staff: NewStaff): Promise<string> {
  @Module({
    imports: [DatabaseModule.forRoot({ url: ownerUrl, pool: 2 }, [LedgerEntry, ...STAFF_ENTITIES]), StaffModule],
  })
  class AddStaffModule {}
  const app = await NestFactory.createApplicationContext(AddStaffModule, { logger: false });
  try {
    return await app.get(StaffService).create(staff);
  } finally {
    await app.close();
  }
}
