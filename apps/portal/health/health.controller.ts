import { Database } from '@app/database';
import type { ReadableBucket } from '@app/storage';
import { type Check, readiness } from '@app/telemetry';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { PUBLIC_BUCKET } from '../media/published-files';

export const checksOf = (database: Database, bucket: ReadableBucket): Check[] => [
  { name: 'database', run: () => database.ping() },
  { name: 'storage', run: () => bucket.stat('health') },
];

@Controller('health')
export class HealthController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PUBLIC_BUCKET) private readonly bucket: ReadableBucket,
  ) {}

  @Get('live')
  live(@Res() response: Response): void {
    response.setHeader('Cache-Control', 'no-store').json({ live: true });
  }

  @Get('ready')
  async ready(@Res() response: Response): Promise<void> {
    const state = await readiness(checksOf(this.database, this.bucket));
    response
      .setHeader('Cache-Control', 'no-store')
      .status(state.ready ? 200 : 503)
      .json(state);
  }
}
