import { Database } from '@app/database';
import { AppError } from '@app/kernel';
import { admit, BUCKETS, type Buckets } from '@app/storage';
import { metricsText, readiness } from '@app/telemetry';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Public } from '../http/permission';

/** Whether the store passed its admission test when it was last tried. */
export const ADMISSION = Symbol('the store’s admission');
export type AdmissionState = Awaited<ReturnType<typeof admit>>;

@Controller()
export class HealthController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(BUCKETS) private readonly buckets: Buckets,
    @Inject(ADMISSION) private readonly admission: { readonly current: AdmissionState },
  ) {}

  @Get('health/live')
  @Public('A load balancer has no account; it says only that the process runs')
  live(): { live: true } {
    return { live: true };
  }

  @Get('health/ready')
  @Public('A load balancer has no account; it says only which part does not answer')
  async ready(
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ ready: boolean; checks: Record<string, string> }> {
    const state = await readiness([
      { name: 'database', run: () => this.database.ping() },
      { name: 'storage', run: () => this.buckets.working.stat('health') },
      {
        name: 'storage-admission',
        run: () => (this.admission.current.admitted ? Promise.resolve() : Promise.reject(new Error('not admitted'))),
      },
    ]);
    if (!state.ready) response.status(503);
    return { ready: state.ready, checks: { ...state.checks } };
  }

  @Get('metrics')
  @Public('Asked by the collector on this machine; refused to everyone else')
  async metrics(@Req() request: Request, @Res() response: Response): Promise<void> {
    if (
      !['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '') ||
      request.headers['x-forwarded-for'] !== undefined
    ) {
      throw new AppError('not-found', 'There is nothing at this address.');
    }
    const { type, text } = await metricsText();
    response.setHeader('Content-Type', type).send(text);
  }
}
