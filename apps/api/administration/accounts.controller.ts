import type { Person } from '@app/access';
import { brand, type Reason, type StaffId } from '@app/kernel';
import { type Account, type Asked, PasskeysService, type StaffChange, StaffChangesService } from '@app/staff';
import { STAFF_CHANGES } from '@app/staff/domain';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { May } from '../http/permission';
import { AskedFrom, By, RequestId } from '../http/request';
import { IdPipe } from '../http/validation';
import { proofOf } from '../people/passkeys.dto';
import {
  AccountView,
  ApprovalView,
  StaffApprovalDto,
  StaffChangeDto,
  StaffChangeView,
  StaffDecisionDto,
} from './accounts.dto';

/** Accounts and roles: proposed by one person, approved by another. */
@Controller()
export class AccountsController {
  constructor(
    @Inject(StaffChangesService) private readonly changes: StaffChangesService,
    @Inject(PasskeysService) private readonly passkeys: PasskeysService,
  ) {}

  @Get('accounts')
  @May('read', 'Account')
  async accounts(@By() by: Person): Promise<AccountView[]> {
    return (await this.changes.accounts(by)).map(accountView);
  }

  @Get('staff-changes')
  @May('read', 'Account')
  async list(@By() by: Person): Promise<StaffChangeView[]> {
    const found = await this.changes.changes(by);
    return found.map(({ change, whyNotApprove }) => changeView(change, whyNotApprove));
  }

  @Post('staff-changes')
  @May('create', 'Account')
  async propose(
    @Body() body: StaffChangeDto,
    @By() by: Person,
    @RequestId() request: string,
  ): Promise<StaffChangeView> {
    const { kind, reason } = body;
    const isNew = kind === 'open-account';
    const proposal = {
      kind,
      reason,
      staffId: isNew ? null : brand<StaffId>(body.staffId ?? ''),
      userName: isNew ? (body.userName ?? null) : null,
      displayName: isNew ? (body.displayName ?? null) : null,
      roles: STAFF_CHANGES[kind].namesRoles ? (body.roles ?? []) : [],
    };
    return changeView(await this.changes.propose(proposal, by, request), []);
  }

  /** Asks the approver once more who they are: a page left open gives nobody a role. */
  @Post('staff-changes/:id/approve')
  @HttpCode(200)
  @May('edit', 'Account')
  async approve(
    @Param('id', IdPipe) id: string,
    @Body() { reason, ...proof }: StaffApprovalDto,
    @By() by: Person,
    @AskedFrom() asked: Asked,
  ): Promise<ApprovalView> {
    await this.passkeys.proveAgain(by, proofOf(proof), { act: 'approve-staff-change', of: id }, asked);
    const enrolment = await this.changes.approve(id, by, { reason, request: asked.request });
    return { enrolment: enrolment && { ...enrolment, until: enrolment.until.toISOString() } };
  }

  @Post('staff-changes/:id/refuse')
  @HttpCode(204)
  @May('edit', 'Account')
  refuse(
    @Param('id', IdPipe) id: string,
    @Body() { reason }: StaffDecisionDto,
    @By() by: Person,
    @RequestId() request: string,
  ): Promise<void> {
    return this.changes.refuseChange(id, by, { reason, request });
  }

  @Post('staff-changes/:id/withdraw')
  @HttpCode(204)
  @May('create', 'Account')
  withdraw(
    @Param('id', IdPipe) id: string,
    @Body() { reason }: StaffDecisionDto,
    @By() by: Person,
    @RequestId() request: string,
  ): Promise<void> {
    return this.changes.withdraw(id, by, { reason, request });
  }
}

const accountView = ({ lastSignedInAt, enrolmentUntil, roles, ...account }: Account): AccountView => ({
  ...account,
  roles: [...roles],
  lastSignedInAt: lastSignedInAt?.toISOString() ?? null,
  enrolmentUntil: enrolmentUntil?.toISOString() ?? null,
});

const changeView = (change: StaffChange, whyNotApprove: readonly Reason[]): StaffChangeView => ({
  id: change.id,
  kind: change.kind,
  staffId: change.staffId,
  userName: change.userName,
  displayName: change.displayName,
  roles: [...change.roles],
  reason: change.reason,
  proposedBy: change.proposedBy,
  proposedAt: change.proposedAt.toISOString(),
  decision: change.decision,
  decidedBy: change.decidedBy,
  decidedAt: change.decidedAt?.toISOString() ?? null,
  decisionReason: change.decisionReason,
  whyNotApprove: whyNotApprove.map((reason) => ({ ...reason })),
});
