import { Database } from '@app/database';
import { Ledger, proveInclusion } from '@app/ledger';
import { AppError } from '@app/kernel';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { May } from '../http/permission';
import { LedgerEntryView, LedgerQueryDto, ProofView } from './ledger.dto';

@Controller('ledger')
export class LedgerController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Ledger) private readonly ledger: Ledger,
  ) {}

  @Get('entries')
  @May('read', 'Ledger')
  async entries(@Query() { from, limit }: LedgerQueryDto): Promise<LedgerEntryView[]> {
    const entries = await this.database.read((tx) => this.ledger.entries(from, limit, tx));
    return entries.map(({ index, at, act }) => ({ index, at: at.toISOString(), act: { ...act } }));
  }

  @Get('entries/:index/proof')
  @May('read', 'Ledger')
  async proof(@Param('index') index: string): Promise<ProofView> {
    const proof = /^\d{1,15}$/.test(index) ? await this.database.read((tx) => proveInclusion(Number(index), tx)) : null;
    if (!proof) throw new AppError('not-found', 'There is no such entry, or the log has not been sealed after it yet.');
    return { ...proof, proof: [...proof.proof] };
  }
}
