import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PortalConfig } from '@app/config';
import { Database } from '@app/database';
import { OpenData } from '@app/publications';
import { ExportFolder } from '@app/static-site';
import { HealthServer, histogram, type Logger } from '@app/telemetry';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type RequestHandler } from 'express';
import { roomToAskHere } from './front/ask-limit';
import { FrontDoor, type FrontDoorParts } from './front/front-door';
import { PageCache } from './front/page-cache';
import { RequestLimit } from './front/request-limit';
import { RevisionWatch } from './front/revision-watch';
import { memoryHere, StreamLimit, streamsWithin } from './front/stream-limit';
import { WithdrawnHere } from './front/withdrawn-here';
import { checksOf } from './health/health.controller';
import { sendError } from './http/errors';
import { intake } from './http/intake';
import { localised } from './http/language';
import { SITE_URL } from './http/site-url';
import { PUBLIC_BUCKET } from './media/published-files';
import { notConfigured } from './not-configured';
import { PortalModule } from './portal.module';

export interface RunningPortal {
  readonly port: number;
  readonly app: NestExpressApplication;
  stop(): Promise<void>;
}

/** Requests a minute from one network, all processes together. A page and its video need a few; a school behind one address many. */
const REQUESTS_A_MINUTE = 1200;

/** How long the portal remembers what it has seen of the public site, if nobody asks: takedowns count in an outage. */
const LOOK_MS = 1000;

/**
 * Against readers that send or read slowly, or only hold on (reliability F46). Memory is bounded by the number of
 * connections: an idle one costs some kilobytes.
 */
const PATIENCE = {
  /** The head of a request has to be there by then, and the whole request. */
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 5_000,
  /** A reader that keeps a connection open for the next page. */
  keepAliveTimeout: 20_000,
  maxHeaderSize: 16 * 1024,
  highWaterMark: 64 * 1024,
} as const;
const MOST_CONNECTIONS = 12_000;
const MOST_HEADERS = 100;

/** Starts the public site. `roomToAsk`: what counts the forms of all its processes together. */
export async function startPortal(
  config: PortalConfig,
  log: Logger,
  roomToAsk = roomToAskHere(),
): Promise<RunningPortal> {
  const app = await NestFactory.create<NestExpressApplication>(PortalModule.forRoot(config, log, roomToAsk), {
    bodyParser: false,
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  app.set('trust proxy', config.trustedProxies);
  app.disable('x-powered-by');
  app.set('etag', false);
  const speaking = localised(app.get<string>(SITE_URL), config.city);
  app.use(speaking, intake());
  await app.init();
  const data = app.get(OpenData);
  const watch = new RevisionWatch(() => data.revision());
  const streams = new StreamLimit(streamsWithin(memoryHere()), config.processes);
  const parts: FrontDoorParts = {
    pages: app.getHttpAdapter().getInstance() as RequestListener,
    watch,
    streams,
    withdrawn: new WithdrawnHere(config.exportFolder === null ? null : new ExportFolder(config.exportFolder)),
    tooMany: errorPage(429, speaking),
    gone: errorPage(410, speaking),
    limit: new RequestLimit(Math.ceil(REQUESTS_A_MINUTE / config.processes), config.trustedProxies),
    cache: new PageCache(),
    trustedProxies: config.trustedProxies,
  };
  const server = await listening(counted(new FrontDoor(parts).listener), config.port, config.host);
  // For the export, which must have what the database says now, and never what it has made itself.
  const exact = new RevisionWatch(() => data.revision(), 0);
  const behind = new FrontDoor({ ...parts, watch: exact, limit: null, withdrawn: new WithdrawnHere(null) });
  const health = new HealthServer(checksOf(app.get(Database), app.get(PUBLIC_BUCKET)), behind.listener);
  const metricsPort = await health.listen(config.metricsPort, config.metricsHost);
  const looks = setInterval(() => void watch.now(), LOOK_MS);
  const { port } = server.address() as AddressInfo;
  log.info({ port, metricsPort }, 'portal started');
  if (config.production) for (const says of notConfigured(config)) log.warn(says);
  return {
    port,
    app,
    async stop() {
      clearInterval(looks);
      streams.stop();
      await health.close();
      await closed(server);
      await app.close();
    },
  };
}

function listening(listener: RequestListener, port: number, host: string): Promise<Server> {
  const server = createServer(PATIENCE, listener);
  server.maxConnections = MOST_CONNECTIONS;
  server.maxHeadersCount = MOST_HEADERS;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

/** The page of an error, in the reader's language, before the pages are asked. */
const errorPage = (status: number, speaking: RequestHandler): RequestListener =>
  express()
    .disable('x-powered-by')
    .use(speaking, (request, response) => sendError(request, response, status));

const seconds = histogram(
  'daylight_portal_seconds',
  'Duration of answers',
  ['route', 'status'],
  [0.001, 0.005, 0.02, 0.1, 0.5, 2],
);

/** Counts answers, not readers: no address, no path with an id. */
const counted =
  (listener: RequestListener): RequestListener =>
  (request, response) => {
    const began = process.hrtime.bigint();
    response.once('close', () => {
      const route = (request as { route?: { path?: string } }).route?.path ?? 'kept';
      seconds.observe({ route, status: String(response.statusCode) }, Number(process.hrtime.bigint() - began) / 1e9);
    });
    listener(request, response);
  };
