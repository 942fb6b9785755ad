import type { AddressInfo } from 'node:net';
import type { ApiConfig } from '@app/config';
import { Database } from '@app/database';
import { AppError } from '@app/kernel';
import { StaffService } from '@app/staff';
import type { Logger } from '@app/telemetry';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { StoreAdmission } from './admission';
import { ApiModule } from './api.module';
import {
  endsWithCallback,
  jsonBodies,
  known,
  onlyJson,
  plainAddress,
  sameOrigin,
  secured,
  sessions,
  traced,
} from './http/middleware';
import { sendProblem } from './http/problem.filter';
import type { DaylightRequest } from './http/request';
import { validation } from './http/validation';

export interface RunningApi {
  readonly port: number;
  readonly app: NestExpressApplication;
  stop(): Promise<void>;
}

/** Sign-ins a minute from one address: enough for an office behind one, too few for guessing. */
const SIGN_INS_A_MINUTE = 60;

/**
 * A connection that nobody uses is kept longer than proxies and clients keep theirs (a minute, mostly): closed by us, it
 * may be closed just as a request is on its way, and nobody knows then whether that was heard.
 */
const KEPT_MS = 75_000;

/** Below /session: what a passkey is to sign. */
const CHALLENGE = '/passkey/challenge';

const isTry = ({ method, path }: Request): boolean => method === 'POST' && path !== CHALLENGE;

/** Slows down whoever asks too often from one address, for the requests that count. */
const slowed = (counts: (request: Request) => boolean = () => true): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: SIGN_INS_A_MINUTE,
    skip: (request) => !counts(request),
    standardHeaders: 'draft-7', // draft-8 adds a hash of the address
    legacyHeaders: false,
    handler: (request, response) =>
      sendProblem(
        response,
        new AppError(
          'too-many-requests',
          'Too many tries to sign in from your address. Wait a minute, then try again.',
        ),
        (request as DaylightRequest).correlationId,
      ),
  });

/** Starts the staff api. Refuses to start while a route is open that does not say so. */
export async function startApi(config: ApiConfig, log: Logger): Promise<RunningApi> {
  const admission = await StoreAdmission.begin(config.storage, log);
  const app = await NestFactory.create<NestExpressApplication>(ApiModule.forRoot(config, log, admission), {
    bodyParser: false,
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  app.set('trust proxy', config.trustedProxies);
  app.disable('x-powered-by');
  app.set('etag', false);
  app.useGlobalPipes(validation());
  app.use(traced(log), secured, sameOrigin(config), plainAddress, onlyJson, jsonBodies);
  app.use('/session', slowed(isTry));
  app.use(`/session${CHALLENGE}`, slowed()); // asking what to sign is no try, and costs a row
  app.use(sessions(config, app.get(Database)), endsWithCallback, known(app.get(StaffService)));
  app.enableShutdownHooks([]);
  await app.listen(config.port, config.host);
  app.getHttpServer().keepAliveTimeout = KEPT_MS;
  const { port } = app.getHttpServer().address() as AddressInfo;
  log.info({ port }, 'api started');
  return {
    port,
    app,
    async stop() {
      admission.stop();
      const server = app.getHttpServer();
      server.closeIdleConnections();
      await app.close();
    },
  };
}
