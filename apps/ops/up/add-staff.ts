import { isRole, ROLES } from '@app/access';
import { DatabaseModule } from '@app/database';
import { AppError } from '@app/kernel';
import { LedgerEntry } from '@app/ledger';
import { StaffAccount, StaffModule, StaffRole, StaffService } from '@app/staff';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import 'reflect-metadata';
import { withDatabase } from './with-database';

/** Makes an account as the operator at the machine. */
export async function addStaff(staff: {
  userName: string;
  displayName: string;
  roles: readonly string[];
  password: string;
}): Promise<string> {
  const roles = staff.roles.filter(isRole);
  if (roles.length !== staff.roles.length)
    throw new AppError('invalid-input', `Roles are: ${Object.keys(ROLES).join(', ')}.`);
  return withDatabase(async ({ owner }) => {
    @Module({
      imports: [DatabaseModule.forRoot({ url: owner, pool: 2 }, [LedgerEntry, StaffAccount, StaffRole]), StaffModule],
    })
    class AddStaffModule {}
    const app = await NestFactory.createApplicationContext(AddStaffModule, { logger: false });
    try {
      return await app.get(StaffService).create({ ...staff, roles }, 'ops');
    } finally {
      await app.close();
    }
  });
}
