import { may, type Person } from '@app/access';
import { ReportsService } from '@app/determinations';
import { isReportKind, type ReportDocument } from '@app/determinations/domain';
import { type ClipId, nothingThere } from '@app/kernel';
import { sha256, type Verifier, verifierFrom } from '@app/ledger';
import { parseVerifierKey } from '@app/ledger/domain';
import { StaffService } from '@app/staff';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOkResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import { May, Public } from '../http/permission';
import { By, RequestId } from '../http/request';
import { IdPipe } from '../http/validation';
import { PAGE_POLICY, pageOf, SHEET, SHEET_NAME } from './report-page';
import { pdfOf } from './report-pdf';
import { checkView, CustodyCheckView, reportView, ReportView } from './reports.dto';

/** Public key of the log; null when nobody gave it. */
export const LOG_VERIFIER = Symbol('the public key of the log');

/** The verifier of a key as it is published. Throws when it is none: then nothing would be checked that is said to be. */
export function logVerifier(key: string | null): Verifier | null {
  if (key === null) return null;
  const parsed = parseVerifierKey(sha256, key);
  if (!parsed) throw new Error('LEDGER_VERIFIER_KEY is no verifier key: its id does not belong to its bytes');
  return verifierFrom(parsed.publicKey, parsed.name);
}

/** Reports on a clip, as pages and as PDF, and the check of its record. */
@Controller()
export class ReportsController {
  constructor(
    @Inject(ReportsService) private readonly reports: ReportsService,
    @Inject(StaffService) private readonly staff: StaffService,
    @Inject(LOG_VERIFIER) private readonly verifier: Verifier | null,
  ) {}

  @Get('clips/:id/custody/check')
  @May('read', 'Clip')
  async check(@Param('id', IdPipe) id: ClipId, @By() by: Person): Promise<CustodyCheckView> {
    return checkView(await this.reports.verifyCustody(id, this.verifier, by));
  }

  @Get('clips/:id/reports')
  @May('read', 'Clip')
  async list(@Param('id', IdPipe) id: ClipId, @By() by: Person): Promise<ReportView[]> {
    return (await this.reports.offered(id, by)).map(reportView);
  }

  @Get('clips/:id/reports/:report.pdf')
  @ApiOkResponse({ content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  @May('read', 'Clip')
  async pdf(
    @Param('id', IdPipe) id: ClipId,
    @Param('report') report: string,
    @By() by: Person,
    @RequestId() request: string,
    @Res() response: Response,
  ): Promise<void> {
    const { document, at } = await this.draw(id, report, 'pdf', by, request);
    const body = await pdfOf(document, at);
    response.setHeader('Content-Disposition', `attachment; filename="daylight-${report}.pdf"`);
    response.setHeader('Content-Type', 'application/pdf');
    response.setHeader('Content-Length', body.length);
    response.end(body);
  }

  @Get('clips/:id/reports/:report')
  @ApiOkResponse({ content: { 'text/html': { schema: { type: 'string' } } } })
  @May('read', 'Clip')
  async page(
    @Param('id', IdPipe) id: ClipId,
    @Param('report') report: string,
    @By() by: Person,
    @RequestId() request: string,
    @Res() response: Response,
  ): Promise<void> {
    const { document } = await this.draw(id, report, 'page', by, request);
    response.setHeader('Content-Disposition', `inline; filename="daylight-${report}.html"`);
    response.setHeader('Content-Security-Policy', PAGE_POLICY);
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(pageOf(document, { pdf: `/clips/${id}/reports/${report}.pdf`, clip: `/console/clips/${id}` }));
  }

  @Get('reports/:sheet')
  @ApiExcludeEndpoint()
  @Public('The style sheet of reports holds no data')
  sheet(@Param('sheet') sheet: string, @Res() response: Response): void {
    if (sheet !== SHEET_NAME) throw nothingThere();
    response.setHeader('Cache-Control', 'private, max-age=31536000, immutable');
    response.setHeader('Content-Type', 'text/css; charset=utf-8');
    response.end(SHEET);
  }

  private async draw(
    clipId: ClipId,
    report: string,
    form: 'page' | 'pdf',
    by: Person,
    request: string,
  ): Promise<{ document: ReportDocument; at: Date }> {
    if (!isReportKind(report)) throw nothingThere();
    const names = may(by, 'read', 'Staff') ? await this.staff.names() : new Map<string, string>();
    const nameOf = (actor: string): string => (actor === by.id ? by.name : (names.get(actor) ?? actor));
    return this.reports.draw({ clipId, report, form, verifier: this.verifier, nameOf, request }, by);
  }
}
