import type { AddressInfo } from 'node:net';
import type { PortalConfig } from '@app/config';
import { Database } from '@app/database';
import { HealthServer, histogram, type Logger } from '@app/telemetry';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { checksOf } from './health/health.controller';
import { pageByPath } from './http/page-path';
import { readOnly, secured } from './http/security';
import { PUBLIC_BUCKET } from './media/media.controller';
import { PortalModule } from './portal.module';

export interface RunningPortal {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Requests a minute from one address. The headers are those of draft 7: draft 8 adds a hash of the reader's address,
 * which whoever shares a cache with them could turn back into it. A page and its video need a few; a school behind one address many. */
const REQUESTS_A_MINUTE = 1200;

/** Starts the public site. */
export async function startPortal(config: PortalConfig, log: Logger): Promise<RunningPortal> {
  const app = await NestFactory.create<NestExpressApplication>(PortalModule.forRoot(config, log), {
    bodyParser: false,
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  app.set('trust proxy', config.trustedProxies);
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(
    counted,
    secured,
    readOnly,
    pageByPath,
    rateLimit({ windowMs: 60_000, limit: REQUESTS_A_MINUTE, standardHeaders: 'draft-7', legacyHeaders: false }),
  );
  await app.listen(config.port, config.host);
  const health = new HealthServer(checksOf(app.get(Database), app.get(PUBLIC_BUCKET)));
  const metricsPort = await health.listen(config.metricsPort, config.metricsHost);
  const { port } = app.getHttpServer().address() as AddressInfo;
  log.info({ port, metricsPort }, 'portal started');
  return {
    port,
    async stop() {
      await health.close();
      app.getHttpServer().closeIdleConnections();
      await app.close();
    },
  };
}

const seconds = histogram(
  'daylight_portal_seconds',
  'Duration of answers',
  ['route', 'status'],
  [0.001, 0.005, 0.02, 0.1, 0.5, 2],
);

/** Counts answers, not readers: no address, no path with an id. */
const counted: RequestHandler = (request, response, next) => {
  const began = process.hrtime.bigint();
  response.once('close', () => {
    const route = (request.route as { path?: string } | undefined)?.path ?? 'none';
    seconds.observe({ route, status: String(response.statusCode) }, Number(process.hrtime.bigint() - began) / 1e9);
  });
  next();
};
