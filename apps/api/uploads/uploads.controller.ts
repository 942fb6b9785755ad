import type { Person } from '@app/access';
import { ReceptionService } from '@app/determinations';
import { UploadsService } from '@app/footage';
import { AppError, isSha256Hex } from '@app/kernel';
import type { SignedStatement } from '@app/ledger';
import { Controller, Get, Head, HttpCode, Inject, Options, Param, Patch, Post, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { May } from '../http/permission';
import { By, type DaylightRequest, RequestId } from '../http/request';
import { TusServer } from './tus-server';
import { KnownView, ReceiptView } from './uploads.dto';

@Controller('uploads')
export class UploadsController {
  constructor(
    @Inject(TusServer) private readonly tus: TusServer,
    @Inject(UploadsService) private readonly uploads: UploadsService,
    @Inject(ReceptionService) private readonly reception: ReceptionService,
  ) {}

  @Options()
  @May('create', 'Upload')
  options(@By() by: Person, @Req() request: DaylightRequest, @Res() response: Response): Promise<void> {
    return this.tus.handle(by, request, response);
  }

  @Post()
  @May('create', 'Upload')
  create(@By() by: Person, @Req() request: DaylightRequest, @Res() response: Response): Promise<void> {
    return this.tus.handle(by, request, response);
  }

  @Get('known/:sha256')
  @May('create', 'Upload')
  async known(@Param('sha256') sha256: string): Promise<KnownView> {
    if (!isSha256Hex(sha256)) throw new AppError('invalid-input', 'A SHA-256 is 64 lower-case hex digits.');
    return { known: await this.uploads.knows(sha256) };
  }

  @Head(':id')
  @May('read', 'Upload')
  offset(@By() by: Person, @Req() request: DaylightRequest, @Res() response: Response): Promise<void> {
    return this.tus.handle(by, request, response);
  }

  @Patch(':id')
  @May('create', 'Upload')
  append(@By() by: Person, @Req() request: DaylightRequest, @Res() response: Response): Promise<void> {
    return this.tus.handle(by, request, response);
  }

  /** Concludes an upload. The receipt is the acknowledgement, and the only one; it may be asked for again. */
  @Post(':id/receipt')
  @HttpCode(200)
  @May('create', 'Upload')
  async conclude(@Param('id') id: string, @By() by: Person, @RequestId() request: string): Promise<ReceiptView> {
    const { receipt } = await this.reception.conclude(id, this.tus.pathOf(id), by, request);
    return receiptView(receipt);
  }
}

function receiptView(receipt: SignedStatement): ReceiptView {
  const { clip, sha256, size, receivedAt, ledgerIndex } = JSON.parse(
    Buffer.from(receipt.payload, 'base64').toString(),
  ) as Record<string, string> & { size: number; ledgerIndex: number };
  return { clipId: clip ?? '', sha256: sha256 ?? '', size, receivedAt: receivedAt ?? '', ledgerIndex, receipt };
}
