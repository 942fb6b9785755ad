import type { Person } from '@app/access';
import { HOLIDAYS, legalHolidays } from '@app/calendar';
import { LawTablesService, PoliciesService, type ShippedTable } from '@app/determinations';
import { type ClockDefinition, CLOCKS, lengthInForce, type PolicyKey } from '@app/determinations/domain';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { May, SignedIn } from '../http/permission';
import { By } from '../http/request';
import {
  ApprovalDto,
  CalendarQueryDto,
  CalendarView,
  ClockLengthView,
  ClockTableView,
  ClosuresVersionView,
  TableVersionView,
} from './law.dto';

type History = Awaited<ReturnType<PoliciesService['inForce']>>['history'];

/** The tables by which Daylight counts and hides, as they are in force: to be read by those who answer for them. */
@Controller()
export class LawController {
  constructor(
    @Inject(PoliciesService) private readonly policies: PoliciesService,
    @Inject(LawTablesService) private readonly tables: LawTablesService,
  ) {}

  @Get('redaction-catalogue/version')
  @SignedIn('The catalogue is the City’s policy')
  async catalogueVersion(): Promise<TableVersionView> {
    return versionOf(await this.tables.shipped('redaction-catalogue'));
  }

  @Post('redaction-catalogue/approval')
  @HttpCode(204)
  @May('edit', 'Policy')
  approveCatalogue(@Body() { sha256 }: ApprovalDto, @By() by: Person): Promise<void> {
    return this.tables.approve('redaction-catalogue', sha256, by);
  }

  @Post('clocks/approval')
  @HttpCode(204)
  @May('edit', 'Policy')
  approveClocks(@Body() { sha256 }: ApprovalDto, @By() by: Person): Promise<void> {
    return this.tables.approve('clocks', sha256, by);
  }

  @Get('clocks')
  @May('read', 'Policy')
  async clocks(@By() by: Person): Promise<ClockTableView> {
    const { policies, history } = await this.policies.inForce(by);
    const lengthOf = (length: ClockDefinition['lasts'][number]): ClockLengthView => {
      const key = 'policy' in length ? length.policy : null;
      const { version, approvedBy, effectiveAt } = answerTo(key, history) ?? NO_ANSWER;
      return { says: lengthInForce(length, policies), policy: key, version, approvedBy, effectiveAt };
    };
    const clocks = Object.entries<ClockDefinition>(CLOCKS).map(([code, { lasts, ...clock }]) => ({
      code,
      ...clock,
      lasts: lasts.map(lengthOf),
    }));
    return { table: versionOf(await this.tables.shipped('clocks')), clocks };
  }

  @Get('calendar')
  @May('read', 'Policy')
  async calendar(@Query() { year }: CalendarQueryDto, @By() by: Person): Promise<CalendarView> {
    const { policies, history } = await this.policies.inForce(by);
    const holidays = [...legalHolidays(year)].map(([day, why]) => ({ day: String(day), why, kind: 'legal-holiday' }));
    const closures = policies['calendar.closures']
      .filter(({ day }) => day.startsWith(`${year}-`))
      .map(({ day, why }) => ({ day, why, kind: 'city-closure' }));
    return {
      year,
      holidays: HOLIDAYS,
      closed: [...holidays, ...closures].sort((a, b) => a.day.localeCompare(b.day)),
      closures: answerTo('calendar.closures', history),
    };
  }
}

const versionOf = ({ approval, ...table }: ShippedTable): TableVersionView => ({
  ...table,
  approvedBy: approval?.by ?? null,
  approvedAt: approval?.at.toISOString() ?? null,
});

const NO_ANSWER = { version: null, approvedBy: null, effectiveAt: null };

/** The newest answer to a question of policy; null when nobody has answered it. */
function answerTo(key: PolicyKey | null, history: History): ClosuresVersionView | null {
  const newest = history.findLast((one) => one.key === key);
  if (!newest) return null;
  const { version, approvedBy, reason, effectiveAt } = newest;
  return { version, approvedBy, reason, effectiveAt: effectiveAt.toISOString() };
}
